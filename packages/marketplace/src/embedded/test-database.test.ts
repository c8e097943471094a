import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../platform/index.ts'
import { openTestDatabase } from './test-database.ts'

type Tables = { setting: { name: string; value: unknown }; category: { code: string } }

const settings = async (db: Database) =>
  db.withTables<Tables>().selectFrom('setting').select('name').execute()
const categories = async (db: Database) =>
  db.withTables<Tables>().selectFrom('category').select('code').execute()
const put = (db: Database) => db.script(`insert into setting (name, value) values ('left', 'true')`)

test('a database that a test has closed comes to the next one as the first found it', async () => {
  const first = await openTestDatabase()
  const before = await categories(first.db)
  await put(first.db)
  await first.db.script('delete from category')
  await first.close()

  const second = await openTestDatabase()

  expect(await settings(second.db)).toEqual([])
  expect(before.length).toBeGreaterThan(0)
  expect(await categories(second.db)).toEqual(before)
  await second.close()
})

test('what a test has left running does not write into the next one’s database', async () => {
  const first = await openTestDatabase()
  await first.close()
  const second = await openTestDatabase()

  await expect(put(first.db)).rejects.toThrow('closed')
  await expect(settings(first.db)).rejects.toThrow('closed')
  await expect(first.db.transaction(() => Promise.resolve())).rejects.toThrow('closed')
  expect(await settings(second.db)).toEqual([])
  await second.close()
})

test('a handle that a test has kept does not reach the next one’s database', async () => {
  const first = await openTestDatabase()
  const handle = first.db.withTables<Tables>()
  await first.close()
  const second = await openTestDatabase()

  const left = { name: 'left', value: true }
  await expect(handle.insertInto('setting').values(left).execute()).rejects.toThrow('closed')
  await expect(sql`delete from setting`.execute(handle)).rejects.toThrow('closed')
  await expect(handle.transaction().execute(() => Promise.resolve())).rejects.toThrow('closed')
  expect(await settings(second.db)).toEqual([])
  await second.close()
})

test('numbers that the database gives begin anew', async () => {
  const add = async ({ db }: { db: Database }) =>
    sql`insert into search_facet (category, type, modes, price_band) values ('c', 'saas', 1, 'b') returning no`
      .execute(db.withTables<Tables>())
      .then(({ rows }) => rows)
  const first = await openTestDatabase()
  const given = await add(first)
  await first.close()

  const second = await openTestDatabase()

  expect(await add(second)).toEqual(given)
  await second.close()
})

test('two that are open at once know nothing of each other', async () => {
  const [one, other] = [await openTestDatabase(), await openTestDatabase()]
  await put(one.db)

  expect(await settings(other.db)).toEqual([])
  await one.close()
  await other.close()
})

test.each([
  ['a table', 'create table beside (n int)'],
  ['a column', 'alter table setting add column beside int'],
  ['a default', `alter table setting alter column value set default '"beside"'`],
  ['what may be null', 'alter table setting alter column value drop not null'],
  ['a trigger that rests', 'alter table ledger_entry disable trigger user'],
  ['a setting of the session', "set work_mem = '5MB'"],
])('a database in which a test has changed %s is not used again', async (_name, statement) => {
  const first = await openTestDatabase()
  await first.db.script(statement)
  await first.close()

  const second = await openTestDatabase()
  const { rows } = await sql<{ changed: boolean }>`
    select exists (select from pg_class where relname = 'beside')
      or exists (select from pg_attribute where attname = 'beside')
      or exists (select from pg_attrdef where adrelid = 'setting'::regclass)
      or exists (select from pg_attribute where attrelid = 'setting'::regclass and attname = 'value' and not attnotnull)
      or exists (select from pg_trigger where tgenabled = 'D')
      or current_setting('work_mem') = '5MB' as changed`.execute(second.db.withTables<Tables>())

  expect(rows).toEqual([{ changed: false }])
  await second.close()
})

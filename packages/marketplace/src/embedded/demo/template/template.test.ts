import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMs, fromIso } from '@loggia/kernel'
import { createSeal, readMigrations } from '../../../platform/index.ts'
import type { Database } from '../../../platform/index.ts'
import { openEmbedded } from '../../pglite.ts'
import { renewDemo, restoreDemo } from './index.ts'
import { isUsable, readTemplate } from './pack.ts'
import { moveTimesIn, sealedColumns } from './renew.ts'

const msPerDay = 86_400_000
const mostBehind = 10
const mostBytes = 5_000_000
const chance = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const secret = 'the secret of one installation only'

let folder: string
let db: Database
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loggia-template-'))
  await restoreDemo(folder)
  db = await openEmbedded(join(folder, 'database'))
})
afterAll(async () => {
  await db.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = async <T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> =>
  (await statement.execute(db.withTables<unknown>())).rows

test('the template can be migrated to this version, and is not far behind: node scripts/run.mjs demo makes it', async () => {
  const template = await readTemplate()
  const current = await readMigrations()

  expect(template && isUsable(template.head, current)).toBe(true)
  expect(current.length - (template?.head.migrations.length ?? 0)).toBeLessThanOrEqual(mostBehind)
  expect(template?.size).toBeLessThanOrEqual(mostBytes)
})

test('a template is refused whose migrations were changed', async () => {
  const template = await readTemplate()
  const [first, ...others] = await readMigrations()
  if (!template || !first) throw new Error('There is nothing to compare')

  expect(isUsable(template.head, [{ ...first, hash: 'another' }, ...others])).toBe(false)
})

test('an unpacked demo is sealed with the secret of its installation, and its times are of today', async () => {
  const at = fromIso((await readTemplate())?.head.at ?? '')
  const now = addMs(at, 40 * msPerDay + 3_600_000)
  const times = () => ask(sql<{ at: number }>`select paid_at as at from payment order by paid_at`)
  const before = await times()

  await renewDemo(db, { now, secret, randomBytes: chance })
  // The second time there is nothing to do.
  await renewDemo(db, { now, secret, randomBytes: chance })

  const after = await times()
  const keys = await ask(
    sql<{ id: string; sealed: Uint8Array }>`select id, secret_sealed as sealed from access_key`,
  )
  const seal = createSeal(secret, chance)
  expect(before.length).toBeGreaterThan(0)
  expect(after.map((row) => row.at)).toEqual(before.map((row) => row.at + 40 * msPerDay))
  expect(keys.length).toBeGreaterThan(12)
  for (const { id, sealed } of keys) expect(() => seal.open(sealed, `access_key:${id}`)).not.toThrow()
})

test('the demo has traded for a year, and today something is due, has failed and waits for an answer', async () => {
  const at = fromIso((await readTemplate())?.head.at ?? '')
  const count = async (statement: ReturnType<typeof sql<{ n: number }>>) =>
    Number((await ask(statement))[0]?.n)
  const [span] = await ask(
    sql<{
      first: number
      last: number
    }>`select min(created_at) as first, max(created_at) as last from "order"`,
  )
  const kinds = await ask(
    sql<{ kind: string; n: number }>`select kind, count(*)::int as n from "order" group by kind`,
  )

  expect((span?.last ?? 0) - (span?.first ?? 0)).toBeGreaterThan(330 * msPerDay)
  expect(Math.abs(addMs(at, 40 * msPerDay) - (span?.last ?? 0))).toBeLessThan(2 * msPerDay)
  expect(kinds.reduce((sum, { n }) => sum + Number(n), 0)).toBeGreaterThan(150)
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(
    expect.arrayContaining(['change', 'conversion', 'new', 'refund', 'renewal']),
  )
  const week = sql`to_timestamp(${addMs(at, 47 * msPerDay) / 1000})`
  expect(
    await count(
      sql`select count(*)::int as n from subscription where state = 'active' and ends_at < ${week}`,
    ),
  ).toBeGreaterThan(3)
  expect(await count(sql`select count(*)::int as n from delivery where state = 'failed'`)).toBeGreaterThan(2)
  expect(
    await ask(
      sql<{ handler: string; state: string }>`select handler, state from ticket order by handler, state`,
    ),
  ).toEqual([
    { handler: 'operator', state: 'waiting' },
    { handler: 'seller', state: 'closed' },
    { handler: 'seller', state: 'waiting' },
  ])
})

test('the books of the demo balance: the entries of each posting come to nothing', async () => {
  const unbalanced = await ask(
    sql`select posting_id from ledger_entry group by posting_id having sum(amount_minor) <> 0`,
  )
  const balances = await ask(
    sql<{ name: string; amount: bigint }>`select b.name_en as name, a.balance_minor as amount
      from ledger_account a join buyer b on b.id = a.owner
      where b.name_en in ('Cangye Manufacturing', 'Heting Design Institute') and a.kind = 'buyer_balance'
      order by 1`,
  )

  expect(unbalanced).toEqual([])
  // The first bought one product more, after the year.
  expect(balances).toEqual([
    { name: 'Cangye Manufacturing', amount: 8_000_000n - 1_280_000n },
    { name: 'Heting Design Institute', amount: 3_000_000n },
  ])
})

test('every column with something sealed is sealed anew', async () => {
  const columns = await ask(
    sql<{ table: string; column: string }>`select table_name as table, column_name as column
      from information_schema.columns where table_schema = 'public' and data_type = 'bytea'`,
  )
  const known = new Set(sealedColumns.map(({ table, column }) => `${table}.${column}`))

  for (const { table, column } of columns) {
    if (known.has(`${table}.${column}`)) continue
    const rows = await ask(sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} is not null`)
    expect(rows, `${table}.${column}`).toEqual([])
  }
})

test.each([
  ['"at":"2026-11-30T15:14:22.604Z"', '"at":"2026-12-01T15:14:22.604Z"'],
  ['from 2028-02-28T23:00:00Z to 2026-12-31T00:00:00Z', 'from 2028-02-29T23:00:00Z to 2027-01-01T00:00:00Z'],
  ['of 2026-11-30, number 2026-11-30-17', 'of 2026-11-30, number 2026-11-30-17'],
])('a day later, %s is %s', (text, moved) => {
  expect(moveTimesIn(text, 1)).toBe(moved)
})

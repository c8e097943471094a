import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listWorldEngines } from './embedded/index.ts'
import { findRowFaults, readColumns, readRowTypes } from './embedded/row-types.ts'
import type { TypedTable } from './embedded/row-types.ts'
import { openTestDatabase } from './embedded/test-database.ts'
import type { TestDatabase } from './embedded/test-database.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
let typed: TypedTable[]
beforeAll(() => {
  typed = readRowTypes()
})

describe.each(listWorldEngines(postgresUrl))('row types on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await openTestDatabase(engine === 'postgres' ? postgresUrl : undefined)
  })
  afterAll(() => database.close())

  const faultsAfter = async (change: string, undo: string): Promise<string[]> => {
    await database.db.script(change)
    const faults = findRowFaults(typed, await readColumns(database.db))
    await database.db.script(undo)
    return faults
  }

  test('are those of the migrated database: each table once, each column with its type, null where it may be', async () => {
    expect(typed.length).toBeGreaterThan(40)
    expect(findRowFaults(typed, await readColumns(database.db))).toEqual([])
  })

  test.each([
    ['a table', 'create table planted (id text)', 'drop table planted', 'planted.id is in no row type'],
    [
      'a column',
      'alter table quote add column planted text',
      'alter table quote drop column planted',
      'quote.planted is in no row type',
    ],
    [
      'a column that is gone',
      'alter table quote rename column kind to sort',
      'alter table quote rename column sort to kind',
      'quote.kind is not in the database',
    ],
    [
      'a column that may be null',
      'alter table quote alter column kind drop not null',
      'alter table quote alter column kind set not null',
      'quote.kind may be null, and its type says otherwise',
    ],
    [
      'a column that may not be null',
      'alter table quote alter column order_id set not null',
      'alter table quote alter column order_id drop not null',
      'quote.order_id may not be null, and its type says otherwise',
    ],
    [
      'a column of another type',
      'alter table attempt alter column duration_ms type bigint',
      'alter table attempt alter column duration_ms type int',
      'attempt.duration_ms is bigint, and its type says number',
    ],
  ])('%s that the types do not know is found', async (_, change, undo, fault) => {
    expect(await faultsAfter(change, undo)).toContain(fault)
  })
})

test('a table that two row types have is found', () => {
  const [one] = typed
  expect(one && findRowFaults([...typed, one], new Map())).toContain(`${one?.table} is typed twice`)
})

test('rows are typed in tables.ts and nowhere else', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  const code = files.filter((path) => path.endsWith('.ts') && !/(\.test|(^|[\\/])tables)\.ts$/.test(path))
  const elsewhere = code.filter((path) =>
    /\btype \w*Tables? = \{\s*\w+:|withTables<\{/.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
  )

  expect(elsewhere).toEqual([])
})

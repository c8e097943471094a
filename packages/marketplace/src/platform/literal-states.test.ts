import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, sql } from 'kysely'
import { expect, test } from 'vitest'
import { LiteralStatesCompiler } from './literal-states.ts'

type Tables = { thing: { id: string; state: string; live: boolean | null; n: number } }
const things = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new LiteralStatesCompiler(),
  },
}).selectFrom('thing')
const whereOf = (query: { compile(): { sql: string; parameters: readonly unknown[] } }) => {
  const { sql: text, parameters } = query.compile()
  return [text.slice(text.indexOf('where ') + 'where '.length), ...parameters]
}

test('states and flags stand in the statement, alone and in lists', () => {
  expect(whereOf(things.where('state', '=', 'in_review'))).toEqual([`"state" = 'in_review'`])
  expect(whereOf(things.where('live', 'is distinct from', true))).toEqual([`"live" is distinct from true`])
  expect(whereOf(things.where('state', 'not in', ['open', 'sending']))).toEqual([
    `"state" not in ('open', 'sending')`,
  ])
})

test.each(['ord_01jd', 'two words', "o'clock", 'open\\', 'Open', 'open\n', '开', '', 'a'.repeat(1000)])(
  'what is no state is a parameter, alone and beside one in a list: %j',
  (value) => {
    expect(whereOf(things.where('state', '=', value))).toEqual(['"state" = $1', value])
    expect(whereOf(things.where('state', 'in', ['open', value]))).toEqual([
      '"state" in ($1, $2)',
      'open',
      value,
    ])
  },
)

test('conditions inside subqueries are written alike, and other values stay as they are', () => {
  const open = things.where('state', '=', 'open').where('n', '>', 3).select('id')

  expect(whereOf(things.where('id', 'in', open))).toEqual([
    `"id" in (select "id" from "thing" where "state" = 'open' and "n" > $1)`,
    3,
  ])
  expect(whereOf(things.where('live', '=', sql<boolean>`any(${[true]}::bool[])`))).toEqual([
    '"live" = any($1::bool[])',
    [true],
  ])
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, listWorldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, system } from './index.ts'
import { createStatementNames } from './statement-names.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('statements that come again on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    await world.platform.db.script('create table sample (id text primary key, n bigint not null)')
  })
  afterAll(() => world.close())

  const read = (id: string) =>
    runInTx(world.platform, { actor: system }, (tx) => tx.send(sql`select * from sample where id = ${id}`))

  test('are answered alike however often they are asked, and whatever is asked for', async () => {
    await world.platform.db.script(`insert into sample values ('a', 1), ('b', 2)`)

    const asked = ['a', 'b', 'none', 'a', 'b', 'none', 'a', 'b', 'none']
    const rows = []
    for (const id of asked) rows.push(...(await read(id)))

    expect(rows).toEqual(asked.flatMap((id) => (id === 'none' ? [] : [{ id, n: id === 'a' ? 1n : 2n }])))
  })

  test('are made anew when a migration has added a column to what they read whole', async () => {
    for (let i = 0; i < 10; i += 1) await Promise.all(['a', 'b', 'none', 'a'].map(read))
    await world.platform.db.script('alter table sample add column word text')

    const rows = await Promise.all(['a', 'b', 'none', 'a', 'b', 'none'].map(read))

    expect(rows.flat()).toHaveLength(4)
    for (const row of rows.flat()) expect(row).toHaveProperty('word', null)
  })

  test.runIf(engine === 'postgres')('are planned without their values in a transaction only', async () => {
    const show = sql<{ plan_cache_mode: string }>`show plan_cache_mode`

    const inside = await runInTx(world.platform, { actor: system }, (tx) => tx.send(show))
    const outside = await show.execute(world.platform.db.withTables<object>())

    expect(inside).toEqual([{ plan_cache_mode: 'force_generic_plan' }])
    expect(outside.rows).toEqual([{ plan_cache_mode: 'auto' }])
  })
})

describe('a name of a statement', () => {
  const asked = (names: ReturnType<typeof createStatementNames>, text: string, times = 1) => {
    let name: string | undefined
    for (let i = 0; i < times; i += 1) ({ name } = names.withName(text, []))
    return name
  }

  test('is given once it has come five times, and is its own', () => {
    const names = createStatementNames({ counted: 10, named: 10 })

    expect(asked(names, 'select 1', 5)).toBeUndefined()
    const name = asked(names, 'select 1')
    expect(name).toBeDefined()
    expect(asked(names, 'select 2', 6)).not.toBe(name)
    expect(asked(names, 'select 1')).toBe(name)
  })

  test('stays when so many others have come that counting begins anew', () => {
    const names = createStatementNames({ counted: 10, named: 10 })
    const name = asked(names, 'select 1', 6)

    for (let n = 0; n < 25; n += 1) asked(names, `select ${n} as other`)

    expect(asked(names, 'select 1')).toBe(name)
  })

  test('is given to so many only, since connections keep them all', () => {
    const names = createStatementNames({ counted: 10, named: 3 })

    const given = Array.from({ length: 30 }, (_, n) => asked(names, `select ${n}`, 10))

    expect(given.filter((name) => name !== undefined)).toHaveLength(3)
  })

  test('is changed once, however many transactions hear that the plan is one of before a migration', () => {
    const names = createStatementNames({ counted: 10, named: 10 })
    const old = asked(names, 'select 1', 6)

    names.renew(old)
    const renewed = asked(names, 'select 1', 6)
    names.renew(old)

    expect(renewed).not.toBe(old)
    expect(asked(names, 'select 1')).toBe(renewed)
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, worldEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { inTx, system } from './index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(worldEngines(postgresUrl))('statements that come again on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    await world.platform.db.script('create table sample (id text primary key, n bigint not null)')
  })
  afterAll(() => world.close())

  const read = (id: string) =>
    inTx(world.platform, { actor: system }, (tx) => tx.send(sql`select * from sample where id = ${id}`))

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

    const inside = await inTx(world.platform, { actor: system }, (tx) => tx.send(show))
    const outside = await show.execute(world.platform.db.withTables<object>())

    expect(inside).toEqual([{ plan_cache_mode: 'force_generic_plan' }])
    expect(outside.rows).toEqual([{ plan_cache_mode: 'auto' }])
  })
})

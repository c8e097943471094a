import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { isDatabaseAway } from './database.ts'
import { keptPlan, runInTx, system } from './index.ts'
import type { Tx } from './index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Tables = { setting: { name: string; value: unknown } }

describe.runIf(postgresUrl)('a transaction on a PostgreSQL server', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine: 'postgres', postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  test('that is over takes no more statements, which would run outside of any', async () => {
    let kept: Tx | undefined
    await runInTx(world.platform, { actor: system }, (tx) => {
      kept = tx
      return Promise.resolve()
    })

    await expect(kept?.send(sql`select 1`)).rejects.toThrow('is over')
    await expect(kept && sql`select 1`.execute(kept.withTables<Tables>())).rejects.toThrow('is over')
  })

  test('in which a statement failed and nobody was told is no success', async () => {
    const work = runInTx(world.platform, { actor: system }, async (tx) => {
      await tx.send(sql`select 1 / 0`).catch(() => undefined)
    })

    await expect(work).rejects.toThrow('nobody was told')
  })

  test('keeps the plan of a statement that asks for it, also one of the query builder', async () => {
    const kept = await runInTx(world.platform, { actor: system }, async (tx) => {
      await tx.send(sql`${keptPlan}select 1 as plain`)
      await tx.withTables<Tables>().selectFrom('setting').select('name').modifyFront(keptPlan).execute()
      await tx.withTables<Tables>().selectFrom('setting').select('value').execute()
      return tx.send(sql<{ statement: string }>`select statement from pg_prepared_statements`)
    })

    const [plain, built] = ['plain', '"name" from "setting"'].map((part) =>
      kept.some(({ statement }) => statement.includes(part)),
    )
    expect({ plain, built }).toEqual({ plain: true, built: true })
    expect(kept.some(({ statement }) => statement.includes('"value" from'))).toBe(false)
  })

  test('leaves its connection to the next, whatever became of it', async () => {
    for (let i = 0; i < 50; i += 1) {
      const failing = runInTx(world.platform, { actor: system }, (tx) => tx.send(sql`select 1 / 0`))
      await expect(failing).rejects.toMatchObject({ code: '22012' })
    }

    const one = await runInTx(world.platform, { actor: system }, (tx) =>
      tx.send(sql<{ n: number }>`select 1 as n`),
    )
    expect(one).toEqual([{ n: 1 }])
    expect(world.platform.db.connections?.()).toMatchObject({ inUse: 0, waiting: 0 })
  })
})

describe.runIf(postgresUrl)('a connection that is lost while a transaction is open', () => {
  test('fails that transaction and nothing else', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    const other = new pg.Client({ connectionString: postgresUrl })
    await other.connect()

    const broken = runInTx(world.platform, { actor: system }, async (tx) => {
      const { pid } = await tx
        .withTables<{ pg_class: object }>()
        .selectNoFrom((of) => of.fn<number>('pg_backend_pid').as('pid'))
        .executeTakeFirstOrThrow()
      await other.query('select pg_terminate_backend($1)', [pid])
      // The end of the connection must arrive by itself, with no query waiting for it.
      const isThere = () => other.query('select from pg_stat_activity where pid = $1', [pid])
      while ((await isThere()).rowCount !== 0) continue
      await nextTurn()
      await tx.withTables<Tables>().selectFrom('setting').selectAll().execute()
    })

    // The code tells callers that the work itself is not at fault.
    await expect(broken).rejects.toMatchObject({ code: '08006' })
    expect(await world.platform.db.withTables<Tables>().selectFrom('setting').selectAll().execute()).toEqual(
      [],
    )
    await other.end()
    await world.close()
  })

  test('fails it with what is written and not waited for, and its connection is not used again', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl })
    const other = new pg.Client({ connectionString: postgresUrl })
    await other.connect()

    const broken = runInTx(world.platform, { actor: system }, async (tx) => {
      const [own] = await tx.send(sql<{ pid: number }>`select pg_backend_pid() as pid`)
      await tx.write(sql`select pg_sleep(20)`)
      await tx.write(sql`select 1`)
      await other.query('select pg_terminate_backend($1)', [own?.pid])
    })

    await expect(broken).rejects.toSatisfy(isDatabaseAway)
    expect(await runInTx(world.platform, { actor: system }, (tx) => tx.send(sql`select 1 as n`))).toEqual([
      { n: 1 },
    ])
    expect(world.platform.db.connections?.()).toMatchObject({ inUse: 0, waiting: 0 })
    await other.end()
    await world.close()
  })
})

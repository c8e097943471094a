import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import { lockReadyGates } from './index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const gates = 5000
const [first, second, asleep] = ['chn_0001', 'chn_0002', 'chn_0003'] as const

describe.each(listWorldEngines(postgresUrl))('a claim among many sellers on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    await world.platform.db.script(`
      set local session_replication_role = replica;
      insert into gate (channel_id, ready_at, call_limit, breaker, failures, parked_ms)
        select 'chn_' || lpad(n::text, 4, '0'),
          case when n <= 2 then timestamptz '2020-01-01' + n * interval '1 second' else timestamptz '9999-01-01' end,
          5, 'closed', 0, 0 from generate_series(1, ${gates}) n;
      analyze gate`)
  })
  afterAll(() => world.close())

  const claim = (freed: readonly Id<'chn'>[], most: number) =>
    runInTx(world.platform, { actor: system }, async (tx) => {
      const ready = await lockReadyGates(tx, { now: world.platform.clock.now(), freed, most })
      const [read] = await tx.send(
        sql<{ rows: number }>`select (seq_tup_read + idx_tup_fetch)::int as rows from pg_stat_xact_user_tables
          where relname = 'gate'`,
      )
      return { channels: ready.map(({ gate }) => gate.channelId), read: read?.rows }
    })

  test('takes those that are ready and those that were freed, once each, the earliest first', async () => {
    expect((await claim([asleep, second], 10)).channels).toEqual([first, second, asleep])
    expect((await claim([asleep], 2)).channels).toEqual([first, second])
    expect((await claim([], 10)).channels).toEqual([first, second])
  })

  test.runIf(engine === 'postgres')('reads none of the others', async () => {
    expect((await claim([asleep], 10)).read).toBeLessThan(100)
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, setWakeup, system } from '../platform/index.ts'
import { mostCounted, readGauges } from './service/gauges.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const copied = `seller_id, channel_id, product_id, lane, subject, operation, operation_kind, protocol, state, live, created_at, due_at,
  window_starts_at, window_ends_at, fence`

describe.each(listRuleEngines(postgresUrl))('how the queues stand, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const read = (later = 0) =>
    readGauges({
      db: world.platform.db,
      clock: { source: 'market', now: () => addMs(world.clock.now(), later) },
    })

  /** Sellers whose calls were not sent yet. */
  async function given(orders: readonly number[]): Promise<Id<'sel'>[]> {
    const sellers: Id<'sel'>[] = []
    for (const count of orders) {
      const { productId, sellerId } = await world.given.listedProduct('http://127.0.0.1:1/saas')
      const buyer = await world.given.buyer()
      for (let n = 0; n < count; n += 1) await world.given.paidOrder(buyer, productId)
      sellers.push(sellerId)
    }
    return sellers
  }

  test('an empty market counts nothing but that its own synonyms are to be added and its documents read again', async () => {
    expect(await read()).toEqual({
      gates: { closed: 0, open: 0, half_open: 0 },
      callsWaiting: 0,
      callsDue: { closed: 0, open: 0, half_open: 0 },
      oldestDueMs: { closed: 0, open: 0, half_open: 0 },
      callsSending: 0,
      callsStuck: 0,
      wakeupsDue: 2,
    })
  })

  test('calls are counted by what they wait for, and by whether their seller is parked', async () => {
    const [busy, parked] = await given([4, 2])
    const at = new Date(world.clock.now()).toISOString()
    const first = `(select id from call where seller_id = '${busy}' and state = 'waiting' order by id limit 1)`
    await world.platform.db.script(`
      update call set state = 'sending', lease_until = now() where id = ${first};
      update call set state = 'stuck' where id = ${first};
      update call set blocked_by = (select id from call where state = 'stuck') where id = ${first};
      update gate set breaker = 'open', opened_at = '${at}', probe_at = '${at}' where channel_id in (select id from channel where seller_id = '${parked}');
      update call set due_at = due_at + interval '1 hour' where id =
        (select id from call where seller_id = '${parked}' order by id limit 1);
      insert into channel (id, seller_id, family, created_at)
        select 'chn_orders_' || seller_id, seller_id, 'orders', created_at from channel;
      insert into gate (channel_id, ready_at, call_limit, breaker, failures, probe_at, opened_at, parked_ms)
        select 'chn_orders_' || seller_id, ready_at, call_limit, breaker, failures, probe_at, opened_at, parked_ms
        from gate join channel on channel.id = channel_id`)
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await setWakeup(tx, { kind: 'k', subject: 'now' }, world.clock.now())
      await setWakeup(tx, { kind: 'k', subject: 'later' }, addMs(world.clock.now(), fromMinutes(10)))
    })
    const kept = await read()

    expect(await read(fromMinutes(2))).toEqual({
      gates: { closed: 1, open: 1, half_open: 0 },
      callsWaiting: 4,
      callsDue: { closed: 1, open: 1, half_open: 0 },
      oldestDueMs: { closed: fromMinutes(2), open: fromMinutes(2), half_open: 0 },
      callsSending: 1,
      callsStuck: 1,
      wakeupsDue: kept.wakeupsDue,
    })
    expect((await read(fromMinutes(10))).wakeupsDue).toBe(kept.wakeupsDue + 1)
  })

  test('counting ends where more would say no more', async () => {
    await given([1])
    await world.platform.db.script(`
      set local session_replication_role = replica;
      insert into call (id, ${copied})
        select 'cal_many' || n, ${copied}
        from (select ${copied} from call where state = 'waiting' and blocked_by is null limit 1) one,
          generate_series(1, ${mostCounted}) n`)

    const many = await read(fromMinutes(2))

    expect(many.callsWaiting).toBe(mostCounted)
    expect(Math.max(...Object.values(many.callsDue))).toBe(mostCounted)
  })
})

import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, putCall, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'
import type { Operation } from '../../dialects/index.ts'
import { connectJobs } from '../../jobs.ts'
import { createMarketplace } from '../../marketplace.ts'
import type { Marketplace } from '../../marketplace.ts'
import { createEventBus, runInTx, toJsonb, listHistory, system } from '../../platform/index.ts'
import type { EventHandlers, MessageEvents, Platform, Tx } from '../../platform/index.ts'
import { defaultCallSettings } from '../schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Rows = {
  call: { id: Id<'cal'>; state: string; operation: Operation; blocked_by: string | null; lane: string }
  attempt: { call_id: string; n: number; verdict: { code: string } | null; reply_sealed: Uint8Array | null }
  channel: { id: string; seller_id: string }
  gate: { channel_id: string; breaker: string }
  channel_binding: { product_id: string }
}
const down = (): SellerReply => (response) => void response.writeHead(503).end()
const freeze: Operation = { kind: 'set_instance_status', reference: 'i-1', status: 'frozen' }

describe.each(listRuleEngines(postgresUrl))('faults of our own, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let given: Awaited<ReturnType<World['given']['listedProduct']>>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
    given = await world.given.listedProduct(seller.url)
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const rows = () => world.platform.db.withTables<Rows>()
  const calls = () => rows().selectFrom('call').selectAll().orderBy('id').execute()
  const gate = () =>
    rows()
      .selectFrom('gate')
      .innerJoin('channel', 'channel.id', 'gate.channel_id')
      .selectAll('gate')
      .where('channel.seller_id', '=', given.sellerId)
      .executeTakeFirstOrThrow()
  const put = (lane: string, operation: Operation = freeze): Promise<Id<'cal'>> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      putCall(world, tx, {
        sellerId: given.sellerId,
        productId: given.productId,
        lane,
        subject: `ord_of_${lane}`,
        operation,
      }),
    )
  const orderState = async (id: Id<'ord'>) => (await world.market.orders.get(world.platform.db, id)).state
  const park = async (): Promise<void> => {
    seller.answer(down)
    for (let i = 0; i < 6; i += 1) await put(`sub_${i}`)
    await world.settle()
    expect(await gate()).toMatchObject({ breaker: 'open' })
  }

  /** Another node on the same database, with further event handlers or another platform. */
  function openNode(more: { hears?: EventHandlers; platform?: Partial<Platform> } = {}) {
    const platform = { ...world.platform, bus: createEventBus(), ...more.platform }
    const market: Marketplace = createMarketplace(platform, {
      calls: { ...defaultCallSettings, timeLimitMs: 1500, allow: ['127.0.0.0/8'] },
    })
    const queues = connectJobs(market, platform)
    if (more.hears) platform.bus.register([more.hears])
    return { market, queues }
  }

  test('an operation that this version does not know waits, and holds up nobody else', async () => {
    const id = await put('sub_1')
    const operation = toJsonb<Operation>({ kind: 'fly_instance' } as never)
    await rows().updateTable('call').set({ operation }).where('id', '=', id).execute()
    const other = await world.given.listedProduct(seller.url)
    const orderId = await world.given.paidOrder(await world.given.buyer(), other.productId)

    await world.settle()

    expect(await orderState(orderId)).toBe('completed')
    expect((await calls()).find((call) => call.id === id)).toMatchObject({ state: 'waiting' })
    expect(await world.queues.nextDue()).toBe(world.clock.now() + fromMinutes(1))
  })

  test('a parked seller whose call cannot be built is looked at in a minute, not at once again', async () => {
    await park()
    await rows().deleteFrom('channel_binding').where('product_id', '=', given.productId).execute()
    const sent = seller.requests.length

    await world.advance(fromSeconds(10))

    expect(seller.requests).toHaveLength(sent)
    expect(await world.queues.nextDue()).toBe(world.clock.now() + fromMinutes(1))
  })

  test('news of a seller that somebody cannot hear leaves the answer kept and the call stuck', async () => {
    await park()
    seller.answer(openAtOnce)
    const hears = {
      'message.raised': (_tx: Tx, { kind }: MessageEvents['raised']): Promise<void> =>
        kind === 'seller_recovered' ? Promise.reject(new Error('planted')) : Promise.resolve(),
    }
    const node = openNode({ hears })
    await node.market.calls.probeNow(await world.given.operator(), given.sellerId)

    await node.queues.runCalls(world.clock.now())
    await node.market.calls.engine.idle()

    const stuck = (await calls()).filter((call) => call.state === 'stuck')
    expect(stuck).toHaveLength(1)
    const kept = await rows()
      .selectFrom('attempt')
      .selectAll()
      .where('call_id', '=', stuck[0]?.id ?? '')
      .orderBy('n', 'desc')
      .executeTakeFirstOrThrow()
    expect(kept.verdict).toMatchObject({ code: 'succeeded' })
    expect(kept.reply_sealed).not.toBeNull()
    await node.market.calls.engine.stop(0)
  })

  test('R70: a purchase whose end cannot be applied keeps no other from its refund', async () => {
    await park()
    const buyer = await world.given.buyer()
    const orders: Id<'ord'>[] = []
    for (let i = 0; i < 3; i += 1) orders.push(await world.given.paidOrder(buyer, given.productId))
    const creates = (await calls()).slice(-3)

    // Market time moves while no node is working, then one node wakes up.
    const later = { source: 'market' as const, now: () => (world.clock.now() + fromHours(3)) as never }
    const late = openNode({ platform: { clock: later } })
    late.market.calls.onOperations({
      saas: {
        answers: {
          create_instance: async (tx, answered) => {
            if (answered.some(({ call }) => call.id === creates[0]?.id)) throw new Error('planted')
            await late.market.provisioning.applyCreated(tx, answered)
          },
        },
      },
    })
    await late.queues.runDue(later.now())
    await late.market.calls.engine.idle()
    await late.queues.runDue(later.now())
    await late.market.calls.engine.idle()

    expect(await Promise.all(orders.map(orderState))).toEqual(['processing', 'refunded', 'refunded'])
    expect((await calls()).find((call) => call.id === creates[0]?.id)).toMatchObject({ state: 'stuck' })
    await late.market.calls.engine.stop(0)
  })

  test('an old answer that is applied again says nothing of how its seller is now', async () => {
    const operator = await world.given.operator()
    // No service belongs to this lane, so the answer cannot be applied.
    const id = await put('sub_unknown', { kind: 'query_instance', references: ['i-1'] })
    await world.settle()
    await park()

    await expect(world.market.calls.applyAgain(operator, id)).rejects.toMatchObject({
      code: 'call.still_stuck',
    })
    world.market.calls.onOperations({})
    await world.market.calls.applyAgain(operator, id)

    expect((await calls()).find((call) => call.id === id)).toMatchObject({ state: 'confirmed' })
    expect(await gate()).toMatchObject({ breaker: 'open' })
    expect((await listHistory(world.platform.db, given.sellerId)).map((entry) => entry.kind)).toEqual([
      'seller.parked',
    ])
  })

  test('an answer that the database does not take delays no other', async () => {
    const bad = await put('sub_1')
    const good = await put('sub_2', { ...freeze, reference: 'i-2' })
    await sql`create function planted() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`.execute(
      rows(),
    )
    await sql`create trigger planted before update on attempt for each row
      when (new.call_id = ${sql.lit(bad)}) execute function planted()`.execute(rows())
    const [failedOnce, lost] = [Promise.withResolvers<void>(), vi.fn<() => void>()]
    const logged = vi
      .spyOn(world.platform.log, 'error')
      .mockImplementation((_of: unknown, message?: string) => {
        if (message === 'An answer could not be written') failedOnce.resolve()
        if (message === 'An answer is lost') lost()
      })
    seller.answer(async ({ members }) => {
      if (members.instanceId === 'i-2') await failedOnce.promise
      return openAtOnce({ activity: '', members: {}, query: {}, body: '', search: '' })
    })
    const node = openNode()

    await node.queues.runCalls(world.clock.now())
    await expect
      .poll(async () => (await calls()).find(({ id }) => id === good)?.state, { timeout: 10_000 })
      .toBe('confirmed')

    expect(lost).not.toHaveBeenCalled()
    await node.market.calls.engine.stop(0)
    await sql`drop function planted cascade`.execute(rows())
    logged.mockRestore()
  })

  test('a process that was stopped between claim and send does not send: its lease may be over', async () => {
    const id = await put('sub_1')
    const stopwatch = { source: 'monotonic' as const, start: () => () => fromMinutes(5) }
    const node = openNode({ platform: { stopwatch } })

    await node.queues.runCalls(world.clock.now())
    await node.market.calls.engine.idle()

    expect(seller.requests).toEqual([])
    expect((await calls()).find((call) => call.id === id)).toMatchObject({ state: 'waiting' })
    const [attempt] = await rows().selectFrom('attempt').selectAll().execute()
    expect(attempt?.verdict).toMatchObject({ code: 'interrupted' })
    await node.market.calls.engine.stop(0)
  })
})

describe.runIf(postgresUrl)('a lane whose middle is replaced while its head is settled', () => {
  test('goes on: nobody waits for a call that is closed', async () => {
    const world = await openWorld({ engine: 'postgres', postgresUrl, calls: { timeLimitMs: 20_000 } })
    // No handlers: the lane has calls but no service.
    world.market.calls.onOperations({})
    const seller = await openScriptedSeller()
    const { sellerId, productId } = await world.given.listedProduct(seller.url)
    const ask = (subject: string, operation: Operation) => ({
      sellerId,
      productId,
      lane: 'sub_1',
      subject,
      operation,
    })
    const refresh = (orderNumber: string): Operation => ({
      kind: 'refresh_instance',
      reference: 'i-1',
      scene: 'renewal',
      orderNumber,
      lineNumber: `${orderNumber}-000001`,
      expiresAt: 1_800_000_000_000 as never,
    })
    const put = (subject: string, operation: Operation) =>
      runInTx(world.platform, { actor: system }, (tx) =>
        world.market.calls.enqueue(tx, ask(subject, operation)),
      )
    /** The number of database sessions that wait for a lock. */
    const waiting = async (): Promise<number> => {
      const { rows } = await sql<{ n: bigint }>`
        select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        world.platform.db.withTables<Rows>(),
      )
      return Number(rows[0]?.n ?? 0n)
    }
    let answer: () => void = () => undefined
    seller.answer(
      (request) =>
        new Promise((resolve) => {
          if (seller.requests.length > 1) resolve(openAtOnce(request))
          else answer = () => resolve(openAtOnce(request))
        }),
    )
    await put('ord_1', {
      kind: 'upgrade_instance',
      reference: 'i-1',
      orderNumber: 'CS1',
      lineNumber: 'CS1-1',
    })
    await world.queues.runCalls(world.clock.now())
    while (seller.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await put('ord_2', refresh('CS2'))
    await put('ord_3', freeze)

    // The transaction in which the newer refresh replaces the older one is still open when the first call is answered.
    let commit: () => void = () => undefined
    const held = new Promise<void>((resolve) => (commit = resolve))
    let enqueued: () => void = () => undefined
    const isIn = new Promise<void>((resolve) => (enqueued = resolve))
    const replacing = runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.calls.enqueue(tx, ask('ord_4', refresh('CS4')))
      enqueued()
      await held
    })
    await isIn
    answer()
    while ((await waiting()) === 0) await new Promise((resolve) => setImmediate(resolve))
    commit()
    await replacing
    await world.advance(fromMinutes(1))

    const states = await world.platform.db
      .withTables<Rows>()
      .selectFrom('call')
      .select(['state', 'blocked_by'])
      .orderBy('id')
      .execute()
    expect(states.map((call) => call.state)).toEqual(['confirmed', 'superseded', 'confirmed', 'confirmed'])
    await seller.close()
    await world.close()
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { DurationMs, Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, putCall, listRuleEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, World } from '../../embedded/index.ts'
import type { Operation } from '../../dialects/index.ts'
import { runInTx, listHistory, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { defaultCallSettings } from '../schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Rows = {
  call: {
    id: Id<'cal'>
    state: string
    fence: number
    live: boolean
    closed_at: number | null
    window_ends_at: number
  }
  channel: { id: string; seller_id: string; family: string }
  gate: { channel_id: string; breaker: string; call_limit: number; failures: number; parked_ms: bigint }
}
/** A server that answers every request with 503. */
const down = (): SellerReply => (response) => void response.writeHead(503).end()
const freeze: Operation = { kind: 'set_instance_status', reference: 'i-1', status: 'frozen' }

const refresh = {
  kind: 'refresh_instance',
  reference: 'i-1',
  scene: 'renewal',
  orderNumber: 'CS1',
  lineNumber: 'CS1-000001',
  expiresAt: 1_800_000_000_000 as never,
} as const satisfies Operation

// One engine only: hours of a parked seller take hundreds of rounds, and the embedded database is four times as slow.
// The tests of the engine and of lanes cover gates on both.
const engines = listRuleEngines(postgresUrl).slice(-1)

describe.each(engines)('sellers apart from each other, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let productId: Id<'prd'>
  let sellerId: Id<'sel'>
  let buyer: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
    const given = await world.given.listedProduct(seller.url)
    productId = given.productId
    sellerId = given.sellerId
    buyer = await world.given.buyer(10_000_000n)
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
      .where('channel.seller_id', '=', sellerId)
      .where('channel.family', '=', 'saas')
      .executeTakeFirstOrThrow()
  const buy = async (n: number): Promise<Id<'ord'>[]> => {
    const bought: Id<'ord'>[] = []
    for (let i = 0; i < n; i += 1) bought.push(await world.given.paidOrder(buyer, productId))
    return bought
  }
  const enqueue = (lane: string, operation: Operation = freeze): Promise<Id<'cal'>> =>
    runInTx(world.platform, { actor: system }, (tx) =>
      putCall(world, tx, { sellerId, productId, lane, subject: `ord_of_${lane}`, operation }),
    )
  const orderState = async (id: Id<'ord'>) => (await world.market.orders.get(world.platform.db, id)).state
  const told = async () => (await listHistory(world.platform.db, sellerId)).map((entry) => entry.kind)
  const parkBy = async (count: number): Promise<void> => {
    seller.answer(down)
    for (let i = 0; i < count; i += 1) await enqueue(`sub_${i}`)
    await world.settle()
  }
  const advance = (ms: DurationMs) => world.advance(ms)

  test('five failures one after the other park a seller: nothing more goes out until the probe', async () => {
    await parkBy(12)
    const sent = seller.requests.length

    await advance(fromSeconds(9))

    expect(await gate()).toMatchObject({ breaker: 'open', call_limit: 1 })
    // Calls that were under way when the fifth failed are counted too.
    expect(sent).toBeGreaterThanOrEqual(5)
    expect(sent).toBeLessThanOrEqual(8)
    expect(seller.requests).toHaveLength(sent)
    expect(await told()).toEqual(['seller.parked'])
  })

  test('one call tries a parked seller, ever more seldom', async () => {
    await parkBy(6)
    const sent = seller.requests.length

    const tries: number[] = []
    for (let i = 0; i < 15; i += 1) {
      await advance(fromSeconds(10))
      tries.push(seller.requests.length - sent)
    }

    // The probes are after 10, 30, 70 and 150 seconds.
    expect(tries).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4])
    expect(await told()).toEqual(['seller.parked'])
  })

  test('a seller who is back is caught up by itself, first one call, then more at once, what came first first', async () => {
    await parkBy(10)
    const waiting = await calls()
    const before = seller.requests.length
    seller.answer(async (request) => {
      await new Promise((resolve) => setImmediate(resolve))
      return openAtOnce(request)
    })

    await advance(fromMinutes(10))

    expect((await calls()).every((call) => call.state === 'confirmed')).toBe(true)
    expect(seller.requests.length - before).toBe(waiting.length)
    expect(await gate()).toMatchObject({ breaker: 'closed', failures: 0, call_limit: 4, parked_ms: 10_000n })
    expect(await told()).toEqual(['seller.parked', 'seller.recovered'])
  })

  test('refusals are answers: they never park a seller', async () => {
    seller.answer(() => ({ resultCode: '000005', resultMsg: 'no' }))
    for (let i = 0; i < 12; i += 1) await enqueue(`sub_${i}`)

    await world.settle()

    expect(seller.requests).toHaveLength(12)
    expect(await gate()).toMatchObject({ breaker: 'closed', failures: 0 })
  })

  test('a success between failures begins the count anew', async () => {
    let n = 0
    seller.answer((request) => ((n += 1) % 5 === 0 ? openAtOnce(request) : down()))
    for (let i = 0; i < 20; i += 1) {
      await enqueue(`sub_${i}`)
      await world.settle()
    }

    expect(seller.requests).toHaveLength(20)
    expect(await told()).toEqual([])
  })

  test('a time-out lowers a seller to one call at once; answers raise it again', async () => {
    seller.answer(() => () => undefined)
    await enqueue('sub_0')
    await world.settle()
    expect(await gate()).toMatchObject({ call_limit: 1, failures: 1 })
    seller.answer(openAtOnce)

    for (let i = 1; i < 5; i += 1) {
      await enqueue(`sub_${i}`)
      await world.settle()
    }

    expect(await gate()).toMatchObject({ call_limit: 4, failures: 0 })
  })

  test('down for a day: windows of an hour stand still, and everything is caught up in order', async () => {
    const seldom = { failures: 5, probeFirstMs: fromSeconds(10), probeMostMs: fromHours(4) }
    const long = await openWorld({ engine, postgresUrl, calls: { breaker: seldom } })
    // No handlers: the lanes have calls but no services.
    long.market.calls.onOperations({})
    const product = await long.given.listedProduct(seller.url)
    const put = (reference: string, operation: Operation) =>
      runInTx(long.platform, { actor: system }, (tx) =>
        long.market.calls.enqueue(tx, {
          sellerId: product.sellerId,
          productId: product.productId,
          lane: reference,
          subject: reference,
          operation,
        }),
      )
    seller.answer(down)
    for (const reference of ['i-0', 'i-1', 'i-2', 'i-3', 'i-4']) {
      await put(reference, { ...refresh, reference })
      await put(reference, { kind: 'set_instance_status', reference, status: 'frozen' })
    }
    await long.advance(fromHours(25))
    const before = seller.requests.length
    seller.answer(openAtOnce)

    await long.advance(fromHours(5))

    const states = await long.platform.db.withTables<Rows>().selectFrom('call').select('state').execute()
    expect(states.map((call) => call.state)).toEqual(Array(10).fill('confirmed'))
    const sent = seller.requests.slice(before)
    expect(sent).toHaveLength(10)
    for (const reference of ['i-0', 'i-1', 'i-2', 'i-3', 'i-4'])
      expect(sent.filter((one) => one.members.instanceId === reference).map((one) => one.activity)).toEqual([
        'refreshInstance',
        'updateInstanceStatus',
      ])
    await long.close()
  })

  test('R70: while its seller is parked a purchase’s window runs on; the money goes back at its end, untried', async () => {
    await parkBy(6)
    const [orderId = 'ord_'] = await buy(1)
    const tried = () => seller.of('newInstance').length

    await advance(fromHours(3) - 1)
    expect(await orderState(orderId)).toBe('processing')
    const before = tried()
    await advance(1)

    expect(await orderState(orderId)).toBe('refunded')
    expect(tried() - before).toBeLessThanOrEqual(1)
    const kinds = (await listHistory(world.platform.db, orderId)).map((entry) => entry.kind)
    expect(kinds).toContain('opening.failed')
  })

  test('R70: twenty purchases of a parked seller all get their money back at the end of their window, not one after the other', async () => {
    await parkBy(6)
    const orders = await buy(20)

    await advance(fromHours(3))

    for (const orderId of orders) expect(await orderState(orderId)).toBe('refunded')
  })

  test('a purchase that a busy seller has no turn for is given back soon after its window', async () => {
    const slow = await openWorld({
      engine,
      postgresUrl,
      calls: {
        timeLimitMs: 300,
        sellerLimit: 1,
        schedules: {
          create_instance: {
            windowMs: fromSeconds(1),
            spacing: { kind: 'even', everyMs: fromSeconds(1) },
            source: 'this test',
          },
        },
      },
    })
    const given = await slow.given.listedProduct(seller.url)
    seller.answer(() => () => undefined)
    const other = await slow.given.buyer()
    const first = await slow.given.paidOrder(other, given.productId)
    const second = await slow.given.paidOrder(other, given.productId)
    await slow.queues.runDue(slow.clock.now())

    await slow.advance(fromMinutes(1))

    for (const orderId of [first, second])
      expect((await slow.market.orders.get(slow.platform.db, orderId)).state).toBe('refunded')
    await slow.close()
  })

  test('a process that dies while its call tries a parked seller leaves no seller parked for ever', async () => {
    await parkBy(6)
    seller.answer(() => () => undefined)
    const before = seller.requests.length
    // Market time stands still at the probe, whose call hangs.
    const hanging = advance(fromSeconds(10))
    while (seller.requests.length === before) await new Promise((resolve) => setImmediate(resolve))
    expect(await gate()).toMatchObject({ breaker: 'half_open' })

    await world.market.calls.engine.recover(true)

    expect(await gate()).toMatchObject({ breaker: 'open' })
    seller.answer(openAtOnce)
    await hanging
    await advance(fromMinutes(10))
    expect(await gate()).toMatchObject({ breaker: 'closed' })
    expect((await calls()).every((call) => call.state === 'confirmed')).toBe(true)
  })

  test('a try whose answer cannot be applied still shows that the seller is back', async () => {
    // No service belongs to this lane, so the answer cannot be applied.
    const id = await enqueue('sub_unknown', { kind: 'query_instance', references: ['i-1'] })
    await parkBy(6)
    seller.answer(openAtOnce)

    await world.market.calls.restart(await world.given.operator(), id)
    await world.settle()

    expect((await calls()).find((call) => call.id === id)).toMatchObject({ state: 'stuck' })
    expect(await gate()).toMatchObject({ breaker: 'closed' })
  })

  test('a page that sees a parked seller answer lets a waiting call try at once', async () => {
    await parkBy(6)
    for (let i = 0; i < 4; i += 1) await advance(fromMinutes(1))
    seller.answer(openAtOnce)
    const before = seller.of('updateInstanceStatus').length

    await world.market.calls.askNow({
      asker: 'byr_1',
      sellerId,
      productId,
      subject: 'ord_1',
      serviceId: 'sub_1',
      operation: { kind: 'query_instance', references: ['i-1'] },
    })
    await world.settle()

    expect(seller.of('updateInstanceStatus').length).toBeGreaterThan(before)
    expect(await gate()).toMatchObject({ breaker: 'closed' })
  })

  test('seller and operator may ask for a try now; nobody for one at a seller who is not parked', async () => {
    const operator = await world.given.operator()
    await parkBy(6)
    seller.answer(openAtOnce)

    await world.market.calls.probeNow(operator, sellerId)
    await world.settle()

    expect(await gate()).toMatchObject({ breaker: 'closed' })
    await expect(world.market.calls.probeNow(operator, sellerId)).rejects.toMatchObject({
      code: 'call.not_parked',
    })
  })

  test('a parked seller takes nothing from another one', async () => {
    await parkBy(20)
    const healthy = await openScriptedSeller()
    const other = await world.given.listedProduct(healthy.url)

    const orderId = await world.given.paidOrder(buyer, other.productId)
    await world.settle()

    expect(await orderState(orderId)).toBe('completed')
    await healthy.close()
  })

  test('the settings that hold unless told: five failures, probes after 10 s up to 2 min, four calls at once', () => {
    expect(defaultCallSettings).toMatchObject({
      breaker: { failures: 5, probeFirstMs: 10_000, probeMostMs: 120_000 },
      sellerLimit: 4,
      plan: 'compatible',
    })
  })
})

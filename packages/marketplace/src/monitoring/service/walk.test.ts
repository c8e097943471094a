import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromHours, toId, toInstant } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createWatched } from '../testing/watched.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const page = { limit: 100 }

describe.each(listRuleEngines(postgresUrl))('a product whose interface fails, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let operator: MemberActor
  let buyer: MemberActor
  let seller: MemberActor
  let productId: Id<'prd'>
  const watched = createWatched(() => world)
  const { breakDown, repair, takeTold } = watched
  beforeAll(async () => {
    // Few attempts at each purchase: its window is what counts here.
    const hourly = { kind: 'even', everyMs: fromHours(1) } as const
    const schedules = { create_instance: { windowMs: fromHours(3), spacing: hourly, source: 'a test' } }
    world = await openWorld({ engine, postgresUrl, monitoring: { dialTestsAtOnce: 4 }, calls: { schedules } })
    watched.listen()
  })
  beforeEach(async () => {
    server = await openScriptedSeller()
    operator = await world.given.operator()
    buyer = await world.given.buyer()
    ;({ productId, seller } = await watched.openWatched(server))
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const monitoring = () => world.market.monitoring
  const standing = () => watched.standingOf(seller, productId)
  const state = () => watched.stateOf(seller, productId)
  const tests = async () =>
    (await monitoring().listTests(seller, 'seller', page)).items.map(({ test: one }) => one)
  /** To the same time of the next days: 14:33 in the market, before the afternoon. */
  const days = (count: number) => world.advance(fromDays(count))
  async function buyService(): Promise<Id<'ord'>> {
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    return orderId
  }
  async function check(): Promise<string> {
    const { dialTestId } = await monitoring().check(seller, productId)
    await world.settle()
    return (await monitoring().getTest(seller, 'seller', dialTestId)).test.state
  }

  test('R239: it is called every morning and every afternoon, in its own minute, all its saved cases', async () => {
    await watched.callScene(seller, productId, 'query')
    expect(await standing()).toBe('not_tested')
    const before = server.requests.length

    await days(2)

    const made = await tests()
    expect(made.map(({ day, half, state: is, calls }) => [day, half, is, calls])).toEqual([
      ['2026-11-26', 'morning', 'passed', { passed: 2, all: 2 }],
      ['2026-11-25', 'afternoon', 'passed', { passed: 2, all: 2 }],
      ['2026-11-25', 'morning', 'passed', { passed: 2, all: 2 }],
      ['2026-11-24', 'afternoon', 'passed', { passed: 2, all: 2 }],
    ])
    const [morning, afternoon] = made.toReversed()
    expect((afternoon?.dueAt ?? 0) - (morning?.dueAt ?? 0)).toBe(fromHours(18))
    expect(server.requests.slice(before).map(({ members }) => members.testFlag)).toEqual(Array(8).fill('1'))
    expect([await standing(), takeTold()]).toEqual(['healthy', []])
  })

  test('R240: failing days warn, freeze and delist, each once and at its time; what is repaired returns', async () => {
    await buyService()
    breakDown(server)

    await days(1)
    expect(takeTold()).toEqual([
      expect.stringMatching(/^11-24 1[56] seller dial_test_failed$/),
      expect.stringMatching(/^11-25 (09|10) seller dial_test_failed$/),
    ])
    expect(await standing()).toBe('failing')

    await days(1)
    expect(takeTold().filter((one) => !one.includes('dial_test_failed'))).toEqual([
      expect.stringMatching(/^11-25 1[56] seller interface_warned 2$/),
      expect.stringMatching(/^11-25 1[56] operator interface_task warned 2$/),
    ])
    const { shown } = await monitoring().getWatch(seller, 'seller', productId)
    expect(shown.coming.map(({ cause, what, after, left }) => [cause, what, after, left])).toEqual([
      ['days', 'warning', 4, 2],
      ['orders', 'warning', 3, 3],
    ])

    await days(3)
    expect(takeTold().filter((one) => !one.includes('dial_test_failed'))).toEqual([
      expect.stringMatching(/^11-27 1[56] seller interface_warned 4$/),
      expect.stringMatching(/^11-27 1[56] operator interface_task warned 4$/),
      expect.stringMatching(/^11-28 1[56] seller interface_frozen 5$/),
      expect.stringMatching(/^11-28 1[56] operator interface_task frozen 5$/),
    ])
    expect([await standing(), await state()]).toEqual(['frozen', 'suspended'])
    await expect(world.given.paidOrder(buyer, productId)).rejects.toMatchObject({
      code: 'catalog.not_on_sale',
    })

    await days(10)
    expect(takeTold().filter((one) => !one.includes('dial_test_failed'))).toEqual([
      expect.stringMatching(/^12-06 1[56] seller interface_warned 13$/),
      expect.stringMatching(/^12-06 1[56] operator interface_task warned 13$/),
      expect.stringMatching(/^12-08 1[56] seller interface_delisted 15$/),
      expect.stringMatching(/^12-08 1[56] operator interface_task delisted 15$/),
      expect.stringMatching(/^12-08 1[56] buyer product_availability false$/),
    ])
    expect([await standing(), await state()]).toEqual(['delisted', 'delisted'])
    const called = (await tests()).length
    await days(5)
    expect([(await tests()).length, takeTold()]).toEqual([called, []])

    await expect(monitoring().askRelisting(seller, productId, {})).rejects.toMatchObject({
      code: 'monitoring.not_repaired',
    })
    expect([await check(), takeTold().length]).toEqual(['failed', 1])
    repair(server)
    expect(await check()).toBe('passed')
    await monitoring().askRelisting(seller, productId, { note: 'a new server' })
    expect(await standing()).toBe('relisting')
    await monitoring().decideRelisting(operator, productId, { approve: true, reason: 'it works' })
    await world.settle()

    expect(takeTold().map((one) => one.slice(9))).toEqual([
      'seller interface_repaired',
      'operator interface_task relisting_asked 15',
      'seller relisting_decided',
      'buyer product_availability true',
    ])
    await buyService()
    await days(2)
    expect([await standing(), await state(), takeTold()]).toEqual(['healthy', 'listed', []])
    expect((await watched.factsOf(productId)).slice(2)).toEqual([
      'interface.failing',
      'interface.warned',
      'interface.warned',
      'product.frozen',
      'interface.warned',
      'product.interface_delisted',
      'interface.repair_asked',
      'interface.repair_asked',
      'interface.relisting_asked',
      'product.relisted',
      'interface.relisting_decided',
    ])
  })

  test('R240: a frozen product is back on sale as soon as a dial test or a check passes', async () => {
    breakDown(server)
    await days(5)
    expect(await standing()).toBe('frozen')
    repair(server)
    takeTold()

    await world.advance(fromHours(24))

    expect(takeTold()).toEqual([expect.stringMatching(/^11-29 1[56] seller interface_unfrozen dial_test$/)])
    expect([await standing(), await state()]).toEqual(['healthy', 'listed'])
    breakDown(server)
    // The day on which it broke has a test that passed.
    await days(6)
    expect(await standing()).toBe('frozen')
    repair(server)
    takeTold()
    expect(await check()).toBe('passed')
    expect(takeTold().map((one) => one.slice(9))).toEqual(['seller interface_unfrozen repair'])
    expect([await standing(), await state()]).toEqual(['healthy', 'listed'])
  })

  test('R237, R238: the third and fifth failed order of a month warn, the sixth delists; the count starts anew', async () => {
    await buyService()
    server.answer(({ members }) =>
      members.testFlag === '1'
        ? { resultCode: '000000', instanceId: 'i-1' }
        : { resultCode: '000005', resultMsg: 'broken' },
    )
    const failOrder = async () => {
      await buyService()
      await world.advance(fromHours(4))
      return takeTold().map((one) => one.slice(9))
    }
    const warned = (count: number) => [
      `seller interface_warned ${count}`,
      `operator interface_task warned ${count}`,
    ]

    expect([await failOrder(), await failOrder(), await standing()]).toEqual([[], [], 'failing'])
    expect([await failOrder(), await standing()]).toEqual([warned(3), 'warned'])
    expect([await failOrder(), await failOrder()]).toEqual([[], warned(5)])
    expect(await failOrder()).toEqual([
      'seller interface_delisted 6',
      'operator interface_task delisted 6',
      'buyer product_availability false',
    ])
    expect([await standing(), await state()]).toEqual(['delisted', 'delisted'])

    repair(server)
    await check()
    await monitoring().askRelisting(seller, productId, {})
    await monitoring().decideRelisting(operator, productId, { approve: true, reason: 'it works' })
    await world.settle()

    expect([await standing(), await state()]).toEqual(['healthy', 'listed'])
    const { shown } = await monitoring().getWatch(seller, 'seller', productId)
    expect(shown.orders).toEqual({ month: '2026-11', failed: 0 })
  })

  test('R238: an order counts once, in the month of the market’s zone in which it failed', async () => {
    breakDown(server)
    // The time of both is over after three hours: at 23:50 on 30 November in the market's zone, and at 00:20 on 1 December.
    const lastMinutes = toInstant(Date.UTC(2026, 10, 30, 12, 50))
    await monitoring().switchTests(operator, productId, { on: false, reason: 'only orders count here' })
    await world.advance(lastMinutes - world.clock.now())
    await world.given.paidOrder(buyer, productId)
    await world.advance(fromHours(0.5))
    await world.given.paidOrder(buyer, productId)
    const failed = async () => (await monitoring().getWatch(seller, 'seller', productId)).shown.orders

    await world.advance(fromHours(2.6))
    expect(await failed()).toEqual({ month: '2026-11', failed: 1 })
    await world.advance(fromHours(0.2))
    expect(await failed()).toEqual({ month: '2026-12', failed: 0 })
    await world.advance(fromHours(1))
    expect(await failed()).toEqual({ month: '2026-12', failed: 1 })
  })

  test('R238: an order whose time was over in a stop of the market counts only if a call had failed', async () => {
    const { db } = world.platform
    await buyService()
    await db.script(`update gate set breaker = 'open', opened_at = '2026-11-24', probe_at = '2027-01-01'`)
    const orders = []
    for (let n = 0; n < 3; n++) orders.push(await buyService())
    for (const [n, code] of [
      [1, 'interrupted'],
      [2, 'connection_refused'],
    ] as const)
      await db.script(`insert into attempt (call_id, n, started_at, started_wall_at, request_sealed, verdict, late)
        select id, 1, now(), now(), '', '{"code": "${code}"}', false from call where subject = '${orders[n]}'`)

    // The windows of all are over when the market looks at the seller again.
    await db.script(`update gate set ready_at = '2026-11-24T09:40:00Z'`)
    await world.advance(fromHours(4))

    for (const id of orders)
      expect((await world.market.orders.get(db, toId(id, 'ord'))).state).toBe('refunded')
    const { shown } = await monitoring().getWatch(seller, 'seller', productId)
    expect(shown.orders).toEqual({ month: '2026-11', failed: 1 })
  })

  test('R238: an order with two lines of a product that both fail counts once', async () => {
    breakDown(server)
    const { specifications } = await world.market.views.getProduct(productId)
    const items = specifications[0]?.skus[0]?.priceItems ?? []
    const lines = items.map(({ id }) => ({ priceItemId: toId(id, 'pri'), quantity: 1, periodCount: 1 }))
    const expectedTotal = createMoney(11_000n, 'CNY')
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      { lines, expectedTotal, agreed: true },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)

    await world.advance(fromHours(4))

    const { state: is, lines: ended } = await world.market.orders.get(world.platform.db, orderId)
    expect([is, ended.length]).toEqual(['refunded', 2])
    const { shown } = await monitoring().getWatch(seller, 'seller', productId)
    expect(shown.orders).toEqual({ month: '2026-11', failed: 1 })
  })

  test('R247: buyers’ calls go on while dial tests fail: no gate is parked and no call delayed', async () => {
    server.answer(({ activity, members }) =>
      members.testFlag === '1'
        ? { resultCode: '000005', resultMsg: 'broken' }
        : activity === 'newInstance'
          ? { resultCode: '000000', instanceId: `i-${members.orderLineId}` }
          : { resultCode: '000000', info: [] },
    )
    await days(3)
    expect(await standing()).toBe('warned')

    const orderId = await buyService()

    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('completed')
    const { items } = await world.market.views.listGates(page)
    expect(items.filter(({ breaker }) => breaker !== 'closed')).toEqual([])
  })
})

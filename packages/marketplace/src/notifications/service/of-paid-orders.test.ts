import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { verifySaasV2 } from '@loggia/signing'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import type { AccessTables } from '../../access/index.ts'
import type { CallTables } from '../../calls/index.ts'
import { runInTx, system } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('order notification, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  let listener: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await server.close()
    await listener.close()
    await world.reset()
  })
  afterAll(() => world.close())

  /** A seller with one product, and a separate server that is notified of its orders. */
  async function listed() {
    server = await openScriptedSeller()
    listener = await openScriptedSeller()
    const { market, platform } = world
    const given = await world.given.listedProduct(server.url)
    const { sellerId, seller } = given
    const { keyId, accessKey } = await runInTx(platform, { actor: system }, (tx) =>
      market.access.addKeyIn(tx, sellerId, 'common'),
    )
    const address = await market.access.addAddress(seller, listener.url)
    await market.access.decideAddress(await world.given.operator(), address.id, { approve: true })
    const turn = (switchedOn: boolean) =>
      market.access.setOrderChannel(seller, { addressId: address.id, keyId, switchedOn })
    await turn(true)
    const calls = async () =>
      (await market.views.listCalls(sellerId, { limit: 50, activity: 'orderNotify' })).items.toReversed()
    return { ...given, keyId, accessKey, turn, calls }
  }
  const numberOf = async (id: Id<'ord'>) => (await world.market.orders.get(world.platform.db, id)).number

  /** The breakers of a seller's gates, by the families of their channels. */
  async function breakers(sellerId: Id<'sel'>): Promise<Record<string, string>> {
    const rows = await world.platform.db
      .withTables<Pick<AccessTables, 'channel'> & Pick<CallTables, 'gate'>>()
      .selectFrom('gate')
      .innerJoin('channel', 'channel.id', 'gate.channel_id')
      .select(['channel.family', 'gate.breaker'])
      .where('channel.seller_id', '=', sellerId)
      .execute()
    return Object.fromEntries(rows.map(({ family, breaker }) => [family, breaker]))
  }

  test('each line that is paid is told once, proven, by its numbers alone', async () => {
    const { productId, accessKey, calls } = await listed()
    const buyer = await world.given.buyer()

    const orderId = await world.given.paidOrder(buyer, productId, { quantity: 3 })
    await world.settle()

    const number = await numberOf(orderId)
    const [request] = listener.requests
    expect(listener.requests.map(({ members }) => members)).toEqual([
      { activity: 'orderNotify', orderId: number, orderLineId: `${number}-000001`, testFlag: '0' },
    ])
    const { signature = '', timestamp = '', nonce = '' } = request?.query ?? {}
    expect(timestamp).toMatch(/^\d{13}$/)
    expect(
      await verifySaasV2({
        accessKey,
        query: { signature, timestamp, nonce },
        body: Buffer.from(request?.body ?? ''),
        nowMs: Number(timestamp),
      }),
    ).toMatchObject({ ok: true })
    expect(await calls()).toMatchObject([{ activity: 'orderNotify', state: 'confirmed', order: { number } }])
  })

  test('a renewal is told too; what nobody pays, such as a refund, is not, and nothing while it is off', async () => {
    const { productId, turn } = await listed()
    const { market, platform } = world
    const buyer = await world.given.buyer()
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    const line = (await market.orders.get(platform.db, orderId)).lines[0]
    const subscription = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
    const subscriptionId = subscription?.id as Id<'sub'>
    await market.subscriptions.setAutoRenewal(buyer, subscriptionId, { on: true, daysBefore: 7, times: 1 })

    await world.advance(fromDays(25))
    await turn(false)
    await world.given.paidOrder(buyer, productId)
    await world.settle()

    const orders = (await market.views.listBuyerOrders({ buyerId: buyer.buyerId as Id<'byr'> }, { limit: 9 }))
      .items
    const renewal = orders.find(({ kind }) => kind === 'renewal')
    expect(listener.requests.map(({ members }) => members.orderId)).toEqual([
      await numberOf(orderId),
      renewal?.number,
    ])
  })

  test('a server that does not listen fails no order and holds up no other call; after three hours it is started again by hand', async () => {
    const { seller, sellerId, productId, calls } = await listed()
    listener.answer(() => (response) => void response.destroy())
    const buyer = await world.given.buyer()

    for (let i = 0; i < 5; i += 1) await world.given.paidOrder(buyer, productId)
    await world.settle()

    expect(server.of('newInstance')).toHaveLength(5)
    const { items } = await world.market.views.listGates({ limit: 10 })
    expect(items.map(({ breaker }) => breaker)).toEqual(['closed'])
    expect(await breakers(sellerId)).toEqual({ saas: 'closed', orders: 'open' })
    // While the seller is parked the window does not run, so the server must answer for the calls to run out of time.
    listener.answer(() => ({ resultCode: '000005', resultMsg: 'not now' }))
    await world.advance(fromHours(4))
    expect(new Set((await calls()).map(({ state }) => state))).toEqual(new Set(['stopped']))
    listener.answer(openAtOnce)

    const [first] = await calls()
    await world.market.calls.restart(seller, first?.id as Id<'cal'>, seller.sellerId as Id<'sel'>)
    await world.settle()

    const told = (await calls()).filter(({ state }) => state === 'confirmed')
    expect(told).toMatchObject([{ restartedFrom: first?.id, order: first?.order }])
    expect((await world.market.orders.get(world.platform.db, first?.order?.id as Id<'ord'>)).state).toBe(
      'completed',
    )
  })

  test('R261: what is under way goes to no address that is not approved, and on its way once it is', async () => {
    const { seller, keyId, productId } = await listed()
    const { access } = world.market
    listener.answer(() => ({ resultCode: '000005' }))
    await world.given.paidOrder(await world.given.buyer(), productId)
    await world.settle()
    const { id: addressId } = await access.addAddress(seller, `${listener.url}/elsewhere`)
    await access.setOrderChannel(seller, { addressId, keyId, switchedOn: false })

    await world.advance(fromMinutes(10))
    expect(listener.requests).toHaveLength(1)

    await access.decideAddress(await world.given.operator(), addressId, { approve: true })
    await world.advance(fromMinutes(10))
    expect(listener.requests.length).toBeGreaterThan(1)
  })

  test('it is tried every two minutes while its server refuses', async () => {
    const { productId } = await listed()
    listener.answer(() => ({ resultCode: '000005' }))
    await world.given.paidOrder(await world.given.buyer(), productId)

    await world.advance(fromMinutes(10))

    expect(listener.requests).toHaveLength(6)
  })
})

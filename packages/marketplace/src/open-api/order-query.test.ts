import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createMockOrder, mockOrderIds, orderQueryReplySchema } from '@loggia/protocol/orders'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the order query on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  const query = (sellerId: Id<'sel'>, orderId: string, orderLineId?: string) =>
    world.market.openApi.queryOrder(sellerId, { orderId, ...(orderLineId && { orderLineId }) })
  const numberOf = async (id: Id<'ord'>) => (await world.market.orders.get(world.platform.db, id)).number

  /** Buys two seats for a month; the service opens unless the script says otherwise. */
  async function bought(script = openAtOnce) {
    server = await openScriptedSeller()
    server.answer(script)
    const { productId, sellerId, seller } = await world.given.listedProduct(server.url)
    const buyer = await world.given.buyer()
    const orderId = await world.given.paidOrder(buyer, productId, { quantity: 2 })
    await world.settle()
    return { buyer, seller, sellerId, productId, orderId, number: await numberOf(orderId) }
  }

  /** The same for a product that asks for a mail domain (R47a). */
  async function boughtWith(domain: string) {
    server = await openScriptedSeller()
    server.answer(openAtOnce)
    const label = { zh: '企业邮箱域名', en: 'Mail domain' }
    const given = await world.given.listedProduct(server.url, undefined, {
      buyerParameters: [{ name: 'emailDomainName', label, required: true, kind: 'domain' }],
    })
    const buyer = await world.given.buyer()
    const priceItemId = await world.given.monthlyPriceItem(given.productId)
    const parameters = [{ name: 'emailDomainName', value: domain }]
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity: 2, periodCount: 1, parameters }],
        expectedTotal: createMoney(2000n, 'CNY'),
        agreed: true,
      },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    return { ...given, buyer, orderId, number: await numberOf(orderId), parameters }
  }

  async function quoted(buyer: MemberActor, orderId: Id<'ord'>, kind: 'renewal' | 'change') {
    const { market, platform } = world
    const line = (await market.orders.get(platform.db, orderId)).lines[0]
    const subscription = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
    const subscriptionId = subscription?.id as Id<'sub'>
    const { choices } = await market.subscriptions.listChoices(buyer, subscriptionId)
    const priceItemId = choices[0]?.prices.find(({ period }) => period === 'month')?.priceItemId as Id<'pri'>
    const quote = await market.quotes.ask(buyer, {
      kind,
      lines: [
        {
          subscriptionId,
          priceItemId,
          quantity: kind === 'change' ? 5 : 2,
          ...(kind === 'renewal' && { periodCount: 3 }),
        },
      ],
    })
    const { orderId: next } = await market.quotes.pay({ actor: buyer }, quote.id as Id<'quo'>)
    await world.settle()
    return numberOf(next as Id<'ord'>)
  }

  test('a purchase: what it is, how much, for how long, until when', async () => {
    const { sellerId, number } = await bought()

    const answer = await query(sellerId, number)

    expect(answer).toEqual({
      resultCode: 'MKT.0000',
      resultMsg: 'Success',
      orderInfo: {
        orderId: number,
        orderType: 'NEW',
        createTime: '20261124063300',
        orderLine: [
          {
            orderLineId: `${number}-000001`,
            chargingMode: 'PERIOD',
            periodType: 'month',
            periodNumber: 1,
            expireTime: '20261224063300',
            productInfo: [
              {
                productId: expect.stringMatching(/./),
                skuCode: expect.stringMatching(/./),
                linearValue: 2,
                productName: expect.stringMatching(/^商品\d+,标准版,包周期$/),
              },
            ],
            extendParams: [],
            currency: '20',
            currencyAfterDiscount: '20',
          },
        ],
        buyerInfo: {
          mobilePhone: null,
          email: null,
          customerId: expect.stringMatching(/^[0-9a-f]{32}$/),
          customerName: expect.stringMatching(/^买家/),
          customerRealName: expect.stringMatching(/^买家/),
          customerType: 1,
          userId: null,
          userName: null,
        },
        extendParams: [],
      },
    })
    expect(orderQueryReplySchema.safeParse(JSON.parse(JSON.stringify(answer))).success).toBe(true)
  })

  test('R47a: what the buyer gave stands on the line of the purchase and of every order that came after; V2.0 itself says nothing', async () => {
    const { sellerId, number, buyer, orderId, parameters } = await boughtWith('mail.qinghe.example')
    const renewal = await quoted(buyer, orderId, 'renewal')
    const change = await quoted(buyer, orderId, 'change')

    for (const asked of [number, renewal, change])
      expect((await query(sellerId, asked)).orderInfo).toMatchObject({
        orderLine: [{ extendParams: parameters }],
        extendParams: [],
      })
    expect(server.requests.map(({ activity }) => activity)).toContain('upgradeInstance')
    expect(server.requests.filter((request) => JSON.stringify(request).includes('mail.qinghe'))).toEqual([])
  })

  test('asked while newInstance is open, the end is the one that it would have from now', async () => {
    let told: string | undefined
    const seen = await bought((request) => {
      if (request.activity === 'newInstance') told = request.members.orderId
      return request.activity === 'newInstance'
        ? { resultCode: '000004', instanceId: 'i-1' }
        : { resultCode: '000004' }
    })

    const answer = await query(seen.sellerId, seen.number)

    expect(told).toBe(seen.number)
    expect(answer.orderInfo?.orderLine[0]?.expireTime).toBe('20261224063300')
  })

  test('R109: a renewal is RENEW, with its own term and its own end', async () => {
    const { buyer, sellerId, orderId } = await bought()

    const { orderInfo } = await query(sellerId, await quoted(buyer, orderId, 'renewal'))

    expect(orderInfo).toMatchObject({
      orderType: 'RENEW',
      orderLine: [{ periodType: 'month', periodNumber: 3, expireTime: '20270324063300' }],
    })
  })

  test('R119: a change is CHANGE, with the new quantity and the end that stays', async () => {
    const { buyer, sellerId, orderId } = await bought()
    await world.advance(fromDays(3))

    const { orderInfo } = await query(sellerId, await quoted(buyer, orderId, 'change'))

    expect(orderInfo).toMatchObject({
      orderType: 'CHANGE',
      createTime: '20261127063300',
      orderLine: [{ expireTime: '20261224063300', productInfo: [{ linearValue: 5 }] }],
    })
  })

  test('R71: money back is UNSUBSCRIBE, and the purchase can still be asked for', async () => {
    const { sellerId, number, orderId } = await bought((request) =>
      request.activity === 'newInstance' ? { resultCode: '000005' } : { resultCode: '000000' },
    )
    await world.advance(fromDays(16))
    const refund = (await world.platform.db
      .withTables<{ order: { number: string; refunds_order_id: string } }>()
      .selectFrom('order')
      .select('number')
      .where('refunds_order_id', '=', orderId)
      .executeTakeFirstOrThrow()) as { number: string }

    const { orderInfo } = await query(sellerId, refund.number)

    expect(orderInfo).toMatchObject({ orderType: 'UNSUBSCRIBE', orderLine: [{ currency: '20' }] })
    expect((await query(sellerId, number)).orderInfo?.orderType).toBe('NEW')
  })

  describe('what is not the seller’s to know is not there', () => {
    const absent = { resultCode: 'MKT.0150', extra_info: expect.stringMatching(/no such order/) }

    test('an order that there is not, another seller’s, a line that it has not', async () => {
      const { number, sellerId } = await bought()
      const other = await world.given.seller()

      const unknown = await query(sellerId, 'CS2611241433ZZZZZ')
      expect(unknown).toMatchObject(absent)
      expect(await query(other.sellerId, number)).toEqual(unknown)
      expect(await query(sellerId, number, `${number}-000002`)).toEqual(unknown)
      expect(await query(sellerId, number, `${number}-000001`)).toMatchObject({ resultCode: 'MKT.0000' })
    })

    test('an order that was not paid', async () => {
      const { buyer, productId, sellerId } = await bought()
      const unpaid = await world.given.submittedOrder(buyer, productId)

      expect(await query(sellerId, await numberOf(unpaid))).toMatchObject(absent)
      await world.market.orders.cancel(buyer, unpaid)
      expect(await query(sellerId, await numberOf(unpaid))).toMatchObject(absent)
    })
  })

  test('R251: the debug orders are everybody’s, before there is anything to buy', async () => {
    server = await openScriptedSeller()
    const { sellerId } = await world.given.seller()

    for (const id of Object.values(mockOrderIds)) {
      const answer = await query(sellerId, id)
      expect(answer).toMatchObject({
        resultCode: 'MKT.0000',
        orderInfo: createMockOrder(id, world.clock.now()),
      })
      expect(await query(sellerId, id, `${id}-000001`)).toEqual(answer)
      expect(await query(sellerId, id, `${id}-000002`)).toMatchObject({ resultCode: 'MKT.0150' })
    }
  })
})

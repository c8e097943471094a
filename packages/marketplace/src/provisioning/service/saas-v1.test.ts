import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { decodeExtendParams } from '@loggia/protocol/saas/v1'
import { openField, verifySaasV1 } from '@loggia/signing'
import {
  listRuleEngines,
  openAtOnceV1,
  openScriptedSeller,
  openSizedProduct,
  openWorld,
} from '../../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { runInTx, system } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>
const speech = { protocol: 'saas-v1', keyBits: 128 } as const
const parameters = [
  {
    name: 'emailDomainName',
    label: { zh: '企业邮箱域名', en: 'Mail domain' },
    required: true,
    kind: 'domain' as const,
  },
  {
    name: 'userName',
    label: { zh: '姓名', en: 'Name' },
    required: false,
    kind: 'text' as const,
    maxLength: 30,
  },
]

describe.each(listRuleEngines(postgresUrl))('a seller who speaks SaaS V1.0, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  let accessKey: string
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  async function listed(
    script?: Script,
    asked: { buyerData?: ('phone' | 'email')[]; buyerParameters?: typeof parameters } = {},
  ) {
    seller = await openScriptedSeller()
    const given = await world.given.listedProduct(`${seller.url}?r=produce`, undefined, {
      speech,
      ...asked,
    })
    ;({ accessKey } = given)
    seller.signWith(accessKey)
    seller.answer(script ?? openAtOnceV1(accessKey))
    return given
  }

  const served = (buyer: MemberActor, orderId: Id<'ord'>) => {
    const { market, platform } = world
    const order = (of = orderId) => market.orders.get(platform.db, of)
    const subscriptionId = async () => {
      const [line] = (await order()).lines
      return (await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>))?.id as Id<'sub'>
    }
    const state = async () => (await market.subscriptions.find(platform.db, await subscriptionId()))?.state
    const choices = async () => market.subscriptions.listChoices(buyer, await subscriptionId())
    const quote = async (
      kind: 'renewal' | 'change' | 'conversion',
      { quantity = 2, value = 0 }: { quantity?: number; value?: number } = {},
    ) => {
      const { prices = [] } = (await choices()).choices[value] ?? {}
      const priceItemId = prices.find(({ period }) => period === 'month')?.priceItemId as Id<'pri'>
      const line = { subscriptionId: await subscriptionId(), priceItemId, quantity }
      return market.quotes.ask(buyer, {
        kind,
        lines: [{ ...line, ...(kind !== 'change' && { periodCount: 1 }) }],
      })
    }
    const buy = async (...ask: Parameters<typeof quote>) => {
      const { orderId: bought } = await market.quotes.pay(
        { actor: buyer },
        (await quote(...ask)).id as Id<'quo'>,
      )
      await world.settle()
      return order(bought as Id<'ord'>)
    }
    const giveBack = async (kind: 'five_day' | 'renewal', fen: bigint) => {
      await market.refunds.ask({ actor: buyer }, await subscriptionId(), {
        kind,
        expectedAmount: createMoney(fen, 'CNY'),
      })
      await world.settle()
    }
    return { order, subscriptionId, state, quote, buy, giveBack }
  }

  /** Two seats for a month at ¥20.00, whose buyer has consented to pass on phone and email. */
  async function running(script?: Script, given?: { name: string; value: string }[]) {
    const { productId, sellerId } = await listed(script, {
      buyerData: ['phone', 'email'],
      ...(given && { buyerParameters: parameters }),
    })
    const { market } = world
    const buyer = await world.given.buyer(100_000n)
    await market.parties.setBuyerContact(buyer, {
      name: '何青',
      email: 'he@qinghe.example',
      phone: '+86 138 0013 8000',
    })
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      {
        lines: [
          {
            priceItemId: await world.given.monthlyPriceItem(productId),
            quantity: 2,
            periodCount: 1,
            parameters: given,
          },
        ],
        expectedTotal: createMoney(2000n, 'CNY'),
        agreed: true,
        dataConsent: true,
      },
    )
    await market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    return { buyer, sellerId, productId, ...served(buyer, orderId) }
  }
  const sent = (activity: string) => seller.of(activity).map(({ members }) => members)

  test('a purchase is one newInstance, proven and with what was bought; the buyer’s details are the same one again', async () => {
    const bought = await running()

    const { number, state } = await bought.order()
    const [first] = seller.requests
    expect([state, seller.requests.length]).toEqual(['completed', 1])
    expect(verifySaasV1({ accessKey, query: first?.search ?? '' })).toEqual({ ok: true })
    expect(first?.members).toMatchObject({
      r: 'produce',
      activity: 'newInstance',
      orderId: number,
      amount: '2',
      chargingMode: '1',
      periodType: 'month',
      orderAmount: '20',
      trialFlag: '0',
      testFlag: '0',
      expireTime: '20261224063300',
    })
    const opened = (name: string) => openField({ accessKey, bits: 128, value: first?.members[name] ?? '' })
    expect([opened('mobilePhone'), opened('email')]).toEqual(['13800138000', 'he@qinghe.example'])

    const { outcome } = await world.market.provisioning.askAccess(bought.buyer, await bought.subscriptionId())

    expect(outcome).toMatchObject({
      kind: 'confirmed',
      data: { access: { [`i-${number}`]: { userName: 'admin', password: 'canary-initial-password' } } },
    })
    const [, again] = sent('newInstance')
    expect(again).toMatchObject({ orderId: number, customerId: first?.members.customerId })
    expect(again?.businessId).not.toBe(first?.members.businessId)
  })

  test('R47a: the seller receives what the buyer gave, at the purchase, its repeats and a change, and reads it of every order', async () => {
    const given = [
      { name: 'emailDomainName', value: '测试.example.com' },
      { name: 'userName', value: '"张三" \\ a b*c~d+e' },
    ]
    let ready = false
    const service = await running(
      (request) =>
        ready
          ? openAtOnceV1(accessKey)(request)
          : { resultCode: '000004', instanceId: `i-${request.members.orderId}` },
      given,
    )
    ready = true
    await world.advance(fromMinutes(1))
    const upgrade = await service.buy('change', { quantity: 5 })
    const renewal = await service.buy('renewal', { quantity: 5 })

    const read = (activity: string) =>
      sent(activity).map(({ saasExtendParams = '' }) => decodeExtendParams(saasExtendParams))
    expect(sent('newInstance').length).toBeGreaterThan(1)
    expect(new Set(read('newInstance').map((list) => JSON.stringify(list)))).toEqual(
      new Set([JSON.stringify(given)]),
    )
    expect(read('upgrade')).toEqual([given])
    expect(sent('refreshInstance').map((members) => 'saasExtendParams' in members)).toEqual([false])
    const asked = async (orderId: string) => {
      const { orderInfo } = await world.market.openApi.queryOrder(service.sellerId, { orderId })
      return orderInfo?.orderLine[0]?.extendParams
    }
    for (const { number } of [await service.order(), upgrade, renewal])
      expect(await asked(number)).toEqual(given)
    expect(seller.requests.every(({ search }) => verifySaasV1({ accessKey, query: search }).ok)).toBe(true)
  })

  test('renewed, returned, upgraded, refunded: each by its own activity, with the orders’ amounts', async () => {
    const service = await running()
    const { number } = await service.order()

    const renewal = await service.buy('renewal')
    await service.giveBack('renewal', 2000n)
    const upgrade = await service.buy('change', { quantity: 5 })
    await world.advance(fromHours(1))
    await service.giveBack('five_day', 2000n + upgrade.total.amountMinor)

    const instanceId = `i-${number}`
    expect(sent('refreshInstance')).toMatchObject([
      { orderId: renewal.number, instanceId, expireTime: '20270124063300', orderAmount: '20' },
      { instanceId, expireTime: '20261224063300', orderAmount: '-20' },
    ])
    expect(sent('upgrade')).toMatchObject([{ orderId: upgrade.number, instanceId, amount: '5' }])
    expect(sent('releaseInstance')).toMatchObject([{ orderId: number, instanceId }])
    expect(Number(sent('releaseInstance')[0]?.orderAmount)).toBe(
      Number(2000n + upgrade.total.amountMinor) / 100,
    )
    expect((await service.order(renewal.id)).state).toBe('refunded')
  })

  test('a lapse is an expireInstance; a renewal brings it back by its new end alone; at last it is released', async () => {
    const service = await running()
    const { number } = await service.order()
    await world.advance(fromDays(31) + fromMinutes(1))
    expect(await service.state()).toBe('retention')
    expect(sent('expireInstance')).toMatchObject([{ orderId: number, instanceId: `i-${number}` }])

    await service.buy('renewal')

    expect(await service.state()).toBe('active')
    expect(seller.requests.at(-1)?.activity).toBe('refreshInstance')
    await world.advance(fromDays(60))
    expect(await service.state()).toBe('released')
    expect(sent('releaseInstance')).toMatchObject([{ orderId: number, orderAmount: '0' }])
    expect(sent('expireInstance')).toHaveLength(2)
  })

  test('a call that was made before calls named their purchase is started again with it', async () => {
    let isDown = false
    const service = await running((request) =>
      isDown ? { resultCode: '000005' } : openAtOnceV1(accessKey)(request),
    )
    isDown = true
    await world.advance(fromDays(31) + fromHours(2))
    const isFreeze = sql`operation_kind = 'set_instance_status'`
    const { rows } = await sql<{ id: Id<'cal'> }>`
      update call set operation = operation - 'purchase' where ${isFreeze} and state = 'stopped' returning id`.execute(
      world.platform.db.withTables<unknown>(),
    )
    isDown = false
    const tries = sent('expireInstance').length

    await world.market.calls.restart(await world.given.operator(), rows[0]?.id as Id<'cal'>)
    await world.settle()

    expect(sent('expireInstance').slice(tries)).toMatchObject([{ orderId: (await service.order()).number }])
  })

  test('what waits to be frozen is not, once it has been renewed', async () => {
    const open = openAtOnceV1
    let isDown = false
    const service = await running((request) => (isDown ? { resultCode: '000005' } : open(accessKey)(request)))
    isDown = true
    await world.advance(fromDays(31) + fromMinutes(1))
    const tries = sent('expireInstance').length
    isDown = false

    await service.buy('renewal')
    await world.advance(fromHours(2))

    expect(sent('refreshInstance')).toHaveLength(1)
    expect(sent('expireInstance')).toHaveLength(tries)
  })

  test('another quantity at a renewal cannot be said in V1.0, so it is not sold', async () => {
    const service = await running()
    await world.advance(fromDays(20))

    await expect(service.quote('renewal', { quantity: 5 })).rejects.toMatchObject({
      code: 'quote.no_words_for_change',
    })
    expect(seller.requests).toHaveLength(1)
  })

  test('R71: 000004 with an instance waits, and the purchase is asked for again until it is there', async () => {
    let ready = false
    const service = await running((request) =>
      ready
        ? openAtOnceV1(accessKey)(request)
        : { resultCode: '000004', instanceId: `i-${request.members.orderId}` },
    )
    expect((await service.order()).state).toBe('processing')
    ready = true

    await world.advance(fromMinutes(1))

    expect((await service.order()).state).toBe('completed')
    expect(new Set(sent('newInstance').map(({ orderId }) => orderId)).size).toBe(1)
  })

  type MessageRow = { kind: string; party_kind: string; subject: string; data: { orderNumber: string } }
  const messages = () =>
    world.platform.db
      .withTables<{ message: MessageRow }>()
      .selectFrom('message')
      .selectAll()
      .where('kind', '=', 'instance_unaddressed')
      .orderBy('party_kind')
      .execute()

  test.each([
    ['without access data', {}],
    ['with null for them', { appInfo: null }],
    ['with access data that lack it', { appInfo: { frontEndUrl: '', memo: 'by mail' } }],
  ])(
    'R71b: a success with an instance and without an address (%s) completes; its seller and the operators are told',
    async (_how, more) => {
      const unaddressed = ({ activity, members }: SellerRequest) => ({
        resultCode: '000000',
        ...(activity === 'newInstance' && { instanceId: `i-${members.orderId}`, ...more }),
      })
      const { productId } = await listed(unaddressed)
      const buyer = await world.given.buyer(100_000n)
      const service = served(buyer, await world.given.paidOrder(buyer, productId))
      await world.settle()
      await world.given.paidOrder(buyer, productId)
      await world.settle()

      const { state, number } = await service.order()
      expect([state, await service.state()]).toEqual(['completed', 'active'])
      const told = await messages()
      // Operators get one message per product, the seller one per order without an address.
      expect(told.map(({ party_kind }) => party_kind)).toEqual(['operator', 'seller', 'seller'])
      expect(told[0]).toMatchObject({ subject: productId, data: { orderNumber: number } })
      const { outcome } = await world.market.provisioning.askAccess(buyer, await service.subscriptionId())
      expect(outcome).toMatchObject({ kind: 'confirmed', data: { access: {} } })
    },
  )

  test('an address that is there but too long is no missing one: the answer is faulty', async () => {
    const service = await running(({ members }) => ({
      resultCode: '000000',
      instanceId: `i-${members.orderId}`,
      appInfo: { frontEndUrl: `https://${'a'.repeat(600)}.example` },
    }))

    expect((await service.order()).state).toBe('processing')
    expect(await messages()).toEqual([])
  })

  test('a success without Body-Sign is none: it is tried for three hours, then the money goes back', async () => {
    const { productId } = await listed(
      () => (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"resultCode":"000000","instanceId":"i-1"}'),
    )
    const buyer = await world.given.buyer(10_000n)
    const order = served(buyer, await world.given.paidOrder(buyer, productId))

    await world.advance(fromHours(3) - fromMinutes(1))
    expect((await order.order()).state).toBe('processing')
    await world.advance(fromMinutes(2))

    expect((await order.order()).state).toBe('refunded')
    // One call every three minutes, and the last one when the time is over.
    expect(seller.requests).toHaveLength(61)
  })

  test('R118: a trial becomes paid by a refreshInstance that says so, with its own quantity only; V2.0 goes on beside it', async () => {
    const { sellerId } = await listed()
    const { market, platform } = world
    const shelf = await openSizedProduct(world, sellerId, () => 1000n)
    await runInTx(platform, { actor: system }, (tx) =>
      market.access.registerAnew(tx, {
        sellerId,
        url: `${seller.url}?r=produce`,
        speechOf: () => speech,
      }),
    )
    const v2 = await openScriptedSeller()
    const modern = await world.given.listedProduct(v2.url)
    const buyer = await world.given.buyer(100_000n)
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId: shelf.item('small', 'month'), quantity: 1, periodCount: 1, trial: true }],
        expectedTotal: createMoney(0n, 'CNY'),
        agreed: true,
      },
    )
    await market.orders.pay({ actor: buyer }, orderId)
    await world.given.paidOrder(buyer, modern.productId)
    await world.settle()

    const service = served(buyer, orderId)
    // refreshInstance cannot contain a quantity, so a conversion keeps the quantity of the trial.
    await expect(service.quote('conversion', { quantity: 3 })).rejects.toMatchObject({
      code: 'quote.no_words_for_quantity',
    })
    const conversion = await service.buy('conversion', { quantity: 1 })

    expect(sent('newInstance')).toMatchObject([
      { trialFlag: '1', periodType: 'day', periodNumber: '15', orderAmount: '0' },
    ])
    expect(sent('refreshInstance')).toMatchObject([
      { orderId: conversion.number, trialToFormal: '1', orderAmount: '10' },
    ])
    expect(v2.requests.map(({ activity }) => activity)).toEqual(['newInstance', 'queryInstance'])
    await v2.close()
  })
})

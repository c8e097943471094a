import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const nobody = 'http://127.0.0.1:1/produce'
const password = 'an-initial-password-of-a-test'

/** A seller's server that opens instances at once and returns access data; it does not check signatures. */
async function startSeller() {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
        activity: string
        orderLineId?: string
        instanceId?: string
      }
      const instanceId = `instance-of-${asked.orderLineId}`
      const info = [
        {
          instanceId: asked.instanceId,
          appInfo: { frontEndUrl: 'https://app.example/', userName: 'admin', password },
        },
      ]
      const reply =
        asked.activity === 'newInstance' ? { instanceId } : asked.activity === 'queryInstance' ? { info } : {}
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ resultCode: '000000', resultMsg: 'success', ...reply }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve()).closeAllConnections()
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/produce`, close }
}

describe.each(listRuleEngines(postgresUrl))('orders, services and calls on %s', (engine) => {
  let world: World
  let server: Awaited<ReturnType<typeof startSeller>>
  let buyer: MemberActor
  let stranger: MemberActor
  let operator: MemberActor
  let opening: Awaited<ReturnType<World['given']['listedProduct']>>
  let silent: typeof opening
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await startSeller()
    buyer = await world.given.buyer()
    stranger = await world.given.buyer()
    operator = await world.given.operator()
    opening = await world.given.listedProduct(server.url)
    silent = await world.given.listedProduct(nobody)
  })
  afterAll(async () => {
    await world.close()
    await server.close()
  })

  const zh = 'zh-CN' as const
  const en = 'en-US' as const
  const asBuyer = (orderId: Id<'ord'>) =>
    world.market.views.getBuyerOrder(orderId, { actor: buyer, language: zh })
  const asSeller = (orderId: Id<'ord'>, actor = opening.seller, language: 'zh-CN' | 'en-US' = en) =>
    world.market.views.getSellerOrder(orderId, { actor, language })
  const asOperator = (orderId: Id<'ord'>) =>
    world.market.views.getAnyOrder(orderId, { actor: operator, language: en })

  /** One order with a line of each of the two sellers. */
  async function mixedOrder(): Promise<Id<'ord'>> {
    const lines = []
    for (const { productId } of [opening, silent]) {
      const product = await world.market.views.getProduct(productId)
      const item = product.specifications[0]?.skus[0]?.priceItems.find((one) => one.period === 'month')
      lines.push({
        priceItemId: item?.id as Id<'pri'>,
        quantity: productId === opening.productId ? 1 : 3,
        periodCount: 1,
      })
    }
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines,
        expectedTotal: createMoney(4_000n, 'CNY'),
        agreed: true,
      },
    )
    await world.market.orders.pay({ actor: buyer }, orderId)
    return orderId
  }

  test('an order tells its line, its state and what is left, and names the deadline while it awaits payment', async () => {
    const orderId = await world.given.submittedOrder(buyer, opening.productId, {
      quantity: 2,
      periodCount: 3,
    })

    const order = await asBuyer(orderId)

    expect(order).toMatchObject({
      id: orderId,
      kind: 'new',
      state: 'pending_payment',
      total: { amount: '60.00', currency: 'CNY' },
      payBy: '2026-12-01T06:33:00.000Z',
      lines: [
        {
          seller: { id: opening.sellerId },
          specification: { zh: '标准版', en: 'Standard' },
          unitPrice: { amount: '10', currency: 'CNY' },
          unit: { zh: '席', en: 'seat' },
          quantity: 2,
          period: 'month',
          periodCount: 3,
          amount: { amount: '60.00', currency: 'CNY' },
          state: 'open',
        },
      ],
    })
    expect(order.balance?.amount).toMatch(/^\d+\.\d{2}$/)
    await world.market.orders.cancel(buyer, orderId)
    expect(await asBuyer(orderId)).not.toHaveProperty('payBy')
  })

  test('an order and its service show the logo of their seller, where there is one', async () => {
    const sellers = world.platform.db.withTables<{ seller: { id: string; logo: string } }>()
    await sellers
      .updateTable('seller')
      .set({ logo: '/media/mark.png' })
      .where('id', '=', opening.sellerId)
      .execute()
    const orderId = await mixedOrder()
    await world.settle()

    const { lines } = await asBuyer(orderId)
    const { items } = await world.market.views.listServices(
      { buyerId: buyer.buyerId as Id<'byr'> },
      { limit: 5 },
    )

    expect(lines.map(({ seller }) => seller.logo)).toEqual(['/media/mark.png', undefined])
    expect(items.map(({ seller }) => seller.logo)).toContain('/media/mark.png')
  })

  test('R69: while it is opened an order says until when; once opened it leads to its service', async () => {
    const orderId = await world.given.paidOrder(buyer, opening.productId)
    const before = await asBuyer(orderId)

    await world.settle()

    const after = await asBuyer(orderId)
    expect(before).toMatchObject({ state: 'processing', openingUntil: '2026-11-24T09:33:00.000Z' })
    expect(after).toMatchObject({ state: 'completed', lines: [{ state: 'completed' }] })
    expect(after).not.toHaveProperty('openingUntil')
    const service = await world.market.views.getService(after.lines[0]?.subscriptionId as Id<'sub'>, {
      actor: buyer,
      language: zh,
    })
    expect(service).toMatchObject({
      state: 'active',
      order: { id: orderId, number: after.number },
      startsAt: '2026-11-24T06:33:00.000Z',
      endsAt: '2026-12-24T06:33:00.000Z',
      instanceReference: `instance-of-${after.lines[0]?.number}`,
    })
  })

  test('a refunded order and its refund order lead to each other', async () => {
    const orderId = await world.given.paidOrder(buyer, silent.productId)
    await world.advance(fromHours(4))

    const order = await asBuyer(orderId)
    const refund = await asBuyer(order.related?.id as Id<'ord'>)

    expect(order).toMatchObject({ state: 'refunded', related: { kind: 'refund' } })
    expect(refund).toMatchObject({
      kind: 'refund',
      state: 'completed',
      total: order.total,
      related: { id: orderId, number: order.number, kind: 'new' },
      refunds: { id: orderId, number: order.number },
    })
  })

  test('R72: of an order with two sellers each sees their line, its sum and its facts; buyer and operator see all', async () => {
    const orderId = await mixedOrder()
    await world.advance(fromHours(4))

    const [whole, own, other, all] = [
      await asBuyer(orderId),
      await asSeller(orderId),
      await asSeller(orderId, silent.seller),
      await asOperator(orderId),
    ]

    expect(whole.lines.map((line) => line.amount.amount)).toEqual(['10.00', '30.00'])
    expect(own).toMatchObject({ total: { amount: '10.00' }, lines: [{ seller: { id: opening.sellerId } }] })
    expect(other).toMatchObject({ total: { amount: '30.00' }, lines: [{ seller: { id: silent.sellerId } }] })
    expect(own.lines).toHaveLength(1)
    expect(all.lines).toHaveLength(2)
    const activities = (order: { history: { kind: string; data: Record<string, unknown> }[] }) =>
      new Set(
        order.history.flatMap(({ kind, data }) =>
          kind === 'call.attempted'
            ? [`${String(data.activity)} ${(data.verdict as { code: string }).code}`]
            : [],
        ),
      )
    expect(activities(own)).toEqual(new Set(['newInstance succeeded', 'queryInstance succeeded']))
    expect(activities(other)).toEqual(new Set(['newInstance connection_refused']))
    expect(activities(whole)).toEqual(
      new Set(['newInstance succeeded', 'queryInstance succeeded', 'newInstance connection_refused']),
    )
    expect(JSON.stringify(own)).not.toContain('40.00')
    expect(JSON.stringify(own)).not.toContain(silent.sellerId)
  })

  test('people are named to their own side; the others see the organisation in their language', async () => {
    const orderId = await world.given.paidOrder(buyer, opening.productId)
    const nameIn = (order: { history: { kind: string; actor: { name?: string | undefined } }[] }) =>
      order.history.find((one) => one.kind === 'order.paid')?.actor.name

    expect(nameIn(await asBuyer(orderId))).toBe(buyer.name)
    expect(nameIn(await asSeller(orderId))).toMatch(/^Buyer \d+$/)
    expect(nameIn(await asSeller(orderId, opening.seller, zh))).toMatch(/^买家\d+$/)
    expect(nameIn(await asOperator(orderId))).toMatch(/^Buyer \d+$/)
  })

  test('the time line that is streamed is the one on the page', async () => {
    const orderId = await world.given.paidOrder(buyer, opening.productId)
    await world.settle()
    const entries = await listHistory(world.platform.db, orderId, 2)

    const streamed = await world.market.views.presentHistory(entries, {
      audience: 'seller',
      actor: opening.seller,
      language: en,
    })

    expect(streamed).toEqual((await asSeller(orderId)).history.filter((one) => one.sequence > 2))
    expect(streamed.length).toBeGreaterThan(2)
    await expect(
      world.market.views.presentHistory(entries, { audience: 'operator', actor: buyer, language: en }),
    ).rejects.toMatchObject({ kind: 'forbidden' })
  })

  test('another party’s order, service and call are not found', async () => {
    const orderId = await world.given.paidOrder(buyer, opening.productId)
    await world.settle()
    const serviceId = (await asBuyer(orderId)).lines[0]?.subscriptionId as Id<'sub'>
    const [call] = (await world.market.views.listCalls(opening.sellerId, { limit: 1, orderId })).items
    const { views } = world.market
    const notFound = { kind: 'not_found' }

    await expect(views.getBuyerOrder(orderId, { actor: stranger, language: zh })).rejects.toMatchObject(
      notFound,
    )
    await expect(asSeller(orderId, silent.seller)).rejects.toMatchObject(notFound)
    await expect(views.getService(serviceId, { actor: stranger, language: zh })).rejects.toMatchObject(
      notFound,
    )
    await expect(views.getCall(silent.sellerId, call?.id as Id<'cal'>)).rejects.toMatchObject(notFound)
    await expect(views.getAnyOrder('ord_none', { actor: operator, language: zh })).rejects.toMatchObject(
      notFound,
    )
    expect((await views.listCalls(silent.sellerId, { limit: 5, orderId })).items).toEqual([])
  })

  test('lists go from page to page, newest first, without a gap, and hold the party’s own', async () => {
    const orderIds: string[] = []
    for (let n = 0; n < 5; n += 1) orderIds.unshift(await world.given.paidOrder(stranger, opening.productId))
    const { views } = world.market
    const strangerId = stranger.buyerId as Id<'byr'>
    const pagesOf = async <T>(
      list: (page: { limit: number; after?: string }) => Promise<{ items: readonly T[]; next?: string }>,
    ) => {
      const items: T[] = []
      for (let after: string | undefined, ended = false; !ended;) {
        const page = await list({ limit: 2, ...(after !== undefined && { after }) })
        items.push(...page.items)
        after = page.next
        ended = after === undefined
      }
      return items
    }

    expect(
      (await pagesOf((page) => views.listBuyerOrders({ buyerId: strangerId }, page))).map(
        (order) => order.id,
      ),
    ).toEqual(orderIds)
    expect(
      (await pagesOf((page) => views.listServices({ buyerId: strangerId }, page))).map(
        (service) => service.order.id,
      ),
    ).toEqual(orderIds)
    expect(
      (await pagesOf((page) => views.listSellerOrders({ sellerId: opening.sellerId }, page)))
        .map((order) => order.id)
        .slice(0, 5),
    ).toEqual(orderIds)
    expect(
      (await pagesOf((page) => views.listAllOrders({}, page))).map((order) => order.id).slice(0, 5),
    ).toEqual(orderIds)
    const movements = await pagesOf((page) =>
      views.getBalance(strangerId, page).then(({ entries }) => entries),
    )
    expect(
      movements.map((one) => [one.kind, one.amount.amount, one.balanceAfter.amount, one.order?.id]),
    ).toEqual([
      ...orderIds.map((id, at) => ['payment', '-10.00', `${99_950 + at * 10}.00`, id]),
      ['top_up', '100000.00', '100000.00', undefined],
    ])
    const order = await views.getBuyerOrder(orderIds[0] as Id<'ord'>, { actor: stranger, language: zh })
    const found = async (filter: Parameters<typeof views.getBalance>[2]) =>
      (await views.getBalance(strangerId, { limit: 10 }, filter)).entries.items.map((one) => one.order?.id)
    expect(await found({ orderNumber: order.number })).toEqual([orderIds[0]])
    expect(await found({ kind: 'top_up' })).toEqual([undefined])
    expect(await found({ kind: 'payment', to: movements[4]?.at })).toEqual([])
    expect(await found({ from: movements[0]?.at, kind: 'payment' })).toContain(orderIds[0])
  })

  test('R250: calls are listed with their last try, found by order, state and interface, and opened without secrets', async () => {
    const orderId = await world.given.paidOrder(buyer, opening.productId)
    await world.settle()
    const { views } = world.market
    const list = async (filter: Parameters<typeof views.listCalls>[1]) =>
      (await views.listCalls(opening.sellerId, filter)).items

    const calls = await list({ limit: 5, orderId })

    expect(calls).toMatchObject([
      {
        activity: 'queryInstance',
        state: 'confirmed',
        attempts: 1,
        order: { id: orderId },
        last: { verdict: { code: 'succeeded' } },
      },
      {
        activity: 'newInstance',
        state: 'confirmed',
        attempts: 1,
        live: false,
        product: { id: opening.productId },
      },
    ])
    expect(await list({ limit: 5, orderId, activity: 'newInstance' })).toEqual([calls[1]])
    expect(await list({ limit: 5, orderId, activity: 'releaseInstance' })).toEqual([])
    expect(await list({ limit: 5, orderId, activity: 'no such thing' })).toEqual([])
    expect(await list({ limit: 5, orderId, state: 'waiting' })).toEqual([])
    const opened = await views.getCall(opening.sellerId, calls[0]?.id as Id<'cal'>)
    expect(opened.attemptList).toMatchObject([
      { n: 1, late: false, reply: { line: expect.stringContaining('200') }, verdict: { code: 'succeeded' } },
    ])
    expect(opened.attemptList[0]?.reply?.masked).toContain('password')
    expect(JSON.stringify(opened)).not.toContain(password)
    expect(JSON.stringify(opened)).not.toContain(opening.accessKey)
  })

  test('a call that waits says when it goes out next, and what the last try met', async () => {
    const orderId = await world.given.paidOrder(buyer, silent.productId)
    await world.settle()

    const [call] = (await world.market.views.listCalls(silent.sellerId, { limit: 5, orderId })).items

    expect(call).toMatchObject({
      state: 'waiting',
      attempts: 1,
      last: {
        verdict: { code: 'connection_refused', sentence: { zh: expect.any(String), en: expect.any(String) } },
      },
    })
    expect(Date.parse(call?.dueAt ?? '')).toBeGreaterThan(world.clock.now())
  })
})

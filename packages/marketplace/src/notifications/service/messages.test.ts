import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromMinutes, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Schedule } from '../../dialects/index.ts'
import { openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, notify, system } from '../../platform/index.ts'
import type { MemberActor, Party, Tx } from '../../platform/index.ts'
import { createNotificationRoutes } from '../routes.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
// Nothing listens there, so connections are refused at once.
const nobody = 'http://127.0.0.1:1/produce'
/** A schedule that ends within minutes. */
const soon: Schedule = {
  windowMs: fromMinutes(4),
  spacing: { kind: 'even', everyMs: fromMinutes(2) },
  source: 'this test',
}

describe.each(listWorldEngines(postgresUrl))('messages on %s', (engine) => {
  let world: World
  let buyer: MemberActor
  let given: Awaited<ReturnType<World['given']['listedProduct']>>
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { schedules: { create_instance: soon } } })
    buyer = await world.given.buyer()
    given = await world.given.listedProduct(nobody)
  })
  afterAll(() => world.close())

  const messagesTo = async (party: Party) =>
    (await world.market.notifications.list(party, { limit: 50 })).items
  const toSeller = () => messagesTo({ kind: 'seller', id: given.sellerId })
  const toBuyer = () => messagesTo({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> })

  const isNotice = (kind: string): boolean =>
    kind === 'call_failing' || kind === 'order_received' || kind.startsWith('seller_')

  test('R262, R70: an opening that failed is told to the seller, and the money’s return to the buyer, each once', async () => {
    const orderId = await world.given.paidOrder(buyer, given.productId)
    const order = await world.market.orders.get(world.platform.db, orderId)

    await world.advance(fromMinutes(10))

    const [failed, ...others] = (await toSeller()).filter((message) => !isNotice(message.kind))
    expect(failed).toMatchObject({
      kind: 'opening_failed',
      subject: order.lines[0]?.id,
      data: {
        orderId,
        orderNumber: order.number,
        product: order.lines[0]?.offer.productName,
        // Nobody listens there, so nothing can have been made.
        orphanPossible: false,
      },
    })
    expect(others).toEqual([])
    const [refunded, ...more] = (await toBuyer()).filter(({ kind }) => kind !== 'order_paid')
    expect(refunded).toMatchObject({
      kind: 'order_refunded',
      data: { orderNumber: order.number, amount: { amount: '10.00', currency: 'CNY' } },
    })
    expect(refunded?.data.refundNumber).toMatch(/^CS\d{10}[A-Z0-9]{5}$/)
    expect(more).toEqual([])
  })

  test('over HTTP a message leads to its order, and each party is given its own', async () => {
    const routes = createNotificationRoutes(world.market.notifications)
    const ask = (key: 'GET /api/buyer/messages' | 'GET /api/seller/messages', actor: MemberActor) =>
      routes[key]?.({
        actor,
        query: { limit: 20 },
        params: undefined,
        body: undefined,
        language: 'en-US',
      })
    const orderId = await world.given.paidOrder(buyer, given.productId)
    await world.advance(fromMinutes(10))

    const bySeller = (await ask('GET /api/seller/messages', given.seller))?.items.filter(
      ({ kind }) => !isNotice(kind),
    )
    const byBuyer = await ask('GET /api/buyer/messages', buyer)

    expect(bySeller?.[0]).toMatchObject({ kind: 'opening_failed', subject: orderId, read: false })
    expect(byBuyer?.items[0]).toMatchObject({ kind: 'order_refunded', subject: orderId, read: false })
    expect(() => ask('GET /api/seller/messages', buyer)).toThrow(
      expect.objectContaining({ code: 'parties.not_a_seller' }),
    )
  })

  test('two lines of one order that fail are two messages: either may leave an instance behind', async () => {
    const product = await world.market.views.getProduct(given.productId)
    const [month, year] = product.specifications[0]?.skus[0]?.priceItems ?? []
    const line = (item: typeof month) => ({ priceItemId: item?.id as Id<'pri'>, quantity: 1, periodCount: 1 })
    const ask = { lines: [line(month), line(year)], expectedTotal: createMoney(11_000n, 'CNY'), agreed: true }
    const { orderId } = await world.market.orders.submit({ actor: buyer }, ask)
    await world.market.orders.pay({ actor: buyer }, orderId)

    await world.advance(fromMinutes(10))

    const about = (await toSeller()).filter(
      (message) => message.kind === 'opening_failed' && message.data.orderId === orderId,
    )
    expect(new Set(about.map((message) => message.subject)).size).toBe(2)
  })

  test('a decision on a product is told with its reason; a later one takes its place, unread and on top', async () => {
    const operator = await world.given.operator()
    const seller = await world.given.seller()
    const { catalog, access, notifications } = world.market
    const { productId } = await catalog.saveDraft(
      { actor: seller },
      {
        name: { zh: '云账本', en: 'Cloud Ledger' },
        summary: { zh: '记账', en: 'Bookkeeping' },
        description: { zh: '说明', en: 'Description' },
        category: 'finance',
        tags: ['记账'],
        specifications: [
          {
            name: { zh: '标准版', en: 'Standard' },
            features: [],
            prices: [{ period: 'month', unitPrice: { amount: '9.9', currency: 'CNY' } }],
          },
        ],
      },
    )
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await access.addKeyIn(tx, seller.sellerId, 'basic')
      await access.registerAnew(tx, { sellerId: seller.sellerId, url: nobody })
    })
    const party: Party = { kind: 'seller', id: seller.sellerId }
    await world.given.passedCases(seller, productId)
    await catalog.submit(seller, productId)
    await catalog.decide(operator, productId, { approve: false, reason: 'no support hours' })
    const [first] = await messagesTo(party)
    await access
      .addAddress(seller, 'https://saas.example/')
      .then(({ id }) => access.decideAddress(operator, id, { approve: true }))

    await catalog.submit(seller, productId)
    await catalog.decide(operator, productId, { approve: true })

    expect(first).toMatchObject({
      kind: 'product_decided',
      subject: productId,
      data: { approved: false, reason: 'no support hours' },
    })
    const { items } = await notifications.list(party, { limit: 5 })
    expect(items.map((message) => [message.kind, message.data.approved])).toEqual([
      ['product_decided', true],
      ['address_decided', true],
    ])
    const name = { zh: '云账本', en: 'Cloud Ledger' }
    expect(items[0]?.data).toEqual({ name, application: 'release', approved: true })
  })

  test('R49, R53: a seller is told of each decision about a product on sale, of a suspension, its end, and a delisting', async () => {
    const operator = await world.given.operator()
    const { seller, productId } = await world.given.listedProduct(nobody)
    const party: Party = { kind: 'seller', id: seller.sellerId as Id<'sel'> }
    const { catalog } = world.market
    await world.given.passedCases(seller, productId)
    await catalog.proposeChange(seller, productId, await catalog.getContent(seller, productId))
    await catalog.decide(operator, productId, { approve: true })
    const [change] = await messagesTo(party)
    await catalog.suspend(operator, productId, { days: 1, reason: 'no answer from support' })

    await world.advance(fromDays(1))
    await catalog.delist(operator, productId, { reason: 'it is copied' })

    expect(change?.data).toMatchObject({ application: 'change', approved: true })
    const told = (await messagesTo(party)).map(({ kind, subject, data }) => [kind, subject, data.reason])
    expect(told.slice(0, 3)).toEqual([
      ['product_taken_off', productId, 'it is copied'],
      ['product_returned', productId, undefined],
      ['product_suspended', productId, 'no answer from support'],
    ])
  })

  test('R30: a seller is told once nothing is left of a specification', async () => {
    const { seller, productId } = await world.given.listedProduct(nobody)
    const specificationId = (await world.market.views.getProduct(productId)).specifications[0]
      ?.id as Id<'spc'>
    const of = { productId, specificationId }
    await world.market.catalog.restock({ actor: seller }, of, { change: 2, remark: 'two' })
    const party: Party = { kind: 'seller', id: seller.sellerId as Id<'sel'> }

    await world.given.submittedOrder(buyer, productId)
    expect(await messagesTo(party)).toEqual([])
    await world.given.submittedOrder(buyer, productId)

    expect(await messagesTo(party)).toMatchObject([
      { kind: 'sold_out', subject: specificationId, data: { productId } },
    ])
  })

  const raise = (tx: Tx, id: Id<'sel'>, subject: string, url = 'https://saas.example/produce') =>
    notify(tx, 'address_decided', { kind: 'seller', id }, { subject, data: { url, approved: true } })

  test('a message is raised with what it tells of, or not at all', async () => {
    const before = await toSeller()

    const undone = runInTx(world.platform, { actor: system }, async (tx) => {
      await raise(tx, given.sellerId, 'adr_1')
      throw new Error('something else went wrong')
    })

    await expect(undone).rejects.toThrow('something else went wrong')
    expect(await toSeller()).toEqual(before)
  })

  test('what is told once is told once: raising it again changes nothing, and another party has its own', async () => {
    const { sellerId } = await world.given.seller()
    const seller = { id: sellerId, name: { zh: '澄澜', en: 'Chenglan' } }
    const subject = `${sellerId}:2026-11-24T06:33:00.000Z`
    const data = { seller, parkedSince: '2026-11-24T06:33:00.000Z', recoveredAt: '2026-11-24T06:40:00.000Z' }
    const toOne: Party = { kind: 'seller', id: sellerId }

    for (const recoveredAt of [data.recoveredAt, '2026-11-24T06:50:00.000Z'])
      await runInTx(world.platform, { actor: system }, async (tx) => {
        await notify(tx, 'seller_recovered', toOne, { subject, data: { ...data, recoveredAt } })
        await notify(tx, 'seller_recovered', { kind: 'operator' }, { subject, data })
      })

    expect(await messagesTo(toOne)).toMatchObject([{ kind: 'seller_recovered', data }])
    const toOperators = await messagesTo({ kind: 'operator' })
    expect(toOperators.filter((message) => message.subject === subject)).toHaveLength(1)
  })

  test('pages of messages follow each other, newest first, and hold the party’s own', async () => {
    const seller = await world.given.seller()
    for (let n = 1; n <= 5; n += 1)
      await runInTx(world.platform, { actor: system }, (tx) =>
        raise(tx, seller.sellerId, `adr_${n}`, `https://saas-${n}.example`),
      )

    const subjects: unknown[] = []
    let after: string | undefined
    do {
      const page = await world.market.notifications.list(
        { kind: 'seller', id: seller.sellerId },
        { limit: 2, ...(after !== undefined && { after }) },
      )
      subjects.push(...page.items.map((message) => message.subject))
      after = page.next
    } while (after !== undefined)

    expect(subjects).toEqual(['adr_5', 'adr_4', 'adr_3', 'adr_2', 'adr_1'])
  })
})

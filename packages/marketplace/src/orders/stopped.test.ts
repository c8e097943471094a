import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromDecimal, fromHours, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('unpaid orders of what is stopped, on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  type Selling = Awaited<ReturnType<typeof selling>>

  /** Two specifications at ¥10 and ¥20 a month. */
  async function selling() {
    const seller = await world.given.seller()
    const { catalog, views } = world.market
    const productId = await runInTx(world.platform, { actor: system }, (tx) =>
      catalog.addProduct(tx, seller.sellerId, {
        name: { zh: '文档', en: 'Docs' },
        summary: { zh: '一句话', en: 'One sentence' },
        description: { zh: '说明', en: 'Description' },
        category: 'collaboration',
        specifications: ['10', '20'].map((amount) => ({
          name: { zh: `每月${amount}元版`, en: `Edition at ${amount}` },
          features: [],
          prices: [{ period: 'month' as const, unitPrice: { amount, currency: 'CNY' as const } }],
        })),
        state: 'listed',
      }),
    )
    const { specifications } = await views.getProduct(productId)
    const items = specifications.map(({ skus }) => skus[0]?.priceItems[0]?.id as Id<'pri'>)
    return { seller, productId, items, specificationIds: specifications.map(({ id }) => id) }
  }
  const ordered = async (
    buyer: MemberActor,
    priceItemIds: readonly (Id<'pri'> | undefined)[],
    total: string,
  ) =>
    (
      await world.market.orders.submit(
        { actor: buyer },
        {
          lines: priceItemIds.map((id) => ({ priceItemId: id as Id<'pri'>, quantity: 1, periodCount: 1 })),
          expectedTotal: fromDecimal(total, 'CNY'),
          agreed: true,
        },
      )
    ).orderId
  const order = (id: Id<'ord'>) => world.market.orders.get(world.platform.db, id)
  const delistSpecification = async ({ seller, productId, specificationIds }: Selling) => {
    const [first] = specificationIds
    const ask = { reason: '不再提供', specificationIds: [toId(first, 'spc')] }
    await world.market.catalog.requestDelisting(seller, productId, ask)
    await world.market.catalog.decide(operator, productId, { approve: true })
  }
  const messagesTo = async (buyer: MemberActor) =>
    (
      await world.market.notifications.list({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> }, { limit: 20 })
    ).items.map(({ kind, data }) => ({ kind, why: data['why'] }))

  test('R53: a suspension cancels what is not paid, gives its stock back, and says so to the buyer', async () => {
    const of = await selling()
    const buyer = await world.given.buyer(100_000n)
    const place = { productId: of.productId, specificationId: of.specificationIds[0] as Id<'spc'> }
    await world.market.catalog.restock({ actor: of.seller }, place, { change: 3, remark: 'first' })
    const orderId = await ordered(buyer, [of.items[0]], '10.00')
    await world.market.catalog.suspend(operator, of.productId, { days: 15, reason: '热线无人接听' })

    await expect(world.market.orders.pay({ actor: buyer }, orderId)).rejects.toMatchObject({
      code: 'order.no_longer_sold',
      details: { product: { zh: '文档', en: 'Docs' }, why: 'suspended' },
    })
    await world.settle()

    expect((await order(orderId)).state).toBe('cancelled')
    expect((await listHistory(world.platform.db, orderId)).at(-1)).toMatchObject({
      kind: 'order.cancelled',
      data: { by: 'market', why: 'suspended', product: { en: 'Docs' } },
    })
    expect(await messagesTo(buyer)).toEqual([{ kind: 'order_stopped', why: 'suspended' }])
    const stock = await world.market.views.getStock(place, { actor: of.seller, language: 'en-US' })
    expect(stock.units).toBe(3)
    // The product is on sale again; the order stays cancelled, and a new one is possible.
    await world.advance(fromDays(15))
    expect((await order(orderId)).state).toBe('cancelled')
    await world.market.orders.pay({ actor: buyer }, await ordered(buyer, [of.items[0]], '10.00'))
  })

  test('R50: a delisted specification takes its unpaid orders with it, whole; the others stay payable at their price (R54)', async () => {
    const of = await selling()
    const other = await selling()
    const buyer = await world.given.buyer(100_000n)
    const both = await ordered(buyer, [other.items[0], of.items[0]], '20.00')
    const untouched = await ordered(buyer, [of.items[1]], '20.00')
    await delistSpecification(of)
    await world.settle()

    expect((await order(both)).state).toBe('cancelled')
    expect((await messagesTo(buyer)).map(({ why }) => why)).toEqual(['delisted'])
    await world.advance(fromDays(6))
    await expect(world.market.orders.pay({ actor: buyer }, untouched)).resolves.toEqual({
      state: 'processing',
    })
  })

  test('R50: an operator’s delisting too; what the buyer has cancelled or paid stays as it is', async () => {
    const of = await selling()
    const buyer = await world.given.buyer(100_000n)
    const [paid, cancelled, unpaid] = [
      await ordered(buyer, [of.items[0]], '10.00'),
      await ordered(buyer, [of.items[0]], '10.00'),
      await ordered(buyer, [of.items[0]], '10.00'),
    ]
    await world.market.orders.pay({ actor: buyer }, paid)
    await world.market.orders.cancel(buyer, cancelled)
    await world.market.catalog.delist(operator, of.productId, { reason: '违规' })
    await world.settle()

    expect((await order(paid)).state).toBe('processing')
    expect((await order(unpaid)).state).toBe('cancelled')
    await expect(world.market.orders.pay({ actor: buyer }, paid)).rejects.toMatchObject({
      code: 'order.not_payable',
    })
    expect((await messagesTo(buyer)).filter(({ kind }) => kind === 'order_stopped')).toHaveLength(1)
    // R61: nothing more happens at the payment deadline.
    await world.advance(fromDays(7) + fromHours(1))
    expect((await listHistory(world.platform.db, unpaid)).map(({ kind }) => kind)).toEqual([
      'order.submitted',
      'order.cancelled',
    ])
  })

  test('R50: paid or ordered at the moment of the delisting: either it came before, or it is refused', async () => {
    for (let round = 0; round < 6; round += 1) {
      const of = await selling()
      const buyer = await world.given.buyer(100_000n)
      const first = await ordered(buyer, [of.items[0]], '10.00')

      const [paid, second] = await Promise.allSettled([
        world.market.orders.pay({ actor: buyer }, first),
        ordered(buyer, [of.items[1]], '20.00'),
        world.market.catalog.delist(operator, of.productId, { reason: '违规' }),
      ])
      await world.settle()

      if (paid.status === 'rejected')
        expect(paid.reason).toMatchObject({
          code: expect.stringMatching(/no_longer_sold|not_payable/) as string,
        })
      expect((await order(first)).state).toBe(paid.status === 'fulfilled' ? 'processing' : 'cancelled')
      if (second.status === 'fulfilled') expect((await order(second.value)).state).toBe('cancelled')
      else expect(second.reason).toMatchObject({ code: 'catalog.not_on_sale' })
    }
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDecimal, fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('stock that unpaid orders hold, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  /** Seats at ¥10 a month, with `units` of them in stock. */
  async function selling(units: number) {
    const seller = await world.given.seller()
    const { catalog, views } = world.market
    const productId = await runInTx(world.platform, { actor: system }, (tx) =>
      catalog.addProduct(tx, seller.sellerId, {
        name: { zh: '席位商品', en: 'Seats' },
        summary: { zh: '一句话', en: 'One sentence' },
        description: { zh: '说明', en: 'Description' },
        category: 'collaboration',
        quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 1000 },
        specifications: [
          {
            name: { zh: '标准', en: 'Standard' },
            features: [],
            prices: [{ period: 'month', unitPrice: { amount: '10', currency: 'CNY' } }],
          },
        ],
        state: 'listed',
      }),
    )
    const { specifications } = await views.getProduct(productId)
    const place = { productId, specificationId: specifications[0]?.id as Id<'spc'> }
    await catalog.restock({ actor: seller }, place, { change: units, remark: 'first' })
    const left = async () => (await views.getStock(place, { actor: seller, language: 'en-US' })).units
    return { itemId: specifications[0]?.skus[0]?.priceItems[0]?.id as Id<'pri'>, left }
  }
  const order = async (buyer: MemberActor, itemId: Id<'pri'>, quantity: number) =>
    (
      await world.market.orders.submit(
        { actor: buyer },
        {
          lines: [{ priceItemId: itemId, quantity, periodCount: 1 }],
          expectedTotal: fromDecimal(`${10 * quantity}.00`, 'CNY'),
          agreed: true,
        },
      )
    ).orderId
  const stockOf = async (buyer: MemberActor, orderId: Id<'ord'>) =>
    (await world.market.views.getBuyerOrder(orderId, { actor: buyer, language: 'en-US' })).stock

  test('R61: who orders all of it without money keeps it from others for half an hour, once, with five orders at most', async () => {
    const { itemId, left } = await selling(500)
    const poor = await world.given.buyer(0n)
    const rich = await world.given.buyer(10_000_000n)
    await order(poor, itemId, 500)
    await expect(order(rich, itemId, 1)).rejects.toMatchObject({ code: 'catalog.stock_insufficient' })

    await world.advance(fromMinutes(30))

    // No stock is held for the same buyer again, however often the buyer orders.
    for (let one = 2; one <= 5; one += 1) await order(poor, itemId, 500)
    expect(await left()).toBe(500)
    for (let further = 0; further < 60; further += 1)
      await expect(order(poor, itemId, 1)).rejects.toMatchObject({
        code: 'order.too_many_unpaid',
        details: { max: 5 },
      })
    await world.market.orders.pay({ actor: rich }, await order(rich, itemId, 500))
    expect(await left()).toBe(0)
  })

  test('R61: five at most, also when they come at the same time', async () => {
    const { itemId, left } = await selling(500)
    const buyer = await world.given.buyer()

    const tried = await Promise.allSettled(Array.from({ length: 12 }, () => order(buyer, itemId, 1)))

    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect(await left()).toBe(495)
  })

  test('R61: what is not held any more can be paid as long as there is enough; the order says so', async () => {
    const { itemId, left } = await selling(5)
    const [first, second] = [await world.given.buyer(), await world.given.buyer()]
    const orderId = await order(first, itemId, 4)
    expect(await stockOf(first, orderId)).toEqual({ heldUntil: '2026-11-24T07:33:00.000Z' })

    await world.advance(fromMinutes(30))

    expect(await left()).toBe(5)
    expect(await stockOf(first, orderId)).toEqual({})
    const paid = await order(second, itemId, 3)
    await world.market.orders.pay({ actor: second }, paid)
    await expect(world.market.orders.pay({ actor: first }, orderId)).rejects.toMatchObject({
      code: 'catalog.stock_insufficient',
      details: { left: 2 },
    })
    const smaller = await order(first, itemId, 2)
    expect(await stockOf(first, smaller)).toEqual({})
    await world.market.orders.pay({ actor: first }, smaller)
    expect(await left()).toBe(0)
    expect(await stockOf(first, smaller)).toBeUndefined()
    expect((await listHistory(world.platform.db, orderId)).map(({ kind }) => kind)).toContain(
      'order.stock_released',
    )
    // The order holds no stock, so it gives none back.
    await world.market.orders.cancel(first, orderId)
    expect(await left()).toBe(0)
  })

  test('R61: a hold that was given up by cancelling is not given again for a day', async () => {
    const { itemId, left } = await selling(5)
    const buyer = await world.given.buyer()
    await world.market.orders.cancel(buyer, await order(buyer, itemId, 5))
    expect(await left()).toBe(5)

    const again = await order(buyer, itemId, 5)
    expect(await left()).toBe(5)
    await world.market.orders.cancel(buyer, again)

    await world.advance(fromHours(24))
    await order(buyer, itemId, 5)
    expect(await left()).toBe(0)
  })

  test('R30: paid when its hold is over, no more is sold than there is, however many pay at the same time', async () => {
    const { itemId, left } = await selling(3)
    const buyers = await Promise.all(Array.from({ length: 6 }, () => world.given.buyer()))
    const held = []
    for (const buyer of buyers.slice(0, 3)) held.push({ buyer, id: await order(buyer, itemId, 1) })
    await world.advance(fromMinutes(30))
    for (const buyer of buyers.slice(3)) held.push({ buyer, id: await order(buyer, itemId, 1) })
    await world.advance(fromMinutes(30))

    const paid = await Promise.allSettled(
      held.map(({ buyer, id }) => world.market.orders.pay({ actor: buyer }, id)),
    )

    expect(paid.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await left()).toBe(0)
  })
})

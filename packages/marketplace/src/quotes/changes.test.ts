import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { openSizedProduct, repriceSizedProduct } from '../embedded/shelf.ts'
import { runInTx, system } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
type Size = 'small' | 'large'
type Period = 'month' | 'year'
type Price = Parameters<typeof repriceSizedProduct>[2]['price']
type Of = { readonly size: Size; readonly quantity: number; readonly period?: Period }

const price = (yuan: bigint, ...bands: readonly [above: number, yuan: bigint][]): Price => ({
  e8: yuan * 100_000_000n,
  bands: bands.map(([above, of]) => ({ above, e8: of * 100_000_000n })),
})
/** A price by the month, and by the year at ten times as much. */
const both = (yuan: bigint) => ({ month: price(yuan), year: price(10n * yuan) })

describe.each(listRuleEngines(postgresUrl))('what changes cost after a change of prices, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    seller = await openScriptedSeller()
    seller.answer(openAtOnce)
  })
  afterAll(async () => {
    await seller.close()
    await world.close()
  })

  /** A service of this quantity since 24 November, for a month of thirty days, or as a trial. */
  async function openService(
    prices: Parameters<typeof openSizedProduct>[2],
    first: { readonly quantity: number; readonly yuan: number; readonly trial?: boolean },
  ) {
    const { market, platform } = world
    const owner = await world.given.seller()
    const operator = await world.given.operator()
    const shelf = await openSizedProduct(world, owner.sellerId, prices)
    await runInTx(platform, { actor: system }, async (tx) => {
      await market.access.addKeyIn(tx, owner.sellerId, 'basic')
      await market.access.registerAnew(tx, { sellerId: owner.sellerId, url: seller.url })
    })
    const buyer = await world.given.buyer(100_000_000n)
    const { quantity, yuan, trial = false } = first
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId: shelf.item('small', 'month'), quantity, periodCount: 1, trial }],
        expectedTotal: createMoney(BigInt(yuan * 100), 'CNY'),
        agreed: true,
      },
    )
    await market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    const [line] = (await market.orders.get(platform.db, orderId)).lines
    const found = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
    const subscriptionId = found?.id as Id<'sub'>
    /** Asks for a quote and pays it; returns the total in yuan. */
    const pay = async (kind: 'renewal' | 'conversion' | 'change', { size, quantity: to, period }: Of) => {
      const { id, total } = await market.quotes.ask(buyer, {
        kind,
        lines: [
          {
            subscriptionId,
            priceItemId: shelf.item(size, period ?? 'month'),
            quantity: to,
            ...(kind !== 'change' && { periodCount: 1 }),
          },
        ],
      })
      await market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
      await world.settle()
      return Number(total.amount)
    }
    const reprice = (sku: Size, period: Period, to: Price) =>
      repriceSizedProduct(
        world,
        { productId: shelf.productId, seller: owner, operator },
        { sku, period, price: to },
      )
    const paid = async () => {
      const { amountMinor } = await market.ledger.getBalance(platform.db, buyer.buyerId as Id<'byr'>, 'CNY')
      return Number(100_000_000n - amountMinor) / 100
    }
    const giveRenewalBack = async () => {
      const held = await market.subscriptions.getHeld(platform.db, subscriptionId)
      const { refundable } = await market.refunds.listReturnable(held as NonNullable<typeof held>)
      const shown = refundable.find(({ kind }) => kind === 'renewal')?.amount.amount ?? ''
      const expectedAmount = createMoney(BigInt(shown.replace('.', '')), 'CNY')
      await market.refunds.ask({ actor: buyer }, subscriptionId, { kind: 'renewal', expectedAmount })
      return Number(shown)
    }
    const read = () => market.views.getService(subscriptionId, { actor: buyer, language: 'en-US' })
    return { pay, paid, reprice, giveRenewalBack, read }
  }

  const toLarge: Of = { size: 'large', quantity: 11 }
  const seatFirst: Of = { size: 'small', quantity: 11 }
  const seatAfter: Of = { size: 'large', quantity: 10 }
  const worked = [
    { what: 'a price that rose', before: 100n, today: 200n, year: false, fees: [2300, 200, 2100], all: 3300 },
    { what: 'a price that fell', before: 200n, today: 100n, year: false, fees: [1300, 100, 1200], all: 3300 },
    { what: 'a year', before: 10n, today: 10n, year: true, fees: [2471.23, 110, 2361.23], all: 3571.23 },
  ] as const
  test.each(worked)(
    'R121: ten seats after $what, eleven of another edition: $all in all, whatever comes first',
    async ({ before, today, year, fees, all }) => {
      const openTen = async () => {
        const prices = {
          pricing: 'linear' as const,
          of: { small: both(before), large: year ? both(30n) : both(300n) },
        }
        const held = await openService(prices, { quantity: 10, yuan: Number(before) * 10 })
        if (year) await held.pay('renewal', { size: 'small', quantity: 10, period: 'year' })
        if (today !== before) await held.reprice('small', 'month', price(today))
        return held
      }
      const [atOnce, withSeatFirst, withSeatAfter] = [await openTen(), await openTen(), await openTen()]

      expect(await atOnce.pay('change', toLarge)).toBe(fees[0])
      expect(await withSeatFirst.pay('change', seatFirst)).toBe(fees[1])
      expect(await withSeatFirst.pay('change', toLarge)).toBe(fees[2])
      await withSeatAfter.pay('change', seatAfter)
      await withSeatAfter.pay('change', toLarge)

      expect(await atOnce.paid()).toBe(all)
      expect(await withSeatFirst.paid()).toBe(all)
      // Each of the two orders is rounded.
      expect(Math.abs((await withSeatAfter.paid()) - all)).toBeLessThan(0.011)
    },
  )

  test('R111: a returned renewal gives back what changes were charged for its days, at the prices of then', async () => {
    const held = await openService(
      { pricing: 'linear', of: { small: both(100n), large: both(300n) } },
      { quantity: 10, yuan: 1000 },
    )
    await held.pay('renewal', { size: 'small', quantity: 10 })
    await held.reprice('small', 'month', price(200n))
    await held.pay('change', seatFirst)
    await held.reprice('small', 'month', price(500n))

    expect(await held.giveRenewalBack()).toBe(1200)
    expect(await held.paid()).toBe(1200)
  })

  test('R121: the free days of a trial pay for nothing else, however dear what was tried is by now', async () => {
    const held = await openService(
      { pricing: 'linear', of: { small: both(10n), large: both(30n) } },
      { quantity: 1, yuan: 0, trial: true },
    )
    await held.pay('conversion', { size: 'small', quantity: 1 })
    await held.reprice('small', 'month', price(500n))

    // The fifteen days of the trial cost nothing; the month costs the difference between the target and what was paid.
    expect(await held.pay('change', { size: 'large', quantity: 1 })).toBe(20)
    expect(await held.paid()).toBe(30)
  })

  test('R122: more units that are cheaper for one of the terms are refused, and the next quantity that is not is named', async () => {
    const prices = {
      pricing: 'tier' as const,
      of: { small: { month: price(10n, [10, 4n]), year: price(100n) }, large: both(300n) },
    }
    const held = await openService(prices, { quantity: 10, yuan: 100 })
    await held.pay('renewal', { size: 'small', quantity: 10, period: 'year' })

    // Eleven seats cost 44 a month; for the year they would cost more than ten seats do.
    await expect(held.pay('change', seatFirst)).rejects.toMatchObject({
      code: 'subscription.quantity_inverted',
      details: { from: 25 },
    })
    expect(await held.pay('change', { size: 'small', quantity: 25 })).toBe(1500)
  })

  test('R119: a term says what was bought for its amount, and each change during it with its own amount and order', async () => {
    const service = await openService(
      { pricing: 'linear', of: { small: both(10n), large: both(30n) } },
      { quantity: 10, yuan: 100 },
    )
    await service.pay('renewal', { size: 'small', quantity: 10 })
    await service.pay('change', { size: 'small', quantity: 25 })

    const { terms } = await service.read()

    expect(terms).toMatchObject([
      {
        quantity: 25,
        bought: { quantity: 10 },
        amount: { amount: '100.00' },
        changes: [{ before: { quantity: 10 }, after: { quantity: 25 }, amount: { amount: '300.00' } }],
      },
      { quantity: 25, bought: { quantity: 10 }, amount: { amount: '100.00' }, changes: [] },
    ])
    expect(
      new Set(terms.flatMap(({ order, changes }) => [order, ...changes.map((one) => one.order)])).size,
    ).toBe(3)
  })
})

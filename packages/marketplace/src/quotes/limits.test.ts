import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromDecimal, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))(
  'what limits hold of services that there are, on %s',
  (engine) => {
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

    type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>
    type Selling = Awaited<ReturnType<typeof selling>>

    /** Seats at ¥10 a month, with a trial of seven days. */
    async function selling(script: Script = openAtOnce, change: Partial<DraftProduct> = {}) {
      server = await openScriptedSeller()
      server.answer(script)
      const { market, platform } = world
      const seller = await world.given.seller()
      const productId = await runInTx(platform, { actor: system }, async (tx) => {
        const id = await market.catalog.addProduct(tx, seller.sellerId, {
          name: { zh: '席位商品', en: 'Seats' },
          summary: { zh: '一句话', en: 'One sentence' },
          description: { zh: '说明', en: 'Description' },
          category: 'collaboration',
          quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
          specifications: [
            {
              name: { zh: '标准', en: 'Standard' },
              features: [],
              prices: [{ period: 'month', unitPrice: { amount: '10', currency: 'CNY' }, trialDays: 7 }],
            },
          ],
          ...change,
          state: 'listed',
        })
        await market.access.addKeyIn(tx, seller.sellerId, 'basic')
        await market.access.registerAnew(tx, { sellerId: seller.sellerId, url: server.url })
        return id
      })
      const { specifications } = await market.views.getProduct(productId)
      const specificationId = specifications[0]?.id as Id<'spc'>
      const limit = (limits: { maxPurchases?: number; maxQuantity?: number }) =>
        market.catalog.setSaleTerms(seller, productId, {
          audience: { kind: 'all' },
          specifications: [{ id: specificationId, ...limits }],
        })
      const itemId = specifications[0]?.skus[0]?.priceItems[0]?.id as Id<'pri'>
      return { seller, productId, specificationId, itemId, limit }
    }

    async function order(
      buyer: MemberActor,
      { itemId }: Selling,
      ask: { quantity: number; trial?: boolean },
    ) {
      const { trial = false, quantity } = ask
      const { orderId } = await world.market.orders.submit(
        { actor: buyer },
        {
          lines: [{ priceItemId: itemId, quantity, periodCount: 1, trial }],
          expectedTotal: fromDecimal(trial ? '0.00' : `${10 * quantity}.00`, 'CNY'),
          agreed: true,
        },
      )
      return orderId
    }

    /** A buyer with ¥10,000 who holds these seats, paid for a month or as a trial. */
    async function holding(of: Selling, ask: { quantity: number; trial?: boolean }) {
      const { market, platform } = world
      const buyer = await world.given.buyer(1_000_000n)
      const orderId = await order(buyer, of, ask)
      await market.orders.pay({ actor: buyer }, orderId)
      await world.settle()
      const [line] = (await market.orders.get(platform.db, orderId)).lines
      const found = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
      const subscriptionId = found?.id as Id<'sub'>
      const subscription = async () => {
        const held = await market.subscriptions.getHeld(platform.db, subscriptionId)
        if (!held) throw new Error('There is no subscription')
        return { ...held.subscription, terms: held.terms }
      }
      const quote = (kind: 'renewal' | 'change' | 'conversion', quantity: number) =>
        market.quotes.ask(buyer, {
          kind,
          lines: [
            {
              subscriptionId,
              priceItemId: of.itemId,
              quantity,
              ...(kind !== 'change' && { periodCount: 1 }),
            },
          ],
        })
      const buy = async (...ask: Parameters<typeof quote>) => {
        const { id } = await quote(...ask)
        const { orderId: bought } = await market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
        await world.settle()
        return market.orders.get(platform.db, bought)
      }
      return { buyer, subscriptionId, subscription, quote, buy }
    }

    test('R29: a trial does not count as a purchase', async () => {
      const of = await selling()
      await of.limit({ maxPurchases: 1 })
      const { buyer } = await holding(of, { quantity: 1, trial: true })
      await world.advance(fromDays(40))

      await expect(order(buyer, of, { quantity: 1 })).resolves.toBeDefined()
      await expect(order(buyer, of, { quantity: 1 })).rejects.toMatchObject({
        code: 'catalog.purchase_limit_reached',
      })
    })

    test('R29: a limit that was set since stops no renewal of what is held, and no more than that is sold', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 10 })
      await of.limit({ maxQuantity: 5 })

      expect((await held.buy('renewal', 10)).state).toBe('completed')

      const tooMany = { code: 'catalog.quantity_limit_exceeded', details: { max: 5, got: 11 } }
      await world.advance(fromDays(45))
      await expect(held.quote('renewal', 11)).rejects.toMatchObject(tooMany)
      await expect(held.quote('change', 11)).rejects.toMatchObject(tooMany)
      await expect(held.quote('renewal', 9)).resolves.toMatchObject({ total: { amount: '90.00' } })
      const { quantity } = await world.market.subscriptions.listChoices(held.buyer, held.subscriptionId)
      expect(quantity?.max).toBe(10)
    })

    test('R29, R110: what renews itself goes on with what it has, whatever limit was set since', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 10 })
      const ask = { on: true, daysBefore: 7, times: 0 }
      await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, ask)
      await of.limit({ maxQuantity: 5 })

      await world.advance(fromDays(60))

      const { state, quantity, terms, renewalFailure } = await held.subscription()
      expect({ state, quantity, terms: terms.length, renewalFailure }).toEqual({
        state: 'active',
        quantity: 10,
        terms: 3,
        renewalFailure: undefined,
      })
    })

    test('R29, R118: a trial becomes paid with the seats that were tried, whatever limit was set since', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 10, trial: true })
      await of.limit({ maxQuantity: 5 })

      await expect(held.quote('conversion', 11)).rejects.toMatchObject({
        code: 'catalog.quantity_limit_exceeded',
      })
      expect((await held.buy('conversion', 10)).state).toBe('completed')
    })

    test('R51, R120: what was priced before the delisting is not sold after it', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 2 })
      const tried = await holding(of, { quantity: 1, trial: true })
      const renewal = await held.quote('renewal', 2)
      const more = await held.quote('change', 3)
      const conversion = await tried.quote('conversion', 1)
      const operator = await world.given.operator()
      await world.market.catalog.delist(operator, of.productId, { reason: '违规' })

      const pay = (buyer: MemberActor, { id }: { id: string }) =>
        world.market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
      await expect(pay(held.buyer, renewal)).rejects.toMatchObject({ code: 'catalog.not_renewable' })
      await expect(pay(held.buyer, more)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
      await expect(pay(tried.buyer, conversion)).rejects.toMatchObject({ code: 'catalog.not_renewable' })
      expect((await held.subscription()).terms).toHaveLength(1)
    })

    test('R53: during a suspension what is held is renewed, and no more of it is sold', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 2 })
      const more = await held.quote('change', 3)
      const renewal = await held.quote('renewal', 2)
      const larger = await held.quote('renewal', 5)
      const operator = await world.given.operator()
      await world.market.catalog.suspend(operator, of.productId, { days: 15, reason: '热线无人接听' })
      const refused = { code: 'catalog.not_on_sale' }
      await expect(held.quote('renewal', 5)).rejects.toMatchObject(refused)
      await expect(
        world.market.quotes.pay({ actor: held.buyer }, larger.id as Id<'quo'>),
      ).rejects.toMatchObject(refused)

      await expect(
        world.market.quotes.pay({ actor: held.buyer }, more.id as Id<'quo'>),
      ).rejects.toMatchObject({
        code: 'catalog.not_on_sale',
      })
      await world.market.quotes.pay({ actor: held.buyer }, renewal.id as Id<'quo'>)
      expect((await held.subscription()).terms).toHaveLength(2)
    })

    test('R30: payments that add to the same two things, named in either order, do not wait for each other in a circle', async () => {
      const price = { period: 'month' as const, unitPrice: { amount: '10', currency: 'CNY' as const } }
      const one = { features: [], prices: [price] }
      const of = await selling(openAtOnce, {
        specifications: [
          { ...one, name: { zh: '基础版', en: 'Basic' } },
          { ...one, name: { zh: '专业版', en: 'Pro' } },
        ],
      })
      const { market, platform } = world
      const { specifications } = await market.views.getProduct(of.productId)
      const items = specifications.map(({ skus }) => skus[0]?.priceItems[0]?.id as Id<'pri'>)
      for (const { id } of specifications)
        await market.catalog.restock(
          { actor: of.seller },
          { productId: of.productId, specificationId: id as Id<'spc'> },
          { change: 100, remark: 'first' },
        )
      const pay = []
      for (let n = 0; n < 16; n += 1) {
        const buyer = await world.given.buyer(1_000_000n)
        const { orderId } = await market.orders.submit(
          { actor: buyer },
          {
            lines: items.map((priceItemId) => ({ priceItemId, quantity: 1, periodCount: 1 })),
            expectedTotal: fromDecimal('20.00', 'CNY'),
            agreed: true,
          },
        )
        await market.orders.pay({ actor: buyer }, orderId)
        await world.settle()
        const lines = []
        for (const line of (await market.orders.get(platform.db, orderId)).lines) {
          const found = await market.subscriptions.findByLine(platform.db, line.id)
          lines.push({
            subscriptionId: found?.id as Id<'sub'>,
            priceItemId: line.priceItemId,
            quantity: 2,
            periodCount: 1,
          })
        }
        const named = n % 2 === 0 ? lines : lines.toReversed()
        const { id } = await market.quotes.ask(buyer, { kind: 'renewal', lines: named })
        pay.push(() => market.quotes.pay({ actor: buyer }, id as Id<'quo'>))
      }

      // Each payment takes from both stocks. Without a fixed lock order PostgreSQL would end deadlocks after a second,
      // and some payments would fail.
      const paid = await Promise.allSettled(pay.map((go) => go()))

      expect(paid.map(({ status }) => status)).toEqual(pay.map(() => 'fulfilled'))
    })

    /** Returns the whole service within the five days (R130). */
    const giveBack = async ({ buyer, subscriptionId }: Awaited<ReturnType<typeof holding>>) => {
      const { refunds, subscriptions } = world.market
      const held = await subscriptions.getHeld(world.platform.db, subscriptionId)
      const { refundable } = await refunds.listReturnable(held as NonNullable<typeof held>)
      const amount = refundable.find(({ kind }) => kind === 'five_day')?.amount.amount ?? '0.00'
      await refunds.ask({ actor: buyer }, subscriptionId, {
        kind: 'five_day',
        expectedAmount: fromDecimal(amount, 'CNY'),
      })
      await world.settle()
    }
    const withStock = async (of: Selling, units: number) => {
      const place = { productId: of.productId, specificationId: of.specificationId }
      await world.market.catalog.restock({ actor: of.seller }, place, { change: units, remark: 'first' })
      return async () =>
        (await world.market.views.getStock(place, { actor: of.seller, language: 'en-US' })).units
    }

    test('R30, R122: more seats come from stock; with none left a scale-out is refused, when it is priced and when it is paid', async () => {
      const of = await selling()
      const left = await withStock(of, 5)
      const held = await holding(of, { quantity: 2 })
      await held.buy('change', 4)
      expect(await left()).toBe(1)
      const [one, other] = [await held.quote('change', 5), await held.quote('change', 5)]
      const rival = await holding(of, { quantity: 1 })
      expect(await left()).toBe(0)

      for (const { id } of [one, other])
        await expect(world.market.quotes.pay({ actor: held.buyer }, id as Id<'quo'>)).rejects.toMatchObject({
          code: 'catalog.stock_insufficient',
          details: { left: 0 },
        })
      await expect(rival.quote('change', 2)).rejects.toMatchObject({ code: 'catalog.stock_insufficient' })
      // A renewal with the present quantity takes no stock.
      expect((await held.buy('renewal', 4)).state).toBe('completed')
      expect((await held.subscription()).quantity).toBe(4)
    })

    test('R30, R119: a renewal with more seats takes those that are added', async () => {
      const of = await selling()
      const left = await withStock(of, 5)
      const held = await holding(of, { quantity: 2 })
      await world.advance(fromDays(10))

      await held.buy('renewal', 4)

      expect(await left()).toBe(1)
      await world.advance(fromDays(30))
      await expect(held.quote('renewal', 6)).rejects.toMatchObject({ code: 'catalog.stock_insufficient' })
    })

    test('R30, R70: a change that the seller does not make gives back what it took', async () => {
      const of = await selling((request) =>
        request.activity === 'upgradeInstance' ? { resultCode: '000005' } : openAtOnce(request),
      )
      const left = await withStock(of, 5)
      const held = await holding(of, { quantity: 2 })
      await held.buy('change', 4)
      expect(await left()).toBe(1)

      await world.advance(fromHours(4))

      expect(await left()).toBe(3)
    })

    test('R30, R29, R118: a trial takes nothing, what it becomes takes its seats and counts as a purchase', async () => {
      const of = await selling()
      const left = await withStock(of, 3)
      await of.limit({ maxPurchases: 1 })
      const held = await holding(of, { quantity: 2, trial: true })
      expect(await left()).toBe(3)
      await expect(held.quote('conversion', 4)).rejects.toMatchObject({ code: 'catalog.stock_insufficient' })
      await held.buy('conversion', 2)

      expect(await left()).toBe(1)
      await expect(order(held.buyer, of, { quantity: 1 })).rejects.toMatchObject({
        code: 'catalog.purchase_limit_reached',
      })
    })

    test('R29, R118: who has bought as often as the limit says does not buy once more by way of a trial', async () => {
      const of = await selling()
      const held = await holding(of, { quantity: 1, trial: true })
      await of.limit({ maxPurchases: 1 })
      await world.market.orders.pay({ actor: held.buyer }, await order(held.buyer, of, { quantity: 1 }))

      await expect(held.quote('conversion', 1)).rejects.toMatchObject({
        code: 'catalog.purchase_limit_reached',
      })
    })

    test('R30, R130: a service that is returned gives all back that was taken for it', async () => {
      const of = await selling()
      const left = await withStock(of, 5)
      const held = await holding(of, { quantity: 2 })
      await held.buy('change', 4)

      await giveBack(held)

      expect(await left()).toBe(5)
    })

    test('R31: a trial makes no owner; who has a paid service is one until it is released or returned', async () => {
      const of = await selling()
      const related = await world.given.seller()
      const productId = await runInTx(world.platform, { actor: system }, (tx) =>
        world.market.catalog.addProduct(tx, related.sellerId, {
          name: { zh: '配套商品', en: 'Companion' },
          summary: { zh: '一句话', en: 'One sentence' },
          description: { zh: '说明', en: 'Description' },
          category: 'collaboration',
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
      await world.market.catalog.setSaleTerms(related, productId, {
        audience: { kind: 'owners', productId: of.productId },
        specifications: [],
      })
      const { specifications } = await world.market.views.getProduct(productId)
      const companion = { ...of, itemId: specifications[0]?.skus[0]?.priceItems[0]?.id as Id<'pri'> }
      const buys = (buyer: MemberActor) => order(buyer, companion, { quantity: 1 })
      const refused = { code: 'catalog.not_for_this_buyer' }
      const [paid, tried] = [
        await holding(of, { quantity: 1 }),
        await holding(of, { quantity: 1, trial: true }),
      ]

      await expect(buys(tried.buyer)).rejects.toMatchObject(refused)
      await expect(buys(paid.buyer)).resolves.toBeDefined()
      await tried.buy('conversion', 1)
      await expect(buys(tried.buyer)).resolves.toBeDefined()
      await giveBack(tried)
      await expect(buys(tried.buyer)).rejects.toMatchObject(refused)
      // R113: during a day of grace and one of retention the service still stands.
      await world.advance(fromDays(31) + fromHours(12))
      expect((await paid.subscription()).state).toBe('retention')
      await expect(buys(paid.buyer)).resolves.toBeDefined()
      await world.advance(fromDays(1))
      expect((await paid.subscription()).state).toBe('released')
      await expect(buys(paid.buyer)).rejects.toMatchObject(refused)
    })
  },
)

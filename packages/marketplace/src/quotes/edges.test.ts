import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { addMs, fromDays, fromHours, createMoney, toIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import { moveAtOnce } from './testing/move-at-once.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the edges of a subscription’s life, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl, calls: { timeLimitMs: 1500 } })
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  type Edition = 'basic' | 'pro' | 'max'
  type Ask = {
    edition?: Edition
    period?: 'month' | 'year'
    quantity?: number
    periodCount?: number
  }
  type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>

  /** Basic costs ¥10 a month and ¥100 a year, Pro ¥30 and ¥300, Max ¥50 and ¥500; a trial of Basic runs ten days. */
  async function listEditions(): Promise<Id<'prd'>> {
    const { sellerId } = await world.given.seller()
    return runInTx(world.platform, { actor: system }, async (tx) => {
      const both = (amount: string, trialDays?: number) => [
        {
          period: 'month' as const,
          unitPrice: { amount, currency: 'CNY' as const },
          ...(trialDays !== undefined && { trialDays }),
        },
        { period: 'year' as const, unitPrice: { amount: `${amount}0`, currency: 'CNY' as const } },
      ]
      const productId = await world.market.catalog.addProduct(tx, sellerId, {
        name: { zh: '商品', en: 'Product' },
        summary: { zh: '一句话', en: 'One sentence' },
        description: { zh: '说明', en: 'Description' },
        category: 'collaboration',
        quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 1, max: 100 },
        attributes: [
          {
            name: { zh: '版本', en: 'Edition' },
            values: [
              { zh: '基础版', en: 'basic' },
              { zh: '专业版', en: 'pro' },
              { zh: '旗舰版', en: 'max' },
            ],
          },
        ],
        specifications: [
          {
            name: { zh: '标准', en: 'Standard' },
            features: [],
            skus: [
              { values: [0], prices: both('10', 10) },
              { values: [1], prices: both('30') },
              { values: [2], prices: both('50') },
            ],
          },
        ],
        state: 'listed',
      })
      await world.market.access.addKeyIn(tx, sellerId, 'basic')
      await world.market.access.registerAnew(tx, { sellerId, url: seller.url })
      return productId
    })
  }

  /** A buyer with this balance has one seat of Basic for this many months, or a trial of it. */
  async function running(
    script: Script = openAtOnce,
    { fen = 1_000_000n, months = 1, trial = false }: { fen?: bigint; months?: number; trial?: boolean } = {},
  ) {
    seller = await openScriptedSeller()
    seller.answer(script)
    const { market, platform } = world
    const productId = await listEditions()
    const buyer = await world.given.buyer(fen)
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      {
        lines: [
          {
            priceItemId: await world.given.monthlyPriceItem(productId),
            quantity: 1,
            periodCount: months,
            ...(trial && { trial }),
          },
        ],
        expectedTotal: createMoney(trial ? 0n : BigInt(months) * 1000n, 'CNY'),
        agreed: true,
      },
    )
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
    const priceItem = async (edition: Edition, period: 'month' | 'year') => {
      const { choices } = await market.subscriptions.listChoices(buyer, subscriptionId)
      const choice = choices.find(({ attributes }) => attributes[0]?.value.en === edition)
      return choice?.prices.find((one) => one.period === period)?.priceItemId as Id<'pri'>
    }
    const quote = async (
      kind: 'renewal' | 'change' | 'conversion',
      { edition = 'basic', period = 'month', quantity = 1, periodCount = 1 }: Ask = {},
    ) =>
      market.quotes.ask(buyer, {
        kind,
        lines: [
          {
            subscriptionId,
            priceItemId: await priceItem(edition, period),
            quantity,
            ...(kind !== 'change' && { periodCount }),
          },
        ],
      })
    const pay = async (...ask: Parameters<typeof quote>) => {
      const { id } = await quote(...ask)
      return (await market.quotes.pay({ actor: buyer }, id as Id<'quo'>)).orderId
    }
    const buy = async (...ask: Parameters<typeof quote>) => {
      const bought = await pay(...ask)
      await world.settle()
      return bought
    }
    const order = (of: Id<'ord'>) => market.orders.get(platform.db, of)
    const balance = async () =>
      (await market.ledger.getBalance(platform.db, buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
    return { buyer, subscriptionId, subscription, priceItem, quote, pay, buy, order, balance }
  }

  test('R121: what was paid, a change included, is what the next one gives credit for, whatever price was named', async () => {
    const held = await running(openAtOnce, { months: 14 })

    // More than a year is left, so the yearly price applies, though the quote names the monthly one.
    const first = await held.quote('change', { edition: 'pro', period: 'month' })
    await held.buy('change', { edition: 'pro', period: 'month' })
    const second = await held.quote('change', { edition: 'max', period: 'month' })

    const [one, other] = [first.lines[0]?.fee, second.lines[0]?.fee]
    // Fourteen months at 10 are 140; the fee is 350.1369863 − 140 = 210.14.
    expect([one?.newPart, first.total.amount]).toEqual(['350.1369863', '210.14'])
    expect(other?.oldPart).toBe('350.14')
  })

  test('R119: what was changed is shown as it is held, in its term and in what happened, also when that is over', async () => {
    const held = await running()
    const changed = await held.buy('change', { edition: 'pro' })
    await held.buy('renewal', { edition: 'basic' })

    await world.advance(fromDays(32))

    const { terms, history } = await world.market.views.getService(held.subscriptionId, {
      actor: held.buyer,
      language: 'en-US',
    })
    expect(terms.map(({ attributes }) => attributes?.map(({ value }) => value.en))).toEqual([
      ['pro'],
      ['basic'],
    ])
    expect(history.find(({ kind }) => kind === 'service.changed')?.data).toMatchObject({
      attributes: [{ value: { en: 'pro' } }],
      quantity: 1,
      orderId: changed,
    })
  })

  test('R70: a change that is under way when its service is released gives its money back', async () => {
    const held = await running((request) =>
      request.activity === 'upgradeInstance' ? { resultCode: '000005' } : openAtOnce(request),
    )
    await world.advance(fromDays(29) + fromHours(23))
    const orderId = await held.pay('change', { quantity: 3 })
    expect(await held.balance()).toBeLessThan(999_000n)

    await moveAtOnce(world, fromDays(10))

    expect((await held.subscription()).state).toBe('released')
    expect((await held.order(orderId)).state).toBe('refunded')
    expect(await held.balance()).toBe(999_000n)
    expect((await held.subscription()).changing).toBeUndefined()
  })

  test('R110: what renews itself has renewed as often as it was due, however late somebody looks', async () => {
    const held = await running()
    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 0,
    })

    await moveAtOnce(world, fromDays(75))

    const { state, endsAt, terms } = await held.subscription()
    expect({ state, endsAt: toIso(endsAt ?? 0), terms: terms.length }).toEqual({
      state: 'active',
      endsAt: '2027-02-24T06:33:00.000Z',
      terms: 3,
    })
    await world.advance(fromDays(40))
    expect((await held.subscription()).state).toBe('active')
  })

  test('R73: the order of a renewal that the seller never confirmed is complete when the service is over', async () => {
    const held = await running((request) =>
      request.activity === 'refreshInstance' ? { resultCode: '000005' } : openAtOnce(request),
    )
    const orderId = await held.buy('renewal')

    await world.advance(fromDays(80))

    expect((await held.subscription()).state).toBe('released')
    expect((await held.order(orderId)).state).toBe('completed')
  })

  test('R112: an edition that the seller never took over is not complete by another order’s end', async () => {
    const held = await running((request) =>
      request.activity === 'refreshInstance' && request.members.scene === 'RENEWAL_CHANGE'
        ? { resultCode: '000005' }
        : openAtOnce(request),
    )
    await world.advance(fromDays(5))
    const changing = await held.buy('renewal', { edition: 'pro' })
    await world.advance(fromDays(26))
    expect((await held.order(changing)).state).toBe('processing')

    const next = await held.buy('renewal', { edition: 'pro' })

    expect((await held.order(next)).state).toBe('completed')
    expect((await held.order(changing)).state).toBe('processing')
  })

  test.each(['renews', 'decides about automatic renewal'] as const)(
    'R119: a term that begins while its buyer %s is told to the seller, once',
    async (act) => {
      const held = await running()
      await world.advance(fromDays(5))
      const changing = await held.buy('renewal', { edition: 'pro' })
      const begins = (await held.subscription()).terms[1]?.startsAt as Instant
      await world.advance(addMs(begins, -1) - world.clock.now())
      const { id } = await held.quote('renewal', { edition: 'pro' })
      const { market, clock } = world

      // The term begins between two reads of the clock, after the due wake-ups have run.
      const now = vi.spyOn(clock, 'now').mockReturnValue(addMs(begins, 1))
      const before = act === 'renews' ? 2 : 1
      for (let looks = 0; looks < before; looks++) now.mockReturnValueOnce(addMs(begins, -1))
      if (act === 'renews') await market.quotes.pay({ actor: held.buyer }, id as Id<'quo'>)
      else
        await market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
          on: true,
          daysBefore: 7,
          times: 0,
        })
      now.mockRestore()
      await world.advance(fromDays(1))

      const told = seller.of('refreshInstance').map(({ members }) => members.scene)
      expect(told.filter((scene) => scene === 'RENEWAL_CHANGE')).toHaveLength(1)
      expect((await held.order(changing)).state).toBe('completed')
    },
  )

  test('R119: no change during validity while any paid term to come holds something else', async () => {
    // The term from 24 February on is shorter than the thirty days in which a renewal may change it.
    const held = await running(openAtOnce, { months: 3 })
    await world.advance(fromDays(90) + fromHours(1))
    await held.buy('renewal', { edition: 'pro' })
    await held.buy('renewal')
    expect((await held.subscription()).terms).toHaveLength(3)

    await expect(held.quote('change', { quantity: 2 })).rejects.toMatchObject({
      code: 'subscription.change_to_come',
    })
  })

  test('R121: a change at nine tenths of its price credits what was paid, and freezes its discount', async () => {
    const held = await running()
    const priceItemId = await held.priceItem('pro', 'month')
    const { subscriptionId } = held
    const line = { subscriptionId, priceItemId, quantity: 1, discountE4: 9_000 }

    const quote = await world.market.quotes.ask(held.buyer, { kind: 'change', lines: [line] })
    const { orderId } = await world.market.quotes.pay({ actor: held.buyer }, quote.id as Id<'quo'>)

    expect(quote).toMatchObject({
      total: { amount: '17.00' },
      lines: [{ fee: { newPart: '27.00', oldPart: '10.00' } }],
    })
    expect((await held.order(orderId)).lines[0]?.offer.discountE4).toBe(9_000)
  })

  test('R111, R143: a returned renewal returns what changes charged for its days, and costs the same when it is bought again', async () => {
    const held = await running()
    const { buyer, subscriptionId } = held
    const { refunds, views, subscriptions } = world.market
    await held.buy('renewal')
    const before = await held.balance()
    const changed = await held.buy('change', { quantity: 2 })
    // A second seat for the current month and the next one.
    expect(before - (await held.balance())).toBe(2000n)
    const look = async () => {
      const now = await subscriptions.getHeld(world.platform.db, subscriptionId)
      return now && (await refunds.listReturnable(now)).refundable
    }
    expect(await look()).toMatchObject([
      { kind: 'renewal', amount: { amount: '20.00' } },
      { kind: 'five_day' },
    ])

    const giveBack = (kind: 'renewal' | 'five_day', fen: bigint) =>
      refunds.ask({ actor: buyer }, subscriptionId, { kind, expectedAmount: createMoney(fen, 'CNY') })
    const given = await giveBack('renewal', 2000n)

    const change = await held.order(changed)
    const back = await held.order(given.orderId)
    expect(back.lines.map(({ amount, returnsLineId }) => [amount.amountMinor, returnsLineId])).toEqual([
      [1000n, (await held.subscription()).terms[1]?.orderLineId],
      [1000n, change.lines[0]?.id],
    ])
    expect(change).toMatchObject({ state: 'completed', lines: [{ returned: { amountMinor: 1000n } }] })
    const page = await views.getBuyerOrder(changed, { actor: buyer, language: 'en-US' })
    expect(page).toMatchObject({ lines: [{ returned: { amount: '10.00' }, state: 'completed' }] })
    const after = await held.balance()
    await held.buy('renewal', { quantity: 2 })
    expect(after - (await held.balance())).toBe(2000n)
    // A returned amount is not returned again: two seats for two months were paid, and nothing else is refundable.
    expect(await look()).toMatchObject([
      { kind: 'renewal' },
      { kind: 'five_day', amount: { amount: '40.00' } },
    ])
    await giveBack('five_day', 4000n)
    expect(await held.balance()).toBe(1_000_000n)
  })

  test('R118, R121: the days of a trial that became paid are free for what it was converted to', async () => {
    const held = await running(openAtOnce, { trial: true })
    await held.buy('conversion', { quantity: 3 })

    const quote = await held.quote('change', { edition: 'pro', quantity: 3 })

    // Ten days of the trial at (90 − 30) ÷ 30 a day, and a month at 90 instead of the 30 that were paid.
    expect(quote.total.amount).toBe('80.00')
    expect(quote.lines[0]?.fee).toMatchObject({ days: 41, newPart: '120.00', oldPart: '40.00' })
  })

  test('R111: the seller knows the end that holds after renewals were returned, the one with another edition too', async () => {
    const held = await running()
    await world.advance(fromDays(5))
    await held.buy('renewal', { edition: 'pro' })
    await held.buy('renewal', { edition: 'pro' })
    const { market } = world
    const { terms } = await held.subscription()
    for (const term of terms.toReversed().slice(0, 2))
      await runInTx(world.platform, { actor: system }, async (tx) => {
        const { refundOrder } = await market.orders.returnLines(tx, {
          returns: [{ lineId: term.orderLineId, amount: createMoney(3000n, 'CNY'), closes: true }],
          subscriptionId: held.subscriptionId,
        })
        const now = await market.subscriptions.look(tx, held.subscriptionId, world.clock.now())
        await market.subscriptions.returnTerm(tx, now, { termId: term.id, refundOrder })
      })
    await world.settle()

    expect(seller.of('refreshInstance').at(-1)?.members.expireTime).toBe('20261224063300000')
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, fromHours, fromMinutes, createMoney, omitUndefined, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listWorldEngines } from '../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('the life of a subscription, on %s', (engine) => {
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

  type Script = (request: SellerRequest) => SellerReply | Promise<SellerReply>
  /** A buyer with this balance has one seat for a month, at ¥10.00. */
  async function running(script: Script = openAtOnce, fen = 100_000n) {
    seller = await openScriptedSeller()
    seller.answer(script)
    const { productId } = await world.given.listedProduct(seller.url)
    const buyer = await world.given.buyer(fen)
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    const { market, platform } = world
    const line = (await market.orders.get(platform.db, orderId)).lines[0]
    const { id } = (await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)) ?? {}
    const subscriptionId = id as Id<'sub'>
    const subscription = async () => {
      const found = await market.subscriptions.getHeld(platform.db, subscriptionId)
      if (!found) throw new Error('There is no subscription')
      return { ...found.subscription, terms: found.terms }
    }
    const choices = () => market.subscriptions.listChoices(buyer, subscriptionId)
    const price = async (period: 'month' | 'year') => {
      const found = (await choices()).choices[0]?.prices.find((one) => one.period === period)
      return found?.priceItemId as Id<'pri'>
    }
    const quote = async (
      kind: 'renewal' | 'change',
      {
        period = 'month',
        quantity = 1,
        periodCount,
      }: { period?: 'month' | 'year'; quantity?: number; periodCount?: number } = {},
    ) =>
      market.quotes.ask(buyer, {
        kind,
        lines: [
          {
            subscriptionId,
            priceItemId: await price(period),
            quantity,
            ...(kind === 'renewal' && { periodCount: periodCount ?? 1 }),
          },
        ],
      })
    const buy = async (...ask: Parameters<typeof quote>) => {
      const { id: quoteId } = await quote(...ask)
      const { orderId: bought } = await market.quotes.pay({ actor: buyer }, quoteId as Id<'quo'>)
      await world.settle()
      return bought
    }
    const order = (of: Id<'ord'>) => market.orders.get(platform.db, of)
    const balance = async () =>
      (await market.ledger.getBalance(platform.db, buyer.buyerId as Id<'byr'>, 'CNY')).amountMinor
    const kinds = async () => (await listHistory(platform.db, subscriptionId)).map((entry) => entry.kind)
    /** Without the news of orders that went well. */
    const messagesTo = async (party: Parameters<typeof market.notifications.list>[0]) =>
      (await market.notifications.list(party, { limit: 50 })).items
        .filter(({ kind }) => !kind.startsWith('order_'))
        .toReversed()
    const messages = () => messagesTo({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> })
    return { buyer, subscriptionId, subscription, quote, buy, order, balance, kinds, messages, messagesTo }
  }
  const end = async (of: { subscription: () => Promise<{ endsAt?: number }> }) =>
    toIso((await of.subscription()).endsAt ?? 0)

  test('R109, R112: a renewal adds a term where the last one ends, and the seller is told the new end', async () => {
    const held = await running()

    const orderId = await held.buy('renewal')

    expect(await end(held)).toBe('2027-01-24T06:33:00.000Z')
    expect((await held.order(orderId)).state).toBe('completed')
    expect(await held.balance()).toBe(98_000n)
    expect(seller.of('refreshInstance').map(({ members }) => [members.scene, members.expireTime])).toEqual([
      ['RENEWAL', '20270124063300000'],
    ])
    expect((await held.subscription()).terms).toHaveLength(2)
    expect(await held.kinds()).toEqual(['service.opened', 'service.renewed'])
  })

  test('R109: a quote says the price that its amount is computed from', async () => {
    const held = await running()

    const { lines } = await held.quote('renewal', { periodCount: 3 })

    expect(lines).toMatchObject([
      {
        price: { unitPrice: { amount: '10', currency: 'CNY' } },
        after: { quantity: 1, periodCount: 3 },
        amount: { amount: '30.00', currency: 'CNY' },
      },
    ])
  })

  test('R113: services are listed by when they lose their use or their data; what renews automatically comes last', async () => {
    const held = await running()
    const buyerId = held.buyer.buyerId as Id<'byr'>
    const { productId } = await held.subscription()
    const buy = async () => {
      const orderId = await world.given.paidOrder(held.buyer, productId)
      await world.settle()
      return orderId
    }
    await world.advance(fromDays(1))
    const inGrace = await buy()
    await world.advance(fromDays(20))
    const active = await buy()
    const renewing = await buy()
    const { market, platform } = world
    const line = (await market.orders.get(platform.db, renewing)).lines[0]
    const found = await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>)
    await market.subscriptions.setAutoRenewal(held.buyer, found?.id as Id<'sub'>, {
      on: true,
      daysBefore: 1,
      times: 0,
    })
    await world.advance(fromDays(10.5))
    const last = await buy()

    const list = async () => {
      const listed = []
      for (let after: string | undefined, isOver = false; !isOver;) {
        const page = await market.views.listServices(
          { buyerId, sort: 'loss' },
          omitUndefined({ limit: 2, after }),
        )
        listed.push(...page.items)
        after = page.next
        isOver = after === undefined
      }
      return listed
    }

    const listed = await list()
    expect(listed.map(({ state }) => state)).toEqual(['grace', 'retention', 'active', 'active', 'active'])
    expect(listed.map(({ order }) => order.id)).toEqual([inGrace, expect.any(String), active, last, renewing])
  })

  test('R113: the level that a buyer has when a service expires decides; a later one changes nothing for it', async () => {
    const held = await running()
    const { parties } = world.market
    const operator = await world.given.operator()
    const buyerId = held.buyer.buyerId as Id<'byr'>
    await parties.setLevel(operator, buyerId, { level: 'V4', reason: 'a good customer' })
    await world.advance(fromDays(31))

    await parties.setLevel(operator, buyerId, { level: 'V0', reason: 'a mistake' })

    const { state, graceUntil, retentionUntil } = await held.subscription()
    expect([state, toIso(graceUntil ?? 0), toIso(retentionUntil ?? 0)]).toEqual([
      'grace',
      '2026-12-31T06:33:00.000Z',
      '2027-01-15T06:33:00.000Z',
    ])
    await world.advance(fromDays(20))
    expect((await held.subscription()).state).toBe('retention')
    await world.advance(fromDays(1))
    expect((await held.subscription()).state).toBe('released')
  })

  test('R7, R287: its page tells what happened to it, newest first; its orders can be asked for by their kind', async () => {
    const held = await running()
    const renewal = await held.buy('renewal')

    const { views } = world.market
    const shown = await views.getService(held.subscriptionId, { actor: held.buyer, language: 'en-US' })
    const buyerId = held.buyer.buyerId as Id<'byr'>
    const sellerId = shown.seller.id as Id<'sel'>
    const lists = [
      await views.listBuyerOrders({ buyerId, kind: 'renewal' }, { limit: 10 }),
      await views.listSellerOrders({ sellerId, kind: 'renewal' }, { limit: 10 }),
      await views.listAllOrders({ kind: 'renewal' }, { limit: 10 }),
    ]

    expect(shown.history.map(({ kind }) => kind)).toEqual(['service.renewed', 'service.opened'])
    expect(shown.history[0]?.data).not.toHaveProperty('buyerId')
    for (const { items } of lists) expect(items.map(({ id }) => id)).toEqual([renewal])
  })

  test('R16: a renewal by the year tells the other productId', async () => {
    const held = await running()

    await held.buy('renewal', { period: 'year' })

    expect(await end(held)).toBe('2027-12-24T06:33:00.000Z')
    expect(seller.of('refreshInstance')[0]?.members.productId).toMatch(/./)
  })

  test('R113, R114: what is not renewed goes through grace and retention to its release; the seller is told at each', async () => {
    const held = await running()

    await world.advance(fromDays(40))

    expect((await held.subscription()).state).toBe('released')
    expect(await held.kinds()).toEqual([
      'service.opened',
      'service.expired',
      'service.frozen',
      'service.released',
    ])
    const told = [...seller.of('updateInstanceStatus'), ...seller.of('releaseInstance')]
    expect(told.map(({ members }) => members.status ?? members.activity)).toEqual([
      'FREEZE',
      'releaseInstance',
    ])
    const times = (await listHistory(world.platform.db, held.subscriptionId)).map((entry) => toIso(entry.at))
    expect(times.slice(1)).toEqual([
      '2026-12-24T06:33:00.000Z',
      '2026-12-25T06:33:00.000Z',
      '2026-12-26T06:33:00.000Z',
    ])
    // A retention of one day has no reminder: the message of its beginning gives its end.
    expect((await held.messages()).map(({ kind, at }) => [kind, toIso(at).slice(0, 10)])).toEqual([
      ['service_expiring', '2026-12-23'],
      ['service_in_grace', '2026-12-24'],
      ['service_frozen', '2026-12-25'],
      ['service_released', '2026-12-26'],
    ])
  })

  test('R113: who comes back during retention is unfrozen, and the term goes on from the old end', async () => {
    const held = await running()
    await world.advance(fromDays(31) + fromHours(1))
    expect((await held.subscription()).state).toBe('retention')

    await held.buy('renewal')

    expect((await held.subscription()).state).toBe('active')
    expect(await end(held)).toBe('2027-01-24T06:33:00.000Z')
    expect(seller.of('updateInstanceStatus').map(({ members }) => members.status)).toEqual([
      'FREEZE',
      'UNFREEZE',
    ])
  })

  test('R110: it renews itself at 03:00 seven days before the end, and counts down', async () => {
    const held = await running()
    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 2,
    })

    await world.advance(fromDays(120))

    const { terms, state, renewsItself } = await held.subscription()
    expect(terms).toHaveLength(3)
    expect({ state, renewsItself }).toEqual({ state: 'released', renewsItself: false })
    const renewed = (await listHistory(world.platform.db, held.subscriptionId)).filter(
      ({ kind }) => kind === 'service.renewed',
    )
    expect(renewed.map(({ at }) => toIso(at))).toEqual([
      '2026-12-16T19:00:00.000Z',
      '2027-01-16T19:00:00.000Z',
    ])
    const told = (await held.messages()).filter(({ kind }) => kind === 'service_renewed_itself')
    expect(told.map(({ data }) => data)).toMatchObject([
      { amount: { amount: '10.00', currency: 'CNY' }, endsAt: '2027-01-24T06:33:00.000Z' },
      { amount: { amount: '10.00', currency: 'CNY' }, endsAt: '2027-02-24T06:33:00.000Z' },
    ])
  })

  test('R110: without money it is tried each day to the end of retention, and told', async () => {
    const held = await running(openAtOnce, 1_000n)
    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 3,
      times: 0,
    })

    await world.advance(fromDays(60))

    const failed = (await held.kinds()).filter((kind) => kind === 'auto_renewal.failed')
    // At 03:00 in Shanghai, from three days before the end, daily; the release is on the 26th at 14:33.
    expect(failed).toHaveLength(6)
    // The last message stays, without a next try.
    const told = (await held.messages()).filter(({ kind }) => kind === 'auto_renewal_failed')
    expect(told.map(({ data }) => data)).toEqual([
      expect.objectContaining({ code: 'ledger.balance_insufficient', serviceId: held.subscriptionId }),
    ])
    expect(told[0]?.data).not.toHaveProperty('nextTryAt')
    expect((await held.subscription()).state).toBe('released')
  })

  test('R122: more seats cost the difference for the days that are left, and hold when the seller has confirmed', async () => {
    const held = await running()
    await world.advance(fromDays(20))

    const quote = await held.quote('change', { quantity: 3 })
    const orderId = await held.buy('change', { quantity: 3 })

    // ¥20.00 more a month, for 10 of 30 days.
    expect(quote).toMatchObject({ total: { amount: '6.67' }, lines: [{ fee: { days: 10 } }] })
    expect((await held.order(orderId)).state).toBe('completed')
    expect((await held.subscription()).quantity).toBe(3)
    expect(seller.of('upgradeInstance')).toHaveLength(1)
    expect(await held.balance()).toBe(99_000n - 667n)
  })

  test('R70: a change that the seller does not make in three hours is refunded, and the service stays', async () => {
    const held = await running((request) =>
      request.activity === 'upgradeInstance' ? { resultCode: '000005' } : openAtOnce(request),
    )

    const orderId = await held.buy('change', { quantity: 2 })
    await world.advance(fromHours(4))

    expect((await held.order(orderId)).state).toBe('refunded')
    expect(await held.balance()).toBe(99_000n)
    expect(await held.subscription()).toMatchObject({ quantity: 1, state: 'active' })
    expect(await held.kinds()).toEqual(['service.opened', 'service.change_failed'])
  })

  test('R119, R125: a change reaches what is paid already, keeps its productId, and says what holds when that begins', async () => {
    const held = await running()
    await held.buy('renewal', { period: 'year' })
    const [, renewed] = (await held.subscription()).terms

    const orderId = await held.buy('change', { quantity: 3 })
    await world.advance(fromDays(31))

    const { quantity, priceItemId, presentLineId, terms } = await held.subscription()
    const [line] = (await held.order(orderId)).lines
    expect({ quantity, presentLineId }).toEqual({ quantity: 3, presentLineId: line?.id })
    expect(terms[1]).toMatchObject({ id: renewed?.id, quantity: 3, periodCount: 1, period: 'year' })
    // A year at 100, and two more seats at the yearly price.
    expect(terms[1]?.carried).toMatchObject({ amountE8: 300_00000000n, pricedBy: 'year' })
    expect(priceItemId).toBe(renewed?.priceItemId)
  })

  test('R119: a change that its seller makes when the service has lapsed meanwhile is what a renewal goes on with', async () => {
    let up = false
    const held = await running((request) =>
      request.activity === 'upgradeInstance' && !up ? { resultCode: '000005' } : openAtOnce(request),
    )
    await world.advance(fromDays(30) - fromMinutes(30))
    await held.buy('change', { quantity: 3 })
    await world.advance(fromMinutes(35))
    expect((await held.subscription()).changing).toBeDefined()
    up = true
    await world.advance(fromMinutes(5))
    expect(await held.subscription()).toMatchObject({ state: 'grace', quantity: 3 })

    await world.market.subscriptions.setAutoRenewal(held.buyer, held.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 0,
    })
    await world.advance(fromDays(1))

    const { state, quantity, terms } = await held.subscription()
    expect({ state, quantity, renewed: terms[1]?.quantity }).toEqual({
      state: 'active',
      quantity: 3,
      renewed: 3,
    })
  })

  test('R119: a smaller edition at renewal is asked for first, holds from the next term, and is told then', async () => {
    const held = await running()
    await world.market.quotes.pay(
      { actor: held.buyer },
      (await held.quote('change', { quantity: 5 })).id as Id<'quo'>,
    )
    await world.settle()
    await world.advance(fromDays(10))

    const orderId = await held.buy('renewal', { quantity: 2 })

    expect(seller.of('changeInstanceCheck')[0]?.members.productInfo).toMatchObject({ linearValue: 2 })
    expect(seller.of('refreshInstance')).toHaveLength(0)
    expect(await held.subscription()).toMatchObject({ quantity: 5 })
    await world.advance(fromDays(20))
    expect(await held.subscription()).toMatchObject({ quantity: 2, state: 'active' })
    expect(seller.of('refreshInstance').map(({ members }) => members.scene)).toEqual(['RENEWAL_CHANGE'])
    expect((await held.order(orderId)).state).toBe('completed')
  })

  test('R119: the seller’s refusal is given on in their words, and nothing is charged', async () => {
    const held = await running((request) =>
      request.activity === 'changeInstanceCheck'
        ? { resultCode: '000005', resultMsg: '12 seats are in use' }
        : openAtOnce(request),
    )
    await world.advance(fromDays(5))

    await expect(held.quote('renewal', { quantity: 2 })).rejects.toMatchObject({
      code: 'quote.refused_by_seller',
      details: { reason: '12 seats are in use' },
    })
  })

  test('R119: a server that does not know the question is not to be asked again, and its seller is told', async () => {
    const held = await running((request) =>
      request.activity === 'changeInstanceCheck'
        ? (response) => void response.writeHead(400).end('unknown activity')
        : openAtOnce(request),
    )
    await world.advance(fromDays(5))

    await expect(held.quote('renewal', { quantity: 2 })).rejects.toMatchObject({
      kind: 'refused',
      code: 'quote.change_not_answered',
    })
    const { sellerId, productId } = await held.subscription()
    const [message] = await held.messagesTo({ kind: 'seller', id: sellerId })
    expect(message).toMatchObject({
      kind: 'change_check_unanswered',
      subject: productId,
      data: { productId, verdict: { code: 'http_status', params: { status: 400 } } },
    })
    expect(await held.quote('renewal')).toMatchObject({ kind: 'renewal' })
  })

  test('R119: a server that is away may be asked again, and its seller is told nothing', async () => {
    const held = await running((request) =>
      request.activity === 'changeInstanceCheck'
        ? (response) => void response.writeHead(502).end()
        : openAtOnce(request),
    )
    await world.advance(fromDays(5))

    await expect(held.quote('renewal', { quantity: 2 })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'quote.seller_unreachable',
    })
    const { sellerId } = await held.subscription()
    expect(await held.messagesTo({ kind: 'seller', id: sellerId })).toEqual([])
  })

  test('R124: a quote lives fifteen minutes, is paid once, and not when the service has changed', async () => {
    const held = await running()
    const { quotes } = world.market
    const [late, first, second] = [
      await held.quote('renewal'),
      await held.quote('renewal'),
      await held.quote('renewal'),
    ]
    const pay = (quote: { id: string }) => quotes.pay({ actor: held.buyer }, quote.id as Id<'quo'>)
    await pay(first)

    await expect(pay(first)).rejects.toMatchObject({ code: 'quote.paid' })
    await expect(pay(second)).rejects.toMatchObject({ code: 'quote.outdated' })
    await world.advance(fromMinutes(15))
    await expect(pay(late)).rejects.toMatchObject({ code: 'quote.expired' })
  })

  test('R73: a renewal that the seller does not confirm holds all the same, and is confirmed by the next', async () => {
    let up = false
    const held = await running((request) =>
      request.activity === 'refreshInstance' && !up ? { resultCode: '000005' } : openAtOnce(request),
    )
    const orderId = await held.buy('renewal')
    await world.advance(fromHours(5))
    expect((await held.order(orderId)).state).toBe('processing')
    expect(await end(held)).toBe('2027-01-24T06:33:00.000Z')
    expect(await held.messagesTo({ kind: 'operator' })).toContainEqual(
      expect.objectContaining({ kind: 'renewal_unconfirmed', subject: orderId }),
    )
    up = true

    const next = await held.buy('renewal')

    expect((await held.order(next)).state).toBe('completed')
    expect((await held.order(orderId)).state).toBe('completed')
    expect(createMoney(await held.balance(), 'CNY').amountMinor).toBe(97_000n)
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromHours, fromMinutes } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, listRuleEngines } from '../embedded/index.ts'
import type { ScriptedSeller, SellerReply, SellerRequest, World } from '../embedded/index.ts'
import { openRunning, readEnd } from './testing/running.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('renewals and changes of a subscription, on %s', (engine) => {
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
  async function running(script: Script = openAtOnce) {
    seller = await openScriptedSeller()
    seller.answer(script)
    return openRunning(world, { url: seller.url, fen: 100_000n })
  }

  test('R109, R112: a renewal adds a term where the last one ends, and the seller is told the new end', async () => {
    const held = await running()

    const orderId = await held.buy('renewal')

    expect(await readEnd(held)).toBe('2027-01-24T06:33:00.000Z')
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

    expect(await readEnd(held)).toBe('2027-12-24T06:33:00.000Z')
    expect(seller.of('refreshInstance')[0]?.members.productId).toMatch(/./)
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
    expect(await readEnd(held)).toBe('2027-01-24T06:33:00.000Z')
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

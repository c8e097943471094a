import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, fromDays, fromHours, fromMinutes, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import { moveAtOnce } from './testing/move-at-once.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the period of automatic renewals, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  type Period = 'month' | 'year'

  /** A buyer with ¥1,000 and one seat, at ¥10 a month or ¥100 a year, bought for one of these. */
  async function running(bought: Period = 'month') {
    server = await openScriptedSeller()
    server.answer(openAtOnce)
    const { market, platform } = world
    const { productId } = await world.given.listedProduct(server.url)
    const buyer = await world.given.buyer(100_000n)
    const monthly = await market.catalog.getPurchasable(
      platform.db,
      await world.given.monthlyPriceItem(productId),
    )
    const siblings = await market.catalog.listSiblings(platform.db, monthly)
    const item = siblings.find(({ priceItem }) => priceItem.period === bought) ?? monthly
    const { orderId } = await market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId: item.priceItem.id, quantity: 1, periodCount: 1 }],
        expectedTotal: createMoney(bought === 'year' ? 10_000n : 1_000n, 'CNY'),
        agreed: true,
      },
    )
    await market.orders.pay({ actor: buyer }, orderId)
    await world.settle()
    const line = (await market.orders.get(platform.db, orderId)).lines[0]
    const id = (await market.subscriptions.findByLine(platform.db, line?.id as Id<'orl'>))?.id as Id<'sub'>
    const set = (ask: { on?: boolean; period?: Period; times?: number }) =>
      market.subscriptions.setAutoRenewal(buyer, id, { on: true, daysBefore: 7, times: 1, ...ask })
    const auto = () => market.subscriptions.getAutoRenewalOf(buyer, id)
    const terms = async () =>
      ((await market.subscriptions.getHeld(platform.db, id))?.terms ?? []).map(({ period, endsAt }) => [
        period,
        toIso(endsAt ?? 0),
      ])
    const messages = async (kind: string) =>
      (
        await market.notifications.list({ kind: 'buyer', id: buyer.buyerId as Id<'byr'> }, { limit: 50 })
      ).items
        .filter((one) => one.kind === kind)
        .map(({ data }) => data)
    const list = () => market.views.listServices({ buyerId: buyer.buyerId as Id<'byr'> }, { limit: 5 })
    return { id, set, auto, terms, messages, list }
  }

  const setOffered = (period: Period, offered: boolean): Promise<void> =>
    runInTx(world.platform, { actor: system }, async (tx) => {
      await tx.send(sql`update price_item set offered = ${offered} where period = ${period}`)
    })
  const yuan = (amount: string) => ({ amount, currency: 'CNY' })

  test('R110: what was bought for a year renews for a year, and both periods are compared by the year', async () => {
    const held = await running('year')

    expect(await held.auto()).toMatchObject({ on: false, period: 'year' })
    await held.set({})

    expect(await held.auto()).toMatchObject({
      on: true,
      period: 'year',
      amount: yuan('100.00'),
      options: [
        { period: 'month', amount: yuan('10.00'), perYear: yuan('120.00') },
        { period: 'year', amount: yuan('100.00'), perYear: yuan('100.00') },
      ],
    })
    await world.advance(fromDays(365))
    expect(await held.terms()).toEqual([
      ['year', '2027-11-24T06:33:00.000Z'],
      ['year', '2028-11-24T06:33:00.000Z'],
    ])
    expect(await held.messages('service_renewed_itself')).toMatchObject([
      { period: 'year', amount: yuan('100.00') },
    ])
  })

  test('R110: the buyer chooses another period, which stays until it is chosen again', async () => {
    const held = await running()

    await held.set({ period: 'year' })
    await held.set({ times: 2 })
    await held.set({ on: false })

    expect(await held.auto()).toMatchObject({ on: false, period: 'year' })
    await held.set({})
    expect(await held.auto()).toMatchObject({ on: true, period: 'year', times: 1 })
    await world.advance(fromDays(30))
    expect(await held.terms()).toEqual([
      ['month', '2026-12-24T06:33:00.000Z'],
      ['year', '2027-12-24T06:33:00.000Z'],
    ])
  })

  test('R110: a period that is not sold cannot be chosen', async () => {
    const held = await running()
    await setOffered('year', false)

    await expect(held.set({ period: 'year' })).rejects.toMatchObject({ code: 'subscription.period_not_sold' })

    expect(await held.auto()).toMatchObject({ on: false, period: 'month', options: [{ period: 'month' }] })
  })

  test('R110: the list and a reminder say for how long it will be renewed, and what this costs', async () => {
    const held = await running('year')
    await held.set({})

    const { items } = await held.list()
    expect(items).toMatchObject([{ nextRenewal: { period: 'year', amount: yuan('100.00') } }])
    await world.advance(fromDays(340))

    expect(await held.messages('service_expiring')).toMatchObject([
      { renewsItself: true, renewal: { period: 'year', amount: yuan('100.00') } },
    ])
  })

  test('R110: if the chosen period is no longer sold, the buyer is told a day before another one is charged', async () => {
    const held = await running('year')
    await held.set({})
    await setOffered('year', false)

    expect(await held.auto()).toMatchObject({ period: 'year', replacedBy: 'month', amount: yuan('10.00') })
    await world.advance(fromDays(340))
    expect(await held.messages('service_expiring')).toMatchObject([
      { renewal: { period: 'month', amount: yuan('10.00'), replaces: 'year' } },
    ])
    await world.advance(fromDays(18))

    expect(await held.terms()).toHaveLength(1)
    expect(await held.messages('auto_renewal_period_replaced')).toEqual([
      expect.objectContaining({
        from: 'year',
        to: 'month',
        amount: yuan('10.00'),
        nextTryAt: '2027-11-17T19:00:00.000Z',
      }),
    ])
    const auto = await held.auto()
    expect(auto).toMatchObject({ on: true, period: 'month', times: 1 })
    expect(auto).not.toHaveProperty('replacedBy')

    await world.advance(fromDays(1))

    expect(await held.terms()).toEqual([
      ['year', '2027-11-24T06:33:00.000Z'],
      ['month', '2027-12-24T06:33:00.000Z'],
    ])
    const kinds = (await listHistory(world.platform.db, held.id)).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'service.opened',
      'auto_renewal.set',
      'auto_renewal.period_replaced',
      'service.renewed',
    ])
  })

  test('R110: told late by a node that was down, another period is charged a day after, in grace if the term is over', async () => {
    const held = await running('year')
    await held.set({})
    await setOffered('year', false)
    await world.advance(fromDays(357))

    // Half an hour before the last try within the term.
    await moveAtOnce(world, fromDays(7) + fromHours(12) - fromMinutes(3))

    expect(await held.messages('auto_renewal_period_replaced')).toMatchObject([
      { to: 'month', nextTryAt: '2027-11-24T18:30:00.000Z' },
    ])
    await world.advance(fromDays(1) - fromMinutes(1))
    expect(await held.terms()).toHaveLength(1)
    expect((await held.list()).items).toMatchObject([{ state: 'grace' }])
    await world.advance(fromMinutes(1))
    expect(await held.terms()).toEqual([
      ['year', '2027-11-24T06:33:00.000Z'],
      ['month', '2027-12-24T06:33:00.000Z'],
    ])
    expect((await held.list()).items).toMatchObject([{ state: 'active' }])
  })

  test('R110: if no day is left to tell it, nothing is charged, unless the buyer chooses the period', async () => {
    const held = await running('year')
    await held.set({})
    await setOffered('year', false)
    await world.advance(fromDays(357))

    await moveAtOnce(world, fromDays(9) + fromHours(6))

    const [told] = await held.messages('auto_renewal_period_replaced')
    expect(told).toMatchObject({ to: 'month' })
    expect(told).not.toHaveProperty('nextTryAt')
    await held.set({ times: 2 })
    expect(await held.auto()).not.toHaveProperty('nextTryAt')
    await held.set({ period: 'month' })
    expect(await held.auto()).toMatchObject({ nextTryAt: '2027-11-25T19:00:00.000Z' })
    await world.advance(fromHours(8))
    expect(await held.terms()).toHaveLength(2)
  })

  test('R110: without any period on sale nothing is charged, and the failure is told', async () => {
    const held = await running()
    await held.set({})
    await setOffered('month', false)
    await setOffered('year', false)

    await world.advance(fromDays(24))

    expect(await held.terms()).toHaveLength(1)
    expect(await held.messages('auto_renewal_period_replaced')).toEqual([])
    const told = await held.messages('auto_renewal_failed')
    expect(told).toMatchObject([{ code: 'catalog.not_renewable', period: 'month' }])
    expect(told[0]).not.toHaveProperty('amount')
  })
})

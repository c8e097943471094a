import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createSelling, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import { createExampleDraft, createMonthlyPrice } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const contact = { name: '林知遥', email: 'office@cangye.example', phone: '021 5550 0100' }

describe.each(listRuleEngines(postgresUrl))('what an order freezes, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())
  const { listed, order } = createSelling(() => world, createExampleDraft)

  test('R47, R66: without consent to what the product asks there is no order; the order keeps what was consented to', async () => {
    const of = await listed({ buyerData: ['phone', 'email'] })
    const buyer = await world.given.buyer()
    await world.market.parties.setBuyerContact(buyer, contact)

    await expect(order(buyer, of.itemId)).rejects.toMatchObject({ code: 'order.data_consent_missing' })
    const { orderId } = await order(buyer, of.itemId, { dataConsent: true })

    const { lines } = await world.market.orders.get(world.platform.db, orderId)
    expect(lines[0]?.offer.buyerData).toEqual(['phone', 'email'])
  })

  test('R48, R66: what asks for the phone is not sold, nor tried, without one; a mail address there always is', async () => {
    const specifications = [
      {
        name: { zh: '标准版', en: 'Standard' },
        features: [],
        prices: [createMonthlyPrice('10', { trialDays: 14 })],
      },
    ]
    const of = await listed({ buyerData: ['phone'], specifications })
    const mailed = await listed({ buyerData: ['email', 'user_name'] })
    const buyer = await world.given.buyer()
    const consent = { dataConsent: true }
    const missing = { kind: 'refused', code: 'order.contact_missing', details: { data: 'phone' } }

    await expect(order(buyer, of.itemId, consent)).rejects.toMatchObject(missing)
    await expect(order(buyer, of.itemId, { ...consent, trial: true })).rejects.toMatchObject(missing)
    await order(buyer, mailed.itemId, consent)

    await world.market.parties.setBuyerContact(buyer, contact)
    await order(buyer, of.itemId, { ...consent, trial: true })
    await order(buyer, of.itemId, consent)
  })

  test('R37, R65: the order keeps the versions of what was agreed to', async () => {
    const operator = await world.given.operator()
    const { version } = await world.market.agreements.publishAgreement(operator, 'user', {
      zh: '条款',
      en: 'Terms',
    })
    const of = await listed({ agreement: { zh: '服务协议', en: 'Service agreement' } })

    const { orderId } = await order(await world.given.buyer(), of.itemId)

    const { lines } = await world.market.orders.get(world.platform.db, orderId)
    expect(lines[0]?.offer.agreements).toEqual({ market: version, service: 1 })
  })

  test('R65: consent is to the versions that were shown; with other ones nothing is ordered', async () => {
    const operator = await world.given.operator()
    const text = { zh: '条款', en: 'Terms' }
    const of = await listed({ agreement: text })
    const plain = await listed({})
    const buyer = await world.given.buyer()
    const { version: market } = await world.market.agreements.publishAgreement(operator, 'user', text)
    const refused = { kind: 'conflict', code: 'order.agreements_changed' }

    for (const agreements of [{ market: market - 1, service: 1 }, { market, service: 2 }, { market }])
      await expect(order(buyer, of.itemId, { agreements })).rejects.toMatchObject(refused)
    await expect(order(buyer, plain.itemId, { agreements: { market, service: 1 } })).rejects.toMatchObject(
      refused,
    )

    await order(buyer, of.itemId, { agreements: { market, service: 1 } })
    await order(buyer, plain.itemId, { agreements: { market } })
  })

  test('R23: an order is priced by bands as the quote says, and freezes them', async () => {
    const of = await listed({
      quantity: {
        name: { zh: '分钟', en: 'Minutes' },
        unit: { zh: '分钟', en: 'minute' },
        min: 1,
        max: 100,
        pricing: 'step',
      },
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [
            createMonthlyPrice('0.30', {
              bands: [{ above: 3, unitPrice: { amount: '0.2', currency: 'CNY' } }],
            }),
          ],
        },
      ],
    })
    const quote = await world.market.catalog.getQuote(of.itemId, { quantity: 8, periodCount: 1 })
    const { orderId } = await order(await world.given.buyer(), of.itemId, {
      quantity: 8,
      total: '1.90',
    })

    const { total, lines } = await world.market.orders.get(world.platform.db, orderId)
    expect([total.amountMinor, quote.amount]).toEqual([190n, total])
    expect(lines[0]?.offer).toMatchObject({
      pricing: 'step',
      bands: [{ above: 3, unitPrice: { amountE8: 20_000_000n } }],
    })
  })

  test('R18, R19, R20: each combination that is offered has its own sku and price, and the order names its values', async () => {
    const prices = [createMonthlyPrice('10')]
    const of = await listed({
      attributes: [
        {
          name: { zh: '版本', en: 'Edition' },
          values: [
            { zh: '甲', en: 'A' },
            { zh: '乙', en: 'B' },
          ],
        },
        {
          name: { zh: '地域', en: 'Region' },
          values: [
            { zh: '北', en: 'North' },
            { zh: '南', en: 'South' },
          ],
        },
      ],
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          skus: [
            { values: [0, 0], prices },
            { values: [1, 1], prices: [createMonthlyPrice('30')] },
            { values: [1, 0], prices },
          ],
        },
      ],
    })
    const skus = of.specifications[0]?.skus ?? []
    const item = skus[1]?.priceItems[0]
    const { orderId } = await order(await world.given.buyer(), item?.id as Id<'pri'>, {
      total: '30.00',
    })

    expect(skus.map(({ values }) => values)).toEqual([
      [0, 0],
      [1, 1],
      [1, 0],
    ])
    expect(new Set(skus.map(({ code }) => code)).size).toBe(3)
    const { lines } = await world.market.orders.get(world.platform.db, orderId)
    expect(lines[0]?.offer.attributes?.map(({ value }) => value.en)).toEqual(['B', 'South'])
  })

  test('R27: a trial that is opened runs for its days; what is bought once has no end', async () => {
    const of = await listed({
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [
            createMonthlyPrice('10', { trialDays: 14 }),
            { period: 'one_time', unitPrice: { amount: '900', currency: 'CNY' } },
          ],
        },
      ],
    })
    const buyer = await world.given.buyer()
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, of.seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, {
        sellerId: of.seller.sellerId,
        url: 'http://127.0.0.1:1/',
      })
    })
    const tried = await order(buyer, of.itemId, { trial: true })
    const once = of.specifications[0]?.skus[0]?.priceItems.find(({ period }) => period === 'one_time')
    const bought = await order(buyer, once?.id as Id<'pri'>, { total: '900.00' })
    for (const { orderId } of [tried, bought]) await world.market.orders.pay({ actor: buyer }, orderId)

    const termOf = async (orderId: Id<'ord'>) => {
      const { lines } = await world.market.orders.get(world.platform.db, orderId)
      const found = await world.market.subscriptions.findByLine(world.platform.db, lines[0]?.id as Id<'orl'>)
      const started = await runInTx(world.platform, { actor: system }, (tx) =>
        world.market.subscriptions.activate(tx, [found?.id as Id<'sub'>]),
      )
      return [...started.values()][0]
    }
    const now = world.clock.now()
    expect(await termOf(tried.orderId)).toEqual({ startsAt: now, endsAt: now + fromDays(14) })
    expect(await termOf(bought.orderId)).toEqual({ startsAt: now })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDecimal, fromMinutes, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { createSelling, openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, listHistory, system } from '../../platform/index.ts'
import { lockListables } from './index.ts'
import { createExampleDraft, createMonthlyPrice } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('selling on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())
  const { listed, order, terms, stockOf } = createSelling(() => world, createExampleDraft)

  test('R4: an order and a trial need a verified buyer, and a product may ask for an enterprise', async () => {
    const plain = await listed({
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [createMonthlyPrice('10', { trialDays: 14 })],
        },
      ],
    })
    const strict = await listed({ verification: 'enterprise' })
    const { parties } = world.market
    const email = `r4-${engine}@cangye.example`
    const password = 'bridges over water'
    const person = {
      kind: 'personal',
      name: '林知遥',
      email,
      password,
      country: 'CN',
      language: 'zh-CN',
    } as const
    await parties.signUp({ ...person, ip: '192.0.2.9' })
    const entered = () => parties.signIn({ email, password, userAgent: 'a test', ip: '192.0.2.9' })
    const { actor } = (await entered()).session
    const operator = await world.given.operator()
    const verify = async (level: 'personal' | 'enterprise') => {
      const ask = { level, name: { zh: '林知遥', en: 'Lin' }, country: 'CN', documents: '' }
      const number = level === 'enterprise' ? { registrationNumber: '91310000QH' } : {}
      await world.given.papers(actor, 'verification')
      const { id } = await parties.askVerification(actor, { ...ask, ...number })
      await parties.decideOrganisationReview(operator, id, { approve: true })
    }

    await expect(order(actor, plain.itemId)).rejects.toMatchObject({ code: 'catalog.verification_missing' })
    await expect(order(actor, plain.itemId, { trial: true })).rejects.toMatchObject({
      kind: 'refused',
      code: 'catalog.verification_missing',
    })
    await verify('personal')
    expect((await entered()).session.buyer?.verification).toBe('personal')
    await expect(order(actor, plain.itemId, { trial: true })).resolves.toBeDefined()
    await expect(order(actor, strict.itemId)).rejects.toMatchObject({
      code: 'catalog.enterprise_verification_missing',
    })
    await verify('enterprise')
    await expect(order(actor, strict.itemId)).resolves.toBeDefined()
    expect((await world.market.views.getProduct(strict.productId)).verification).toBe('enterprise')
    expect(await world.market.views.getProduct(plain.productId)).not.toHaveProperty('verification')
  })

  test('R30, R61: stock is taken by an order, comes back when it is cancelled or not paid, and each step is told', async () => {
    const of = await listed()
    const buyer = await world.given.buyer()
    expect((await stockOf(of)).units).toBeUndefined()
    await world.market.catalog.restock({ actor: of.seller }, of, {
      change: 5,
      remark: 'first delivery',
    })

    const { orderId } = await order(buyer, of.itemId, { quantity: 4 })
    await expect(order(buyer, of.itemId, { quantity: 2 })).rejects.toMatchObject({
      code: 'catalog.stock_insufficient',
      details: { left: 1 },
    })
    await world.market.orders.cancel(buyer, orderId)
    await order(await world.given.buyer(), of.itemId, { quantity: 5 })

    expect((await world.market.views.getProduct(of.productId)).specifications[0]?.soldOut).toBe(true)
    // R61: the stock is held for half an hour, then given back.
    await world.advance(fromMinutes(30))
    const { units, history } = await stockOf(of)
    expect(units).toBe(5)
    expect(history.map(({ kind, data }) => [kind, data['change'], data['left'], data['remark']])).toEqual([
      ['stock.changed', '5', '5', 'first delivery'],
      ['stock.taken', '-4', '1', undefined],
      ['stock.freed', '4', '5', undefined],
      ['stock.taken', '-5', '0', undefined],
      ['stock.freed', '5', '5', undefined],
    ])
  })

  test('R30: a stock is never below zero, and only what is on sale has one', async () => {
    const of = await listed()
    await world.market.catalog.restock({ actor: of.seller }, of, { change: 2, remark: 'delivery' })

    await expect(
      world.market.catalog.restock({ actor: of.seller }, of, { change: -3, remark: 'correction' }),
    ).rejects.toMatchObject({ code: 'catalog.stock_below_zero', details: { left: 2 } })
    const { productId } = await world.market.catalog.saveDraft({ actor: of.seller }, createExampleDraft())
    const [specification] = (await world.market.catalog.getContent(of.seller, productId)).specifications
    await expect(
      world.market.catalog.restock(
        { actor: of.seller },
        { productId, specificationId: specification?.id as Id<'spc'> },
        { change: 1, remark: 'too early' },
      ),
    ).rejects.toMatchObject({ code: 'catalog.stock_only_listed' })
  })

  test('R30: however many buy at the same time, no more is sold than there is', async () => {
    const of = await listed()
    await world.market.catalog.restock({ actor: of.seller }, of, { change: 5, remark: 'delivery' })
    const buyers = await Promise.all(Array.from({ length: 12 }, () => world.given.buyer()))

    const tries = await Promise.allSettled(buyers.map((buyer) => order(buyer, of.itemId)))

    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'catalog.stock_insufficient' })
    expect((await stockOf(of)).units).toBe(0)
  })

  test('R29: one buyer buys a specification so many times, at the same time too; a cancelled order does not count', async () => {
    const of = await listed()
    await terms(of, { specifications: [{ id: of.specificationId, maxPurchases: 2 }] })
    const buyer = await world.given.buyer()

    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => order(buyer, of.itemId)))

    const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.orderId] : []))
    expect(made).toHaveLength(2)
    await expect(order(buyer, of.itemId)).rejects.toMatchObject({ code: 'catalog.purchase_limit_reached' })
    await world.market.orders.cancel(buyer, made[0] as Id<'ord'>)
    await order(buyer, of.itemId)
    await order(await world.given.buyer(), of.itemId)
  })

  test('R29: an order has at most so many units', async () => {
    const of = await listed()
    await terms(of, { specifications: [{ id: of.specificationId, maxQuantity: 3 }] })
    const buyer = await world.given.buyer()

    await expect(order(buyer, of.itemId, { quantity: 4 })).rejects.toMatchObject({
      code: 'catalog.quantity_limit_exceeded',
    })
    await order(buyer, of.itemId, { quantity: 3 })
  })

  test('R28: a product is tried once by a buyer, at the same time too, and it costs nothing (R27)', async () => {
    const of = await listed({
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [createMonthlyPrice('10', { trialDays: 14 })],
        },
      ],
    })
    const buyer = await world.given.buyer(0n)

    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => order(buyer, of.itemId, { trial: true })),
    )

    const [made, ...more] = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value.orderId] : []))
    expect(more).toEqual([])
    await expect(order(buyer, of.itemId, { trial: true })).rejects.toMatchObject({
      code: 'catalog.trial_used',
    })
    const { lines, total } = await world.market.orders.get(world.platform.db, made as Id<'ord'>)
    expect([total.amountMinor, lines[0]?.offer.trialDays]).toEqual([0n, 14])
    await order(await world.given.buyer(), of.itemId, { trial: true })
  })

  test('R27: a trial for named buyers is refused to the others, who may buy; changed at once, and told of on the page', async () => {
    const of = await listed({
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [createMonthlyPrice('10', { trialDays: 14 })],
        },
      ],
    })
    const { views } = world.market
    const [named, other] = [await world.given.buyer(), await world.given.buyer()]
    const open = await views.getProduct(of.productId)
    await terms(of, { audience: { kind: 'all' }, trialBuyers: [toId(named.buyerId, 'byr')] })

    await expect(order(other, of.itemId, { trial: true })).rejects.toMatchObject({
      kind: 'refused',
      code: 'catalog.trial_not_for_this_buyer',
    })
    await order(other, of.itemId)
    await order(named, of.itemId, { trial: true })

    const limited = await views.getProduct(of.productId)
    expect([open.trialDays, open.trialByInvitation]).toEqual([14, undefined])
    expect([limited.trialDays, limited.trialByInvitation]).toEqual([undefined, true])
    const [own] = (await views.listSellerProducts(of.seller.sellerId, { limit: 1 })).items
    expect(own?.trialBuyers).toEqual([named.buyerId])
    const [listable] = await runInTx(world.platform, { actor: system }, (tx) =>
      lockListables(tx, [of.productId]),
    )
    expect(listable?.hasTrial).toBe(false)
    await terms(of, { audience: { kind: 'all' } })
    await order(other, of.itemId, { trial: true })
  })

  test('R5, R31: those outside the audience are refused, and who has paid for a related product before it is open', async () => {
    const related = await listed()
    const of = await listed()
    const [named, other] = [await world.given.buyer(), await world.given.buyer()]
    await terms(of, { audience: { kind: 'named', buyerIds: [toId(named.buyerId, 'byr')] } })

    await order(named, of.itemId)
    await expect(order(other, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
    await terms(of, { audience: { kind: 'personal' } })
    await expect(order(named, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
    await terms(of, { audience: { kind: 'owners', productId: related.productId } })
    await expect(order(other, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, related.seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, {
        sellerId: related.seller.sellerId,
        url: 'http://127.0.0.1:1/',
      })
    })
    const bought = await order(other, related.itemId)
    await expect(order(other, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
    await world.market.orders.pay({ actor: other }, bought.orderId)
    // The seller never answers, and a service that has not opened makes no owner.
    await expect(order(other, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
  })

  test('R31: a specification’s audience must narrow its product’s', async () => {
    const of = await listed()
    const specifications = [{ id: of.specificationId, audience: { kind: 'personal' as const } }]

    await expect(terms(of, { audience: { kind: 'enterprise' }, specifications })).rejects.toMatchObject({
      code: 'catalog.audience_unfit',
    })
    await terms(of, { audience: { kind: 'all' }, specifications })
    await expect(order(await world.given.buyer(), of.itemId)).rejects.toMatchObject({
      code: 'catalog.not_for_this_buyer',
    })
  })

  test('R32: a product is sold in its regions', async () => {
    const of = await listed()
    await terms(of, { regions: ['SG'] })

    await expect(order(await world.given.buyer(), of.itemId)).rejects.toMatchObject({
      code: 'catalog.not_in_this_region',
      details: { country: 'CN' },
    })
  })

  test('R32: what is priced in a currency that the buyer has no balance in is not ordered; its page says so, and it may be tried', async () => {
    const dollars = { amount: '10', currency: 'USD' as const }
    const of = await listed({
      specifications: [
        {
          name: { zh: '国际版', en: 'International' },
          features: [],
          prices: [{ period: 'month', unitPrice: dollars, trialDays: 7 }],
        },
      ],
    })
    const buyer = await world.given.buyer()
    const ask = (trial: boolean) =>
      world.market.orders.submit(
        { actor: buyer },
        {
          lines: [{ priceItemId: of.itemId, quantity: 1, periodCount: 1, trial }],
          expectedTotal: fromDecimal(trial ? '0.00' : '10.00', 'USD'),
          agreed: true,
        },
      )

    await expect(ask(false)).rejects.toMatchObject({
      kind: 'refused',
      code: 'ledger.currency_not_held',
      details: { currency: 'USD' },
    })
    await expect(ask(true)).resolves.toBeDefined()
    expect(await world.market.views.getProduct(of.productId)).toMatchObject({
      foreignCurrency: 'USD',
    })
    expect(await world.market.views.getProduct((await listed()).productId)).not.toHaveProperty(
      'foreignCurrency',
    )
  })

  test('another seller sets neither terms nor stock', async () => {
    const of = await listed()
    const other = await world.given.seller()

    for (const tried of [
      () => terms({ ...of, seller: other }, {}),
      () => world.market.catalog.restock({ actor: other }, of, { change: 1, remark: 'mine' }),
      () => stockOf({ ...of, seller: other }),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'catalog.product_not_found' })
    expect((await listHistory(world.platform.db, of.specificationId)).length).toBe(0)
  })
})

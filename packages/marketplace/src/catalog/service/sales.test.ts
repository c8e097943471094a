import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { days, fromDecimal, minutes, toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, worldEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { inTx, listHistory, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { lockListables } from './index.ts'
import { exampleDraft, monthly } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const contact = { name: '林知遥', email: 'office@cangye.example', phone: '021 5550 0100' }

describe.each(worldEngines(postgresUrl))('selling on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  async function listed(change: Partial<DraftProduct> = {}) {
    const seller = await world.given.seller()
    const productId = await inTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, seller.sellerId, { ...exampleDraft(change), state: 'listed' }),
    )
    const { specifications } = await world.market.views.getProduct(productId)
    const [first, second] = specifications
    if (!first) throw new Error('A product has a specification')
    return {
      seller,
      productId,
      specificationId: first.id as Id<'spc'>,
      secondId: second?.id as Id<'spc'>,
      itemId: first.skus[0]?.priceItems[0]?.id as Id<'pri'>,
      specifications,
    }
  }
  type Asked = {
    quantity?: number
    trial?: boolean
    total?: string
    dataConsent?: boolean
    periodCount?: number
  }
  const order = (buyer: MemberActor, priceItemId: Id<'pri'>, asked: Asked = {}) => {
    const { quantity = 1, trial, total, dataConsent, periodCount = 1 } = asked
    return world.market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity, periodCount, ...(trial && { trial }) }],
        expectedTotal: fromDecimal(total ?? (trial ? '0.00' : `${10 * quantity}.00`), 'CNY'),
        agreed: true,
        ...(dataConsent !== undefined && { dataConsent }),
      },
    )
  }
  const terms = (
    of: { seller: MemberActor; productId: Id<'prd'> },
    change: Partial<Parameters<typeof world.market.catalog.setSaleTerms>[2]>,
  ) =>
    world.market.catalog.setSaleTerms(of.seller, of.productId, {
      audience: { kind: 'all' },
      specifications: [],
      ...change,
    })
  const stockOf = (of: { seller: MemberActor; productId: Id<'prd'>; specificationId: Id<'spc'> }) =>
    world.market.views.getStock(of, { actor: of.seller, language: 'en-US' })

  test('R4: an order and a trial need a verified buyer, and a product may ask for an enterprise', async () => {
    const plain = await listed({
      specifications: [
        { name: { zh: '标准版', en: 'Standard' }, features: [], prices: [monthly('10', { trialDays: 14 })] },
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
    await world.market.catalog.restock({ actor: of.seller }, of, { change: 5, remark: 'first delivery' })

    const { orderId } = await order(buyer, of.itemId, { quantity: 4 })
    await expect(order(buyer, of.itemId, { quantity: 2 })).rejects.toMatchObject({
      code: 'catalog.stock_insufficient',
      details: { left: 1 },
    })
    await world.market.orders.cancel(buyer, orderId)
    await order(await world.given.buyer(), of.itemId, { quantity: 5 })

    expect((await world.market.views.getProduct(of.productId)).specifications[0]?.soldOut).toBe(true)
    // R61: what others cannot buy meanwhile is held for half an hour, and comes back by itself.
    await world.advance(minutes(30))
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
    const { productId } = await world.market.catalog.saveDraft({ actor: of.seller }, exampleDraft())
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
        { name: { zh: '标准版', en: 'Standard' }, features: [], prices: [monthly('10', { trialDays: 14 })] },
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
        { name: { zh: '标准版', en: 'Standard' }, features: [], prices: [monthly('10', { trialDays: 14 })] },
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
    const [listable] = await inTx(world.platform, { actor: system }, (tx) =>
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
    await inTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, related.seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, {
        sellerId: related.seller.sellerId,
        url: 'http://127.0.0.1:1/',
      })
    })
    const bought = await order(other, related.itemId)
    await expect(order(other, of.itemId)).rejects.toMatchObject({ code: 'catalog.not_for_this_buyer' })
    await world.market.orders.pay({ actor: other }, bought.orderId)
    // Its seller never answers: what is not open makes no owner.
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
    expect(await world.market.views.getProduct(of.productId)).toMatchObject({ foreignCurrency: 'USD' })
    expect(await world.market.views.getProduct((await listed()).productId)).not.toHaveProperty(
      'foreignCurrency',
    )
  })

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
      { name: { zh: '标准版', en: 'Standard' }, features: [], prices: [monthly('10', { trialDays: 14 })] },
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
    const { version } = await world.market.catalog.publishMarketTerms(operator, { zh: '条款', en: 'Terms' })
    const of = await listed({ agreement: { zh: '服务协议', en: 'Service agreement' } })

    const { orderId } = await order(await world.given.buyer(), of.itemId)

    const { lines } = await world.market.orders.get(world.platform.db, orderId)
    expect(lines[0]?.offer.agreements).toEqual({ market: version, service: 1 })
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
          prices: [monthly('0.30', { bands: [{ above: 3, unitPrice: { amount: '0.2', currency: 'CNY' } }] })],
        },
      ],
    })
    const quote = await world.market.catalog.getQuote(of.itemId, { quantity: 8, periodCount: 1 })
    const { orderId } = await order(await world.given.buyer(), of.itemId, { quantity: 8, total: '1.90' })

    const { total, lines } = await world.market.orders.get(world.platform.db, orderId)
    expect([total.amountMinor, quote.amount]).toEqual([190n, total])
    expect(lines[0]?.offer).toMatchObject({
      pricing: 'step',
      bands: [{ above: 3, unitPrice: { amountE8: 20_000_000n } }],
    })
  })

  test('R18, R19, R20: each combination that is offered has its own sku and price, and the order names its values', async () => {
    const prices = [monthly('10')]
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
            { values: [1, 1], prices: [monthly('30')] },
            { values: [1, 0], prices },
          ],
        },
      ],
    })
    const skus = of.specifications[0]?.skus ?? []
    const item = skus[1]?.priceItems[0]
    const { orderId } = await order(await world.given.buyer(), item?.id as Id<'pri'>, { total: '30.00' })

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
            monthly('10', { trialDays: 14 }),
            { period: 'one_time', unitPrice: { amount: '900', currency: 'CNY' } },
          ],
        },
      ],
    })
    const buyer = await world.given.buyer()
    await inTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, of.seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, { sellerId: of.seller.sellerId, url: 'http://127.0.0.1:1/' })
    })
    const tried = await order(buyer, of.itemId, { trial: true })
    const once = of.specifications[0]?.skus[0]?.priceItems.find(({ period }) => period === 'one_time')
    const bought = await order(buyer, once?.id as Id<'pri'>, { total: '900.00' })
    for (const { orderId } of [tried, bought]) await world.market.orders.pay({ actor: buyer }, orderId)

    const termOf = async (orderId: Id<'ord'>) => {
      const { lines } = await world.market.orders.get(world.platform.db, orderId)
      const found = await world.market.subscriptions.findByLine(world.platform.db, lines[0]?.id as Id<'orl'>)
      const started = await inTx(world.platform, { actor: system }, (tx) =>
        world.market.subscriptions.activate(tx, [found?.id as Id<'sub'>]),
      )
      return [...started.values()][0]
    }
    const now = world.clock.now()
    expect(await termOf(tried.orderId)).toEqual({ startsAt: now, endsAt: now + days(14) })
    expect(await termOf(bought.orderId)).toEqual({ startsAt: now })
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

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toDecimal, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

const both = (text: string) => ({ zh: text, en: text })
/** One specification at this price a month and at ¥100.00 a year. */
const content = (month: string, specificationId?: Id<'spc'>): DraftProduct => ({
  name: both('Ledger'),
  summary: both('Bookkeeping'),
  description: both('Books, kept.'),
  category: 'ledgers',
  tags: ['账本'],
  specifications: [
    {
      ...(specificationId && { id: specificationId }),
      name: both('Standard'),
      features: [],
      prices: [
        { period: 'month', unitPrice: { amount: month, currency: 'CNY' } },
        { period: 'year', unitPrice: { amount: '100', currency: 'CNY' } },
      ],
    },
  ],
})

describe.each(listRuleEngines(postgresUrl))('renewals of what has changed meanwhile, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    server = await openScriptedSeller()
    server.answer(openAtOnce)
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await server.close()
    await world.close()
  })

  async function listed() {
    const seller = await world.given.seller()
    const ledgers = { code: 'ledgers', name: both('Ledgers'), position: 1 }
    await world.market.catalog.saveCategory(await world.given.operator(), ledgers)
    const productId = await runInTx(world.platform, { actor: system }, async (tx) => {
      const id = await world.market.catalog.addProduct(tx, seller.sellerId, {
        ...content('10'),
        state: 'listed',
      })
      await world.market.access.addKeyIn(tx, seller.sellerId, 'basic')
      await world.market.access.registerAnew(tx, { sellerId: seller.sellerId, url: server.url })
      return id
    })
    const product = await world.market.views.getProduct(productId)
    const [specification] = product.specifications
    const [sku] = specification?.skus ?? []
    const [month, year] = sku?.priceItems ?? []
    if (!specification || !sku || !month || !year) throw new Error('It is sold by the month and by the year')
    return { seller, productId, specificationId: specification.id, skuCode: sku.code, month, year }
  }
  async function serviceOf(buyer: MemberActor, productId: Id<'prd'>): Promise<Id<'sub'>> {
    const orderId = await world.given.paidOrder(buyer, productId)
    await world.settle()
    const [line] = (await world.market.orders.get(world.platform.db, orderId)).lines
    const found = await world.market.subscriptions.findByLine(world.platform.db, line?.id as Id<'orl'>)
    return found?.id as Id<'sub'>
  }
  const renewal = (buyer: MemberActor, services: readonly Id<'sub'>[], priceItemId: string) =>
    world.market.quotes.ask(buyer, {
      kind: 'renewal',
      lines: services.map((subscriptionId) => ({
        subscriptionId,
        priceItemId: priceItemId as Id<'pri'>,
        quantity: 1,
        periodCount: 1,
      })),
    })
  const pay = async (buyer: MemberActor, { id }: { id: string }) => {
    const { orderId } = await world.market.quotes.pay({ actor: buyer }, id as Id<'quo'>)
    await world.settle()
    return world.market.orders.get(world.platform.db, orderId)
  }
  const approve = async (productId: Id<'prd'>) =>
    world.market.catalog.decide(await world.given.operator(), productId, { approve: true })

  test('R16: by the year instead of the month, instance and skuCode stay, and productId is that of the year', async () => {
    const { productId, skuCode, month, year } = await listed()
    const buyer = await world.given.buyer()
    const id = await serviceOf(buyer, productId)
    const before = server.of('refreshInstance').length

    const { lines } = await pay(buyer, await renewal(buyer, [id], year.id))

    const [told] = server.of('refreshInstance').slice(before)
    const [opened] = server.of('newInstance').slice(-1)
    expect(told?.members).toMatchObject({
      instanceId: `i-${opened?.members.orderLineId}`,
      productId: year.code,
    })
    expect(year.code).not.toBe(month.code)
    expect(lines[0]?.offer).toMatchObject({ skuCode, productCode: year.code })
  })

  test('R54: costs what the price is by now, and not what the service was bought at', async () => {
    const { seller, productId, specificationId, month } = await listed()
    const buyer = await world.given.buyer()
    const id = await serviceOf(buyer, productId)
    await world.given.passedCases(seller, productId)
    await world.market.catalog.proposeChange(seller, productId, content('15', specificationId))
    expect((await renewal(buyer, [id], month.id)).total.amount).toBe('10.00')

    await approve(productId)

    expect((await renewal(buyer, [id], month.id)).total.amount).toBe('15.00')
  })

  test('R52: who has a product that was hidden may renew it', async () => {
    const { seller, productId, month } = await listed()
    const buyer = await world.given.buyer()
    const id = await serviceOf(buyer, productId)
    await world.market.catalog.proposeVisibility(seller, productId, { hidden: true })
    await approve(productId)

    const { state } = await pay(buyer, await renewal(buyer, [id], month.id))

    expect(state).toBe('completed')
  })

  test('R51: what was delisted runs on to its end, and is not renewed', async () => {
    const { seller, productId, month } = await listed()
    const buyer = await world.given.buyer()
    const id = await serviceOf(buyer, productId)
    await world.market.catalog.requestDelisting(seller, productId, { reason: 'replaced' })
    await approve(productId)

    await expect(renewal(buyer, [id], month.id)).rejects.toMatchObject({ code: 'catalog.not_renewable' })

    const held = await world.market.subscriptions.getHeld(world.platform.db, id)
    expect(held?.subscription.state).toBe('active')
    expect(toIso(held?.subscription.endsAt ?? 0)).toBe('2026-12-24T06:33:00.000Z')
  })

  test('R109: several services are renewed by one order, each from its own end', async () => {
    const { productId, month } = await listed()
    const buyer = await world.given.buyer()
    const services = [await serviceOf(buyer, productId), await serviceOf(buyer, productId)]

    const { total, lines, state } = await pay(buyer, await renewal(buyer, services, month.id))

    expect([toDecimal(total), lines.length, state]).toEqual(['20.00', 2, 'completed'])
    for (const id of services) {
      const held = await world.market.subscriptions.getHeld(world.platform.db, id)
      expect(toIso(held?.subscription.endsAt ?? 0)).toBe('2027-01-24T06:33:00.000Z')
    }
  })
})

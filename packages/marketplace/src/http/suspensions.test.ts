import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addMs, createMoney, fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import {
  isWaitedFor,
  listRuleEngines,
  openAtOnce,
  openBoughtService,
  openScriptedSeller,
  openWorld,
} from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import { listHistory, runInTx, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const reason = 'Payments in dispute'

describe.each(listRuleEngines(postgresUrl))('what a suspension stops and what goes on, on %s', (engine) => {
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

  async function trade() {
    const { given, market } = world
    const operator = await given.operator()
    const second = await given.operator()
    const buyer = await given.buyer()
    const product = await given.listedProduct(server.url)
    const buyerId = buyer.buyerId as Id<'byr'>
    const suspendBuyer = (until?: number) =>
      market.parties.suspend(
        operator,
        { kind: 'buyer', id: buyerId },
        { reason, ...(until !== undefined && { until: addMs(world.clock.now(), until) }) },
      )
    const suspendSeller = async (until?: number) => {
      const { id } = await market.parties.suspend(
        operator,
        { kind: 'seller', id: product.sellerId },
        { reason, ...(until !== undefined && { until: addMs(world.clock.now(), until) }) },
      )
      return market.parties.confirmSuspension(second, id)
    }
    return { operator, second, buyer, buyerId, ...product, suspendBuyer, suspendSeller }
  }
  const kinds = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).map(({ kind }) => kind)
  const messages = async (actor: MemberActor, party: 'buyer' | 'seller') => {
    const to =
      party === 'buyer'
        ? ({ kind: 'buyer', id: actor.buyerId as Id<'byr'> } as const)
        : ({ kind: 'seller', id: actor.sellerId as Id<'sel'> } as const)
    return (await world.market.notifications.list(to, { limit: 20 })).items.map(({ kind }) => kind)
  }

  test('a suspended buyer neither orders, nor pays, nor renews, nor gets a top-up', async () => {
    const { market, given } = world
    const { buyer, buyerId, productId, suspendBuyer } = await trade()
    const service = await openBoughtService(world, buyer, productId)
    const unpaid = await given.submittedOrder(buyer, productId)
    const topUp = (amountMinor: bigint) =>
      runInTx(world.platform, { actor: system }, (tx) =>
        market.ledger.topUpIn(tx, { buyerId, amount: createMoney(amountMinor, 'CNY'), reason: 'more' }),
      )

    await suspendBuyer()

    const refused = { code: 'parties.buyer_suspended', details: { reason } }
    await expect(given.submittedOrder(buyer, productId)).rejects.toMatchObject(refused)
    await expect(market.orders.pay({ actor: buyer }, unpaid)).rejects.toMatchObject(refused)
    await expect(service.pay('renewal')).rejects.toMatchObject(refused)
    await expect(service.pay('change', 2)).rejects.toMatchObject(refused)
    await expect(topUp(100n)).rejects.toMatchObject(refused)
    expect(await kinds(buyerId)).toContain('buyer.suspended')
    expect(await messages(buyer, 'buyer')).toContain('party_suspended')
  })

  test('a suspended buyer keeps the service and may return it within five days', async () => {
    const { buyer, productId, suspendBuyer } = await trade()
    const service = await openBoughtService(world, buyer, productId)

    await suspendBuyer()

    expect((await service.held()).subscription.state).toBe('active')
    await service.giveBack('five_day', 1_000n)
    await world.settle()
    expect(await service.kinds()).toContain('service.returned')
  })

  test('automatic renewal is paused and says so, and goes on once the suspension is over', async () => {
    const { buyer, productId, suspendBuyer } = await trade()
    const service = await openBoughtService(world, buyer, productId)
    await world.market.subscriptions.setAutoRenewal(buyer, service.subscriptionId, {
      on: true,
      daysBefore: 7,
      times: 0,
    })
    await suspendBuyer(fromDays(27))

    await world.advance(fromDays(25))
    expect((await service.held()).subscription.renewalFailure?.code).toBe('parties.buyer_suspended')
    expect(await messages(buyer, 'buyer')).toContain('auto_renewal_failed')

    await world.advance(fromDays(4))
    expect(await messages(buyer, 'buyer')).toEqual(
      expect.arrayContaining(['party_reinstated', 'service_renewed_itself']),
    )
    expect((await service.held()).terms).toHaveLength(2)
  })

  test('nobody buys or pays for products of a suspended seller, and they are in no list', async () => {
    const { market, given } = world
    const { buyer, productId, sellerId, seller, suspendSeller } = await trade()
    const unpaid = await given.submittedOrder(buyer, productId)
    const find = () => market.views.searchProducts({ q: '', page: 1, sort: 'relevance' })
    expect((await find()).items.map(({ id }) => id)).toEqual([productId])

    await suspendSeller()

    await expect(given.submittedOrder(buyer, productId)).rejects.toMatchObject({
      code: 'catalog.not_on_sale',
    })
    await expect(market.orders.pay({ actor: buyer }, unpaid)).rejects.toMatchObject({
      code: 'order.no_longer_sold',
    })
    await world.settle()
    expect((await market.orders.get(world.platform.db, unpaid)).state).toBe('cancelled')
    expect((await find()).items).toEqual([])
    expect(await market.views.getProductAbsence(productId)).toMatchObject({ absence: 'suspended' })
    expect(await kinds(productId)).toContain('product.seller_suspended')
    expect(await kinds(sellerId)).toEqual(['seller.suspension_proposed', 'seller.suspended'])
    expect(await messages(seller, 'seller')).toContain('party_suspended')
  })

  test('buyers of a suspended seller renew as before, but do not get more', async () => {
    const { buyer, productId, suspendSeller } = await trade()
    const service = await openBoughtService(world, buyer, productId)

    await suspendSeller()

    await service.pay('renewal')
    expect((await service.held()).terms).toHaveLength(2)
    await expect(service.pay('change', 2)).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
  })

  test('at its end the products return, except those with a suspension of their own', async () => {
    const { market } = world
    const { operator, seller, sellerId, productId, suspendSeller } = await trade()
    const other = await world.given.listedProduct(server.url, { ...seller, sellerId })
    await market.catalog.suspend(operator, other.productId, { days: 10, reason: 'Wrong name' })
    const states = async () =>
      Promise.all([productId, other.productId].map(async (id) => (await findProduct(id))?.state))
    const findProduct = async (id: Id<'prd'>) =>
      (await market.views.listSellerProducts(sellerId, { limit: 10 })).items.find((one) => one.id === id)

    await suspendSeller(fromDays(5))
    expect(await states()).toEqual(['suspended', 'suspended'])
    await world.advance(fromDays(5))
    expect(await states()).toEqual(['listed', 'suspended'])
    await world.advance(fromDays(5))
    expect(await states()).toEqual(['listed', 'listed'])
  })

  test('a product whose own suspension ends first waits for its seller', async () => {
    const { market } = world
    const { operator, sellerId, productId, suspendSeller } = await trade()
    const state = async () => (await market.views.listSellerProducts(sellerId, { limit: 10 })).items[0]?.state
    await market.catalog.suspend(operator, productId, { days: 3, reason: 'Wrong name' })
    const { id } = await suspendSeller()

    await world.advance(fromDays(4))
    expect(await state()).toBe('suspended')
    await market.parties.endSuspension(operator, id, 'Settled')
    expect(await state()).toBe('listed')
  })

  test('two operators suspend a seller, and one lifts it', async () => {
    const { market } = world
    const { operator, second, sellerId } = await trade()
    const ask = () => market.parties.suspend(operator, { kind: 'seller', id: sellerId }, { reason })
    const { id } = await ask()

    await expect(ask()).rejects.toMatchObject({ code: 'parties.suspended_already' })
    await expect(market.parties.confirmSuspension(operator, id)).rejects.toMatchObject({
      code: 'parties.suspension_own',
    })
    await expect(market.parties.endSuspension(second, id, 'Early')).rejects.toMatchObject({
      code: 'parties.suspension_decided',
    })
    await market.parties.withdrawSuspension(second, id)
    await expect(market.parties.confirmSuspension(second, id)).rejects.toMatchObject({
      code: 'parties.suspension_decided',
    })
    const again = await ask()
    await market.parties.confirmSuspension(second, again.id)
    expect(await market.parties.endSuspension(operator, again.id, 'Settled')).toMatchObject({
      state: 'ended',
      endReason: 'Settled',
    })
    await expect(market.parties.endSuspension(operator, again.id, 'Twice')).rejects.toMatchObject({
      code: 'parties.suspension_decided',
    })
  })

  test('only operators suspend, with an end that is ahead', async () => {
    const { market } = world
    const { operator, buyer, buyerId } = await trade()
    const party = { kind: 'buyer', id: buyerId } as const

    await expect(market.parties.suspend(buyer, party, { reason })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(
      market.parties.suspend(operator, party, { reason, until: world.clock.now() }),
    ).rejects.toMatchObject({ code: 'parties.suspension_past' })
  })

  test('of a payment and a suspension at the same time one wins', async () => {
    const { market, given } = world
    const { buyer, productId, suspendBuyer, operator, buyerId } = await trade()
    for (let i = 0; i < 5; i += 1) {
      const order = await given.submittedOrder(buyer, productId)
      const [paid, suspended] = await Promise.allSettled([
        market.orders.pay({ actor: buyer }, order),
        suspendBuyer(),
      ])
      expect(suspended.status).toBe('fulfilled')
      const { state } = await market.orders.get(world.platform.db, order)
      expect(state === 'pending_payment').toBe(paid.status === 'rejected')
      if (paid.status === 'rejected') expect(paid.reason).toMatchObject({ code: 'parties.buyer_suspended' })
      const { items } = await market.parties.listSuspensions(
        operator,
        { kind: 'buyer', id: buyerId },
        { limit: 1 },
      )
      await market.parties.endSuspension(operator, items[0]?.id as Id<'sus'>, 'Next')
    }
  })

  test.runIf(engine === 'postgres')('a suspension waits for a purchase that began before it', async () => {
    const { buyerId, suspendBuyer } = await trade()
    const begun = Promise.withResolvers<void>()
    let ended = false
    const suspended = begun.promise.then(() => suspendBuyer()).then(() => (ended = true))

    await runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.parties.requireBuyerActive(tx, buyerId)
      begun.resolve()
      while (!(await isWaitedFor(tx))) await nextTurn()
      expect(ended).toBe(false)
    })

    await suspended
    expect(ended).toBe(true)
  })
})

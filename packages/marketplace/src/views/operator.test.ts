import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, listHistory, system } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { fromPartyCursor, toPartyCursor } from './rules.ts'
import type { BuyerSort } from './store/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

test.each(['', 'x', 'W10', Buffer.from('["a","ord_1"]').toString('base64url'), 'W1sxXV0'])(
  'no cursor of buyers: %j',
  (text) => {
    expect(fromPartyCursor(text)).toBeUndefined()
  },
)

test('a cursor of buyers holds any name', () => {
  const place = { place: '100%_“雪”', id: 'byr_1' }

  expect(fromPartyCursor(toPartyCursor(place))).toEqual(place)
})

describe.each(listRuleEngines(postgresUrl))('what operators see of parties, on %s', (engine) => {
  let world: World
  let operator: MemberActor
  const ids: Record<string, Id<'byr'>> = {}
  const buyerNamed = (name: string, minor: bigint, email: string): Promise<Id<'byr'>> =>
    runInTx(world.platform, { actor: system }, async (tx) => {
      const { parties, ledger } = world.market
      const buyerId = await parties.addBuyer(tx, { nameZh: `买家${name}`, nameEn: name })
      await ledger.openBalance(tx, buyerId, 'CNY')
      if (minor > 0n)
        await ledger.topUpIn(tx, { buyerId, amount: createMoney(minor, 'CNY'), reason: 'opening balance' })
      await parties.addMember(tx, {
        email,
        name: 'Li',
        password: 'a password of tests',
        language: 'en-US',
        buyerId,
      })
      return buyerId
    })
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
    ids.cangye = await buyerNamed('Cangye', 100n, 'lin@cangye.example')
    ids.percent = await buyerNamed('100%_Works', 0n, 'zhao@works.example')
    ids.alder = await buyerNamed('alder', 500n, 'wu@alder.example')
    ids.twin = await buyerNamed('alder', 100n, 'wu@twin.example')
  })
  afterAll(() => world.close())

  async function listed(sort: BuyerSort): Promise<Id<'byr'>[]> {
    const shown: string[] = []
    for (let after: string | undefined, ended = false; !ended;) {
      const page = await world.market.views.listBuyers(
        { sort },
        { limit: 1, language: 'en-US', ...(after !== undefined && { after }) },
      )
      shown.push(...page.items.map(({ id }) => id))
      after = page.next
      ended = after === undefined
    }
    return shown as Id<'byr'>[]
  }

  test.each<[BuyerSort, readonly string[]]>([
    ['newest', ['twin', 'alder', 'percent', 'cangye']],
    ['name', ['percent', 'alder', 'twin', 'cangye']],
    ['balance', ['alder', 'twin', 'cangye', 'percent']],
  ])('buyers come by %s, page after page, each once', async (sort, expected) => {
    expect(await listed(sort)).toEqual(expected.map((name) => ids[name]))
  })

  test.each([
    ['angy', ['cangye']],
    ['买家100%', ['percent']],
    ['100%_', ['percent']],
    ['0%W', []],
    ['WU@', ['twin', 'alder']],
    ['nobody', []],
  ])('buyers are found by %j', async (text, expected) => {
    const { items } = await world.market.views.listBuyers(
      { text, sort: 'newest' },
      { limit: 10, language: 'zh-CN' },
    )

    expect(items.map(({ id }) => id)).toEqual(expected.map((name) => ids[name]))
  })

  test.each(['alder', '1.5', '9'.repeat(30)])('a cursor that is no balance is refused: %s', async (place) => {
    const after = toPartyCursor({ place, id: 'byr_1' })

    await expect(
      world.market.views.listBuyers({ sort: 'balance' }, { limit: 1, after, language: 'en-US' }),
    ).rejects.toMatchObject({ code: 'views.cursor_malformed' })
  })

  test('R4: a corrected verification is found by, and R7 keeps what it was and why', async () => {
    const buyerId = ids.cangye as Id<'byr'>
    const ask = { verification: 'personal' as const, reason: 'a person, no company' }

    await world.market.parties.correctVerification(operator, buyerId, ask)

    const { items } = await world.market.views.listBuyers(
      { verification: 'personal', sort: 'newest' },
      { limit: 10, language: 'zh-CN' },
    )
    expect(items.map(({ id }) => id)).toEqual([buyerId])
    expect((await listHistory(world.platform.db, buyerId)).at(-1)).toMatchObject({
      kind: 'buyer.verified',
      actor: { id: operator.memberId },
      data: { from: 'enterprise', verification: 'personal', reason: ask.reason },
    })
    const again = world.market.parties.correctVerification(operator, buyerId, ask)
    await expect(again).rejects.toMatchObject({ code: 'parties.verification_same' })
    for (const actor of [await world.given.seller()])
      await expect(world.market.parties.correctVerification(actor, buyerId, ask)).rejects.toMatchObject({
        code: 'parties.not_an_operator',
      })
  })

  test('R113: the level that an operator sets holds from then on; R7 keeps what it was and why', async () => {
    const { parties, views } = world.market
    const buyerId = ids.cangye as Id<'byr'>
    const ask = { level: 'V4' as const, reason: 'a year without arrears' }
    expect(await parties.levelOf(world.platform.db, buyerId)).toBe('V0')

    await parties.setLevel(operator, buyerId, ask)

    expect(await parties.levelOf(world.platform.db, buyerId)).toBe('V4')
    expect(await views.getBuyer(buyerId)).toMatchObject({ level: 'V4' })
    expect((await listHistory(world.platform.db, buyerId)).at(-1)).toMatchObject({
      kind: 'buyer.level_set',
      actor: { id: operator.memberId },
      data: { from: 'V0', level: 'V4', reason: ask.reason },
    })
    await expect(parties.setLevel(operator, buyerId, ask)).rejects.toMatchObject({
      code: 'parties.level_same',
    })
    await expect(parties.setLevel(operator, 'byr_none' as Id<'byr'>, ask)).rejects.toMatchObject({
      code: 'parties.buyer_not_found',
    })
    const seller = await world.given.seller()
    await expect(parties.setLevel(seller, buyerId, ask)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
  })

  test('a buyer and a seller are found by an order’s number, and show what they have', async () => {
    const product = await world.given.listedProduct('http://127.0.0.1:1/produce')
    const buyer = await world.given.buyer()
    const buyerId = buyer.buyerId as Id<'byr'>
    const orderId = await world.given.paidOrder(buyer, product.productId)
    await world.given.paidOrder(await world.given.buyer(), product.productId)
    const { views } = world.market
    const { number } = await views.getAnyOrder(orderId, { actor: operator, language: 'en-US' })
    const page = { limit: 10, language: 'en-US' as const }

    const buyers = await views.listBuyers({ text: number.toLowerCase(), sort: 'newest' }, page)
    const sellers = await views.listSellers({ text: number, sort: 'name' }, page)

    expect(buyers.items.map(({ id }) => id)).toEqual([buyerId])
    expect(sellers.items).toMatchObject([
      { id: product.sellerId, products: { total: 1, listed: 1 }, members: 1, breaker: 'closed' },
    ])
    expect(await views.getBuyer(buyerId)).toMatchObject({ orders: 1, services: 1, state: 'active' })
    expect(await views.getSeller(product.sellerId)).toMatchObject({
      orders: 2,
      addresses: 1,
      keys: 1,
      gate: { breaker: 'closed', limit: 4 },
    })
    const { sellerId } = product
    expect((await views.listAllOrders({ sellerId }, { limit: 10 })).items).toHaveLength(2)
    expect((await views.listAllOrders({ sellerId, buyerId }, { limit: 10 })).items).toMatchObject([
      { id: orderId },
    ])
    expect((await views.listSellers({ selling: false, sort: 'newest' }, page)).items).not.toContainEqual(
      expect.objectContaining({ id: sellerId }),
    )
    expect(JSON.stringify(await views.listKeysOfSeller(sellerId, { limit: 10 }))).not.toContain('hint')
  })

  test('the movements of a balance are narrowed by kind and time', async () => {
    const buyerId = ids.alder as Id<'byr'>
    const at = world.clock.now()
    await world.advance(1)
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.ledger.pay(tx, { buyerId, orderId: 'ord_of_movements', amount: createMoney(1n, 'CNY') }),
    )
    const kindsOf = async (filter: Parameters<typeof world.market.views.getBalance>[2]) =>
      (await world.market.views.getBalance(buyerId, { limit: 10 }, filter)).entries.items.map(
        ({ kind }) => kind,
      )

    expect(await kindsOf({})).toEqual(['payment', 'top_up'])
    expect(await kindsOf({ kind: 'top_up' })).toEqual(['top_up'])
    expect(await kindsOf({ from: toIso(world.clock.now()) })).toEqual(['payment'])
    expect(await kindsOf({ to: toIso(world.clock.now()) })).toEqual(['top_up'])
    expect(at).toBeLessThan(world.clock.now())
  })

  test('one product is read whole, in whatever state', async () => {
    const { productId } = await world.given.listedProduct('http://127.0.0.1:1/produce')

    const product = await world.market.views.getAnyProduct(productId)

    expect(product).toMatchObject({
      id: productId,
      state: 'listed',
      content: { category: 'collaboration' },
      access: { url: 'http://127.0.0.1:1/produce' },
    })
    await expect(world.market.views.getAnyProduct('prd_none')).rejects.toMatchObject({
      code: 'catalog.product_not_found',
    })
  })
})

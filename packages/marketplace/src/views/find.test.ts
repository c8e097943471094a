import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMoney, formatReference } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { requireBuyer, requireSeller } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the search of a centre, on %s', (engine) => {
  let world: World
  let seller: MemberActor
  let other: MemberActor
  let buyer: MemberActor
  let stranger: MemberActor
  let operator: MemberActor
  let orderId: Id<'ord'>
  let number: string
  let sellerName: string
  let productId: Id<'prd'>
  let name: { readonly zh: string; readonly en: string }
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    const { given } = world
    const listed = await given.listedProduct('http://127.0.0.1:1/produce')
    productId = listed.productId
    seller = listed.seller
    buyer = await given.buyer()
    stranger = await given.buyer()
    other = await given.seller()
    operator = await given.operator()
    orderId = await given.paidOrder(buyer, productId)
    const { items } = await world.market.views.listAllOrders({}, { limit: 1 })
    number = items[0]?.number ?? ''
    sellerName = items[0]?.lines[0]?.seller.name.en ?? ''
    name = items[0]?.lines[0]?.product.name ?? { zh: '', en: '' }
  })
  afterAll(() => world.close())

  const views = () => world.market.views
  const asBuyer = async (who: MemberActor, text: string) => views().findForBuyer(requireBuyer(who), text)
  const asSeller = async (who: MemberActor, text: string) =>
    views().findForSeller(who, requireSeller(who), text)
  const kinds = (found: readonly { readonly kind: string }[]) => found.map(({ kind }) => kind)

  test('a whole number is exact, its beginning is not, in upper or lower case', async () => {
    expect(await asBuyer(buyer, number.toLowerCase())).toMatchObject([
      { kind: 'order', id: orderId, code: number, exact: true, name },
    ])
    expect(await asBuyer(buyer, number.slice(0, 8))).toMatchObject([
      { kind: 'order', id: orderId, exact: false },
    ])
    expect(await asBuyer(buyer, number.slice(1))).toEqual([])
  })

  test('a product leads to its services, its seller and its orders', async () => {
    expect(kinds(await asBuyer(buyer, name.zh.slice(1)))).toEqual(['service'])
    expect(kinds(await asBuyer(buyer, sellerName))).toEqual(['service'])
    expect(await asSeller(seller, name.en.toUpperCase())).toMatchObject([{ kind: 'product', id: productId }])
    expect(kinds(await views().findForOperator(operator, productId))).toEqual(['product'])
  })

  test('another party finds nothing of it, whatever it looks for', async () => {
    for (const text of [number, name.zh, name.en, productId, orderId])
      expect([...(await asBuyer(stranger, text)), ...(await asSeller(other, text))]).toEqual([])
  })

  test('R2: a colleague finds only what their rights open', async () => {
    const { parties } = world.market
    const { member } = await parties.addColleague(
      seller,
      { kind: 'seller', id: requireSeller(seller) },
      {
        email: 'finder@loggia.example',
        name: 'A colleague',
        language: 'en-US',
        rights: { main: false, grants: ['products:read'] },
      },
    )
    const colleague = { ...seller, memberId: member.id }

    expect(await asSeller(colleague, number)).toEqual([])
    expect(kinds(await asSeller(colleague, name.en))).toEqual(['product'])
    expect(kinds(await asSeller(seller, number))).toEqual(['order'])
    // Rights for one seller say nothing about another.
    expect(await views().findForSeller(colleague, requireSeller(other), name.en)).toEqual([])
  })

  test('R6: an operator of finance finds orders, but no products and no sellers', async () => {
    const { parties } = world.market
    const { member } = await parties.addColleague(
      operator,
      { kind: 'operator' },
      {
        email: 'catalogue@loggia.example',
        name: 'A colleague',
        language: 'en-US',
        rights: { main: false, grants: ['finance'] },
      },
    )

    const found = await views().findForOperator({ ...operator, memberId: member.id }, number)
    expect(kinds(found)).toEqual(['order'])
    expect(await views().findForOperator({ ...operator, memberId: member.id }, name.en)).toEqual([])
  })

  test('a payment reference leads to its request, for its buyer and for operators of finance', async () => {
    const { ledger, parties } = world.market
    const amount = createMoney(50_000n, 'CNY')
    const { requestId, reference } = await ledger.requestTopUp({ actor: buyer }, { amount })
    const { member } = await parties.addColleague(
      operator,
      { kind: 'operator' },
      {
        email: 'tender@loggia.example',
        name: 'A colleague',
        language: 'en-US',
        rights: { main: false, grants: ['catalogue'] },
      },
    )
    const found = { kind: 'top_up', id: requestId, code: reference, exact: true }

    expect(await asBuyer(buyer, formatReference(reference).toLowerCase())).toMatchObject([
      { ...found, name: { en: '500.00 CNY' } },
    ])
    expect(await views().findForOperator(operator, reference)).toMatchObject([
      { ...found, about: { en: '500.00 CNY' } },
    ])
    expect(await asBuyer(buyer, reference.slice(0, -1))).toEqual([])
    expect(await asBuyer(stranger, reference)).toEqual([])
    const colleague = { ...operator, memberId: member.id }
    for (const text of [reference, number, name.en])
      expect(await views().findForOperator(colleague, text)).toEqual([])
  })

  test('a wildcard of the database is a character like any other', async () => {
    for (const text of ['%%', '__', '\\\\'])
      expect([...(await asBuyer(buyer, text)), ...(await views().findForOperator(operator, text))]).toEqual(
        [],
      )
  })
})

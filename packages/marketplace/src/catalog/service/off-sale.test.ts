import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toId } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createReviewing } from '../testing/reviewing.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('products that go off sale on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let buyer: MemberActor
  const { told, listen, listed, listablesOf, approve, itemOf, order } = createReviewing(() => world, {
    operator: () => operator,
    buyer: () => buyer,
  })
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
    buyer = await world.given.buyer()
    listen()
  })
  afterAll(() => world.close())

  test('R52: a hidden product leaves the catalogue, stays at its own address and can be bought; shown again it shows all', async () => {
    const { seller, productId } = await listed()
    const specificationId = (await world.market.views.getProduct(productId)).specifications[1]?.id ?? ''
    const inCatalogue = async () =>
      (await world.market.views.listProducts({ limit: 100 })).items.some(({ id }) => id === productId)
    await world.market.catalog.proposeVisibility(seller, productId, { hidden: true, specificationId })
    await approve(productId)
    const names = async (opened?: string) =>
      (await world.market.views.getProduct(productId, opened)).specifications.map(({ name }) => name.en)
    expect([await names(), await names(specificationId)]).toEqual([
      ['Standard'],
      ['Standard', 'Professional'],
    ])

    await world.market.catalog.proposeVisibility(seller, productId, { hidden: true })
    expect(await inCatalogue()).toBe(true)
    await approve(productId)

    expect(await inCatalogue()).toBe(false)
    expect(await listablesOf(productId)).toEqual([])
    await order((await itemOf(productId))?.id, '10.00')
    await world.market.catalog.proposeVisibility(seller, productId, { hidden: false })
    await approve(productId)
    expect([await inCatalogue(), await names()]).toEqual([true, ['Standard', 'Professional']])
    expect(told).toEqual(['product.changed', 'product.delisted', 'product.listed'])
  })

  test('R50, R51: a specification is delisted for good after approval, and the last one takes the product with it', async () => {
    const { seller, productId, content } = await listed()
    const ids = content.specifications.map(({ id }) => toId(id, 'spc'))
    const item = await itemOf(productId)
    await world.market.catalog.requestDelisting(seller, productId, {
      reason: 'replaced',
      specificationIds: ids.slice(0, 1),
    })
    await order(item?.id, '10.00')
    expect(await approve(productId)).toEqual({ state: 'listed' })
    await expect(order(item?.id, '10.00')).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
    await expect(
      world.market.catalog.requestDelisting(seller, productId, {
        reason: 'again',
        specificationIds: ids.slice(0, 1),
      }),
    ).rejects.toMatchObject({ code: 'catalog.nothing_to_delist' })

    await world.market.catalog.requestDelisting(seller, productId, {
      reason: 'replaced',
      specificationIds: ids.slice(1),
    })
    expect(await approve(productId)).toEqual({ state: 'delisted' })

    await expect(world.market.views.getProduct(productId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      world.market.catalog.proposeVisibility(seller, productId, { hidden: false }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^catalog\./) })
    expect(told).toEqual(['product.changed', 'product.delisted'])
    expect((await world.market.views.listSellerProducts(seller.sellerId, { limit: 5 })).items[0]?.state).toBe(
      'delisted',
    )
  })

  test('R53: a suspension ends by itself after its days', async () => {
    const { productId } = await listed()
    const item = await itemOf(productId)

    expect(
      await world.market.catalog.suspend(operator, productId, { days: 15, reason: 'seller unreachable' }),
    ).toEqual({ state: 'suspended' })

    await world.advance(fromDays(15) - 1)
    await expect(order(item?.id, '10.00')).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
    await world.advance(1)
    await order(item?.id, '10.00')
    expect(told).toEqual(['product.delisted', 'product.listed'])
    const history = await listHistory(world.platform.db, productId)
    expect(
      history.slice(-2).map(({ kind, actor, data }) => [kind, actor.kind, data['to'], data['reason']]),
    ).toEqual([
      ['product.suspended', 'member', 'suspended', 'seller unreachable'],
      ['product.returned', 'system', 'listed', undefined],
    ])
  })

  test('what is delisted as a whole is still read as it was last, by its seller and by operators', async () => {
    const { seller, productId } = await listed()
    const { catalog } = world.market
    const before = await catalog.getContent(seller, productId)

    await catalog.delist(operator, productId, { reason: 'defamation' })

    expect(await catalog.getContent(seller, productId)).toEqual(before)
    expect(await catalog.contentOf(productId)).toEqual(before)
  })

  test('an operator’s delisting is for good and ends a suspension', async () => {
    const { seller, productId } = await listed()
    await world.market.catalog.suspend(operator, productId, { days: 1, reason: 'violation' })

    expect(await world.market.catalog.delist(operator, productId, { reason: 'defamation' })).toEqual({
      state: 'delisted',
    })

    await world.advance(fromDays(2))
    await expect(world.market.views.getProduct(productId)).rejects.toMatchObject({ kind: 'not_found' })
    await expect(
      world.market.catalog.requestDelisting(seller, productId, { reason: 'me too' }),
    ).rejects.toMatchObject({ code: 'catalog.not_changeable' })
  })
})

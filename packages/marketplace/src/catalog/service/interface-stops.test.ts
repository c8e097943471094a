import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory, runInTx, system } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { getProduct } from '../index.ts'
import { createReviewing } from '../testing/reviewing.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('products whose interface fails, on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let buyer: MemberActor
  const { listed, listablesOf, itemOf, order } = createReviewing(() => world, {
    operator: () => operator,
    buyer: () => buyer,
  })
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
    buyer = await world.given.buyer()
  })
  afterAll(() => world.close())

  const catalog = () => world.market.catalog
  const inTx = (work: (tx: Tx) => Promise<void>): Promise<void> =>
    runInTx(world.platform, { actor: system }, work)
  const stateOf = async (productId: Id<'prd'>) => (await getProduct(world.platform.db, productId)).state
  const factsOf = async (productId: Id<'prd'>) =>
    (await listHistory(world.platform.db, productId)).map(({ kind }) => kind)

  test('R240: a frozen product leaves the catalogue and cannot be bought; it returns as it was', async () => {
    const { productId } = await listed()
    const item = await itemOf(productId)

    await inTx((tx) => catalog().freeze(tx, productId))
    await inTx((tx) => catalog().freeze(tx, productId))

    expect([await stateOf(productId), await listablesOf(productId)]).toEqual(['suspended', []])
    await expect(order(item?.id, '10.00')).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
    expect(await world.market.views.getProductAbsence(productId)).toMatchObject({ absence: 'frozen' })
    await inTx((tx) => catalog().unfreeze(tx, productId))
    expect([await stateOf(productId), (await listablesOf(productId)).length]).toEqual(['listed', 1])
    await order(item?.id, '10.00')
    expect((await factsOf(productId)).slice(-2)).toEqual(['product.frozen', 'product.unfrozen'])
  })

  test('a freeze and suspensions for other reasons each last to their own end', async () => {
    const { productId, seller } = await listed()
    await inTx((tx) => catalog().freeze(tx, productId))
    await inTx((tx) => catalog().hearSellerSuspended(tx, seller.sellerId))
    await inTx((tx) => catalog().hearSellerReinstated(tx, seller.sellerId))
    expect(await stateOf(productId)).toBe('suspended')
    await inTx((tx) => catalog().hearSellerSuspended(tx, seller.sellerId))
    await inTx((tx) => catalog().unfreeze(tx, productId))
    expect(await stateOf(productId)).toBe('suspended')
    await inTx((tx) => catalog().hearSellerReinstated(tx, seller.sellerId))
    expect(await stateOf(productId)).toBe('listed')

    await catalog().suspend(operator, productId, { days: 3, reason: 'a complaint' })
    await inTx((tx) => catalog().freeze(tx, productId))
    await world.advance(fromDays(4))
    expect(await stateOf(productId)).toBe('suspended')
    await inTx((tx) => catalog().unfreeze(tx, productId))
    expect(await stateOf(productId)).toBe('listed')
  })

  test('R238: delisted for its interface it can be listed again with all it offered; delisted for good it cannot', async () => {
    const { productId, seller } = await listed()
    const item = await itemOf(productId)
    await catalog().proposeVisibility(seller, productId, { hidden: true })
    const delist = (id: Id<'prd'>) =>
      inTx((tx) => catalog().delistForInterface(tx, id, { cause: 'days', reason: 'fails' }))

    await delist(productId)

    expect([await stateOf(productId), await listablesOf(productId)]).toEqual(['delisted', []])
    expect((await getProduct(world.platform.db, productId)).interfaceDelisted).toBe(true)
    await expect(catalog().decide(operator, productId, { approve: true })).rejects.toMatchObject({
      code: 'catalog.not_in_review',
    })
    await expect(delist(productId)).rejects.toMatchObject({ code: 'catalog.not_delistable' })
    await inTx((tx) => catalog().relist(tx, productId))
    expect(await stateOf(productId)).toBe('listed')
    await order(item?.id, '10.00')
    await catalog().delist(operator, productId, { reason: 'for good' })
    await expect(inTx((tx) => catalog().relist(tx, productId))).rejects.toMatchObject({
      code: 'catalog.not_relistable',
    })
  })

  test('R53: a suspension by an operator goes on after a relisting, and ends at its time', async () => {
    const { productId } = await listed()
    const delist = () => inTx((tx) => catalog().delistForInterface(tx, productId, { cause: 'days' }))
    const relist = () => inTx((tx) => catalog().relist(tx, productId))
    await catalog().suspend(operator, productId, { days: 10, reason: 'a complaint' })
    await inTx((tx) => catalog().freeze(tx, productId))
    await delist()
    await world.advance(fromDays(1))

    await relist()

    expect([await stateOf(productId), await listablesOf(productId)]).toEqual(['suspended', []])
    await world.advance(fromDays(8))
    expect(await stateOf(productId)).toBe('suspended')
    await world.advance(fromDays(2))
    expect(await stateOf(productId)).toBe('listed')

    await catalog().suspend(operator, productId, { days: 1, reason: 'a complaint' })
    await delist()
    await world.advance(fromDays(2))
    expect(await stateOf(productId)).toBe('delisted')
    await relist()
    expect(await stateOf(productId)).toBe('listed')
  })

  test('R50: an operator delists for good what was delisted for its interface', async () => {
    const { productId } = await listed()
    await inTx((tx) => catalog().delistForInterface(tx, productId, { cause: 'days' }))

    await catalog().delist(operator, productId, { reason: 'given up' })

    await expect(inTx((tx) => catalog().relist(tx, productId))).rejects.toMatchObject({
      code: 'catalog.not_relistable',
    })
    await expect(catalog().delist(operator, productId, { reason: 'again' })).rejects.toMatchObject({
      code: 'catalog.not_delistable',
    })
  })

  test('nothing of a suspended seller is listed again', async () => {
    const { productId, seller } = await listed()
    await inTx((tx) => catalog().delistForInterface(tx, productId, { cause: 'orders' }))
    const second = await world.given.operator()
    const party = { kind: 'seller', id: seller.sellerId } as const
    const { id } = await world.market.parties.suspend(operator, party, { reason: 'fraud' })
    await world.market.parties.confirmSuspension(second, id)
    await expect(inTx((tx) => catalog().relist(tx, productId))).rejects.toMatchObject({
      code: 'parties.seller_suspended',
    })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addMs, fromDays, fromHours } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, listHistory, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createExampleDraft } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('R57: the certificates of a product, on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  /** The date `count` days from now, in the market's zone. */
  const dayIn = (count: number) =>
    new Date(addMs(world.clock.now(), fromDays(count) + fromHours(8))).toISOString().slice(0, 10)
  const certificate = (validUntil: string) => ({
    kind: 'compatibility' as const,
    number: 'C-1',
    holder: '澄澜科技',
    validUntil,
  })
  async function listed(change: Partial<DraftProduct>) {
    const seller = await world.given.seller()
    const productId = await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, seller.sellerId, {
        ...createExampleDraft(change),
        state: 'listed',
      }),
    )
    const state = async () => (await productOf(seller, productId)).state
    const propose = async (next: Partial<DraftProduct>) => {
      const content = await world.market.catalog.getContent(seller, productId)
      await world.market.catalog.proposeChange(seller, productId, { ...content, ...next })
      return world.market.catalog.decide(operator, productId, { approve: true })
    }
    const messages = async () =>
      (await world.market.notifications.list({ kind: 'seller', id: seller.sellerId }, { limit: 20 })).items
        .map(({ kind }) => kind)
        .filter((kind) => kind.startsWith('certificate_'))
    return { seller, productId, state, propose, messages }
  }
  const productOf = async (seller: MemberActor, productId: Id<'prd'>) => {
    const { items } = await world.market.views.listSellerProducts(seller.sellerId as Id<'sel'>, { limit: 5 })
    const found = items.find(({ id }) => id === productId)
    if (!found) throw new Error('There is no product')
    return found
  }

  test('thirty days before the end the seller is told, at the end the product is hidden, a change with a new one brings it back', async () => {
    const of = await listed({ certificates: [certificate(dayIn(40))] })
    await world.advance(fromDays(9))
    expect(await of.messages()).toEqual([])
    await world.advance(fromDays(3))
    expect(await of.messages()).toEqual(['certificate_expiring'])
    expect(await of.state()).toBe('listed')

    await world.advance(fromDays(30))

    expect(await of.messages()).toEqual(['certificate_expired', 'certificate_expiring'])
    expect(await productOf(of.seller, of.productId)).toMatchObject({ state: 'hidden' })
    expect(await productOf(of.seller, of.productId)).not.toHaveProperty('hidden')
    const cards = await world.market.views.listProducts({ limit: 50 })
    expect(cards.items.map(({ id }) => id)).not.toContain(of.productId)
    expect((await listHistory(world.platform.db, of.productId)).at(-1)).toMatchObject({
      kind: 'product.certificate_expired',
      data: { from: 'listed', to: 'hidden', certificates: [{ number: 'C-1' }] },
    })

    await expect(of.propose({ tags: ['云'] })).rejects.toMatchObject({ code: 'catalog.certificate_expired' })
    expect(await of.propose({ certificates: [certificate(dayIn(400))] })).toEqual({ state: 'listed' })
    await world.advance(fromDays(1))
    expect(await of.state()).toBe('listed')
  })

  test('what its seller has hidden stays so, also after a change with a new one', async () => {
    const of = await listed({ hidden: true, certificates: [certificate(dayIn(3))] })
    await world.advance(fromDays(5))

    expect(await of.propose({ certificates: [certificate(dayIn(400))] })).toEqual({ state: 'hidden' })
    expect(await productOf(of.seller, of.productId)).toMatchObject({ state: 'hidden', hidden: true })
  })

  test('a suspension that ends after the certificate leaves the product hidden', async () => {
    const of = await listed({ certificates: [certificate(dayIn(3))] })
    await world.market.catalog.suspend(operator, of.productId, { days: 10, reason: '热线无人接听' })
    await world.advance(fromDays(5))
    expect(await of.state()).toBe('suspended')
    expect(await of.messages()).toContain('certificate_expired')

    await world.advance(fromDays(6))

    expect(await of.state()).toBe('hidden')
  })

  test('a draft is not submitted with one that is over, and one that ends in review is listed hidden', async () => {
    const seller = await world.given.seller()
    const { catalog, access } = world.market
    await runInTx(world.platform, { actor: system }, (tx) => access.addKeyIn(tx, seller.sellerId, 'basic'))
    const draft = createExampleDraft({ certificates: [certificate(dayIn(-1))] })
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'catalog.certificate_expired',
    })

    const of = await listed({ certificates: [certificate(dayIn(1))] })
    const content = await catalog.getContent(of.seller, of.productId)
    await catalog.proposeChange(of.seller, of.productId, { ...content, tags: ['云'] })
    await world.advance(fromDays(3))
    expect(await catalog.decide(operator, of.productId, { approve: true })).toEqual({ state: 'hidden' })
  })

  test('one without a date never ends', async () => {
    const { validUntil: _none, ...forGood } = certificate('')
    const of = await listed({ certificates: [forGood] })

    await world.advance(fromDays(400))

    expect(await of.state()).toBe('listed')
    expect(await of.messages()).toEqual([])
  })
})

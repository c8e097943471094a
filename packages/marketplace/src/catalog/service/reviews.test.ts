import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { createReviewing } from '../testing/reviewing.ts'
import { createExampleDraft, createMonthlyPrice } from './example-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('reviews on %s', (engine) => {
  let world: World
  let operator: MemberActor
  let buyer: MemberActor
  const { told, listen, draftOf, listed, listablesOf, approve, itemOf, withPrice, order, applicationsOf } =
    createReviewing(() => world, {
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

  test('R49, R54: a change is on sale only after its approval, under the same codes; an unpaid order keeps its price', async () => {
    const { seller, productId, content } = await listed()
    const before = await itemOf(productId)
    const { orderId } = await order(before?.id, '10.00')

    await world.market.catalog.proposeChange(seller, productId, {
      ...withPrice(content, '15'),
      name: { zh: '云账本二', en: 'Cloud Ledger 2' },
    })

    expect(await itemOf(productId)).toEqual(before)
    await order(before?.id, '10.00')
    expect(await approve(productId)).toEqual({ state: 'listed' })
    const after = await itemOf(productId)
    expect(after).toMatchObject({ id: before?.id, code: before?.code, unitPrice: { amount: '15' } })
    expect((await world.market.views.getProduct(productId)).name.en).toBe('Cloud Ledger 2')
    await expect(order(before?.id, '10.00')).rejects.toMatchObject({ code: 'order.price_changed' })
    expect((await world.market.orders.get(world.platform.db, orderId)).total.amountMinor).toBe(1000n)
    await world.market.orders.pay({ actor: buyer }, orderId)
    expect(told).toEqual(['product.changed'])
  })

  test('R40: what is submitted has a tag; what is listed without one stays, and gets one with its next change', async () => {
    const { catalog } = world.market
    const seller = await world.given.seller()
    const productId = await draftOf(seller, { tags: [] })

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({ code: 'catalog.tags_missing' })
    await catalog.updateDraft(seller, productId, createExampleDraft())
    await catalog.submit(seller, productId)
    await approve(productId)
    const content = await catalog.getContent(seller, productId)
    const { tags: _tags, ...untagged } = content
    await expect(catalog.proposeChange(seller, productId, untagged)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'catalog.tags_missing',
    })
    expect((await catalog.getContent(seller, productId)).tags).toEqual(content.tags)
  })

  test('R49: a rejected change leaves all as it was, and is there with its reason to go on from', async () => {
    const { seller, productId, content } = await listed()
    const proposed = withPrice(content, '99')
    await world.market.catalog.proposeChange(seller, productId, proposed)

    await world.market.catalog.decide(operator, productId, { approve: false, reason: 'too dear' })

    expect((await itemOf(productId))?.unitPrice.amount).toBe('10')
    const [latest] = await applicationsOf(seller, productId)
    expect(latest).toMatchObject({
      kind: 'change',
      state: 'rejected',
      decisionReason: 'too dear',
      changesPrices: true,
      content: JSON.parse(JSON.stringify(proposed)),
    })
    await world.market.catalog.proposeChange(seller, productId, withPrice(content, '12'))
    expect(told).toEqual([])
  })

  test('R49: a new specification gets its codes, an old one cannot be left out, one application waits at a time', async () => {
    const { seller, productId, content } = await listed()
    const added = {
      ...content,
      specifications: [
        ...content.specifications,
        { name: { zh: '旗舰版', en: 'Enterprise' }, features: [], prices: [createMonthlyPrice('30')] },
      ],
    }
    await expect(
      world.market.catalog.proposeChange(seller, productId, {
        ...content,
        specifications: content.specifications.slice(1),
      }),
    ).rejects.toMatchObject({ code: 'catalog.specification_removed' })
    await world.market.catalog.proposeChange(seller, productId, added)
    await expect(world.market.catalog.proposeChange(seller, productId, added)).rejects.toMatchObject({
      code: 'catalog.application_pending',
    })

    await approve(productId)

    const { specifications } = await world.market.views.getProduct(productId)
    expect(specifications.map(({ name }) => name.en)).toEqual(['Standard', 'Professional', 'Enterprise'])
    await expect(world.market.catalog.updateDraft(seller, productId, content)).rejects.toMatchObject({
      code: 'catalog.not_editable',
    })
  })

  test('R49: a price that a change leaves out is not offered any more, and the order that names it stands', async () => {
    const { seller, productId, content } = await listed({
      specifications: [
        {
          name: { zh: '标准版', en: 'Standard' },
          features: [],
          prices: [
            createMonthlyPrice('10'),
            { period: 'year', unitPrice: { amount: '100', currency: 'CNY' } },
          ],
        },
      ],
    })
    const year = (await world.market.views.getProduct(productId)).specifications[0]?.skus[0]?.priceItems[1]
    const { orderId } = await order(year?.id, '100.00')
    await world.market.catalog.proposeChange(seller, productId, withPrice(content, '10'))
    await approve(productId)

    await expect(order(year?.id, '100.00')).rejects.toMatchObject({ code: 'catalog.not_on_sale' })
    expect(await world.market.orders.pay({ actor: buyer }, orderId)).toEqual({ state: 'processing' })
  })

  test('R58: what waits is withdrawn until a reviewer has opened it', async () => {
    const seller = await world.given.seller()
    const productId = await draftOf(seller)
    await world.market.catalog.submit(seller, productId)
    expect(await world.market.catalog.withdraw(seller, productId)).toEqual({ state: 'draft' })
    await world.market.catalog.updateDraft(seller, productId, createExampleDraft({ tags: ['财务'] }))
    await world.market.catalog.submit(seller, productId)
    const { items } = await world.market.views.listReviews({ limit: 100 })
    const waiting = items.find((one) => one.productId === productId)

    await world.market.catalog.openReview(operator, waiting?.id as Id<'apl'>)
    await world.market.catalog.openReview(operator, waiting?.id as Id<'apl'>)

    const party = { kind: 'seller', id: seller.sellerId } as const
    const told = await world.market.notifications.list(party, { limit: 5 })
    expect(told.items.map(({ kind, data }) => [kind, data['dueAt']])).toEqual([
      ['product_review_started', waiting?.dueAt],
    ])

    await expect(world.market.catalog.withdraw(seller, productId)).rejects.toMatchObject({
      code: 'catalog.review_opened',
    })
    expect((await applicationsOf(seller, productId)).map(({ state }) => state)).toEqual([
      'in_review',
      'withdrawn',
    ])
    await approve(productId)
    expect((await world.market.views.getProduct(productId)).tags).toEqual(['财务'])
  })

  test('R6: with four eyes other prices take two operators, other words do not', async () => {
    const second = await world.given.operator()
    const { seller, productId, content } = await listed()
    await world.market.settings.changeSettings(operator, { fourEyesOnPrices: true })
    await world.market.catalog.proposeChange(seller, productId, withPrice(content, '11'))

    await approve(productId)
    expect((await itemOf(productId))?.unitPrice.amount).toBe('10')
    await expect(approve(productId)).rejects.toMatchObject({ code: 'catalog.second_operator_needed' })
    await world.market.catalog.decide(second, productId, { approve: true })

    expect((await itemOf(productId))?.unitPrice.amount).toBe('11')
    const now = await world.market.catalog.getContent(seller, productId)
    await world.market.catalog.proposeChange(seller, productId, { ...now, tags: ['对账'] })
    await approve(productId)
    expect((await world.market.views.getProduct(productId)).tags).toEqual(['对账'])
    await world.market.settings.changeSettings(operator, { fourEyesOnPrices: false })
  })

  test('R45, R291: the queue shows when each review is due; ten releases of a seller in one day make all of them later', async () => {
    const seller = await world.given.seller()
    const ids: Id<'prd'>[] = []
    for (let i = 0; i < 10; i += 1) ids.push(await draftOf(seller))
    const dueOf = async () => {
      const { items } = await world.market.views.listReviews({ limit: 100 })
      return new Set(
        items.filter((one) => ids.includes(one.productId as Id<'prd'>)).map(({ dueAt }) => dueAt),
      )
    }
    const [first, ...others] = ids
    const last = others.pop()
    for (const id of [first, ...others]) await world.market.catalog.submit(seller, id as Id<'prd'>)
    const three = await dueOf()
    await world.market.catalog.submit(seller, last as Id<'prd'>)
    const thirteen = await dueOf()

    expect([three.size, thirteen.size]).toEqual([1, 1])
    const [[early], [late]] = [[...three], [...thirteen]]
    // Ten additional working days are two weeks.
    expect(late).toBe(toIso(new Date(early ?? 0).getTime() + fromDays(14)))
    await world.advance(fromDays(30))
    const { items } = await world.market.views.listReviews({ limit: 100 })
    expect(
      items.filter((one) => ids.includes(one.productId as Id<'prd'>)).every(({ overdue }) => overdue),
    ).toBe(true)
  })

  test('R40: a product is submitted in a leaf of the tree, and a category that holds something stays', async () => {
    const { catalog } = world.market
    const name = { zh: '分类', en: 'Category' }
    await catalog.saveCategory(operator, { code: 'tools', name, position: 20 })
    await catalog.saveCategory(operator, { code: 'tools-small', parent: 'tools', name, position: 1 })
    const seller = await world.given.seller()
    const productId = await draftOf(seller, { category: 'tools' })

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'catalog.category_not_leaf',
    })
    await catalog.updateDraft(seller, productId, createExampleDraft({ category: 'tools-small' }))
    await catalog.submit(seller, productId)
    const count = async () =>
      (await catalog.countListed(operator)).find(({ code }) => code === 'tools-small')?.products
    expect(await count()).toBeUndefined()
    await approve(productId)

    const [listable] = await listablesOf(productId)
    expect(listable?.category.map(({ code }) => code)).toEqual(['tools', 'tools-small'])
    expect(await count()).toBe(1)
    await expect(catalog.deleteCategory(operator, 'tools-small')).rejects.toMatchObject({
      code: 'catalog.category_in_use',
    })
    await expect(
      catalog.saveCategory(operator, { code: 'tools-tiny', parent: 'tools-small', name, position: 1 }),
    ).rejects.toMatchObject({ code: 'catalog.category_in_use' })
  })

  test('only operators decide, suspend, delist and keep the tree; only the seller asks', async () => {
    const { seller, productId, content } = await listed()
    const other = await world.given.seller()
    const { catalog } = world.market
    const name = { zh: '分类', en: 'Category' }

    for (const tried of [
      () => catalog.suspend(seller, productId, { days: 1, reason: 'x' }),
      () => catalog.delist(seller, productId, { reason: 'x' }),
      () => catalog.openReview(seller, 'apl_1'),
      () => catalog.getReview(seller, 'apl_1'),
      () => catalog.saveCategory(seller, { code: 'mine', name, position: 1 }),
      () => catalog.deleteCategory(seller, 'finance'),
      () => catalog.countListed(seller),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'parties.not_an_operator' })
    for (const tried of [
      () => catalog.proposeChange(other, productId, content),
      () => catalog.proposeVisibility(other, productId, { hidden: true }),
      () => catalog.requestDelisting(other, productId, { reason: 'x' }),
      () => catalog.withdraw(other, productId),
      () => catalog.getContent(other, productId),
      () => catalog.listApplications(other, productId, { limit: 1 }),
      () => catalog.updateDraft(other, productId, content),
    ])
      await expect(tried()).rejects.toMatchObject({ code: 'catalog.product_not_found' })
  })
})

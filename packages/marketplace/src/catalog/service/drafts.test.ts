import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../../embedded/index.ts'
import { makePng } from '../../media/index.ts'
import type { World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'
import { saveReadyDraft } from '../testing/ready-draft.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const draft: DraftProduct = {
  name: { zh: '云账本', en: 'Cloud Ledger' },
  summary: { zh: '记账', en: 'Bookkeeping' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['记账'],
  quantity: { name: { zh: '席位', en: 'Seats' }, unit: { zh: '席', en: 'seat' }, min: 5, max: 200 },
  specifications: [
    {
      name: { zh: '标准版', en: 'Standard' },
      features: [{ zh: '对账', en: 'Reconciliation' }],
      prices: [
        { period: 'month', unitPrice: { amount: '26.8', currency: 'CNY' } },
        { period: 'year', unitPrice: { amount: '268', currency: 'CNY' } },
      ],
    },
    {
      name: { zh: '专业版', en: 'Professional' },
      features: [],
      prices: [{ period: 'year', unitPrice: { amount: '499.99', currency: 'CNY' } }],
    },
  ],
}

describe.each(listRuleEngines(postgresUrl))('the catalogue on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterAll(() => world.close())

  const readyDraft = () => saveReadyDraft(world, draft)
  const kindsOf = async (subject: string) =>
    (await listHistory(world.platform.db, subject)).map((entry) => entry.kind)
  const productOf = async (seller: { sellerId: Id<'sel'> }) =>
    (await world.market.views.listSellerProducts(seller.sellerId, { limit: 5 })).items[0]

  test('R119, R130: what a seller promises after the sale stands in the draft and on the page; without a word it is all', async () => {
    const seller = await world.given.seller()
    const { catalog, views } = world.market
    const afterSale = { fiveDayRefund: false, upgrades: true, renewalChanges: false }

    const { productId: all } = await catalog.saveDraft({ actor: seller }, draft)
    const { productId } = await catalog.saveDraft({ actor: seller }, { ...draft, afterSale })

    expect((await catalog.getContent(seller, all)).afterSale).toBeUndefined()
    expect((await views.getSellerProduct(all, seller.sellerId)).afterSale).toEqual({
      fiveDayRefund: true,
      upgrades: true,
      renewalChanges: true,
    })
    const written = await catalog.getContent(seller, productId)
    expect(written.afterSale).toEqual(afterSale)
    expect((await views.getSellerProduct(productId, seller.sellerId)).afterSale).toEqual(afterSale)
    await catalog.updateDraft(seller, productId, { ...written, summary: { zh: '改', en: 'Changed' } })
    expect((await catalog.getContent(seller, productId)).afterSale).toEqual(afterSale)
  })

  test('R29, R31: what a buyer may buy of a draft stands there and stays when another step is saved', async () => {
    const seller = await world.given.seller()
    const { catalog, views } = world.market
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    const { specifications } = await views.getSellerProduct(productId, seller.sellerId)
    const [first, second] = specifications.map(({ id }) => id as Id<'spc'>)
    if (!first || !second) throw new Error('The draft has two specifications')
    const own = { id: first, audience: { kind: 'personal' as const }, maxPurchases: 3, maxQuantity: 50 }
    await catalog.setSaleTerms(seller, productId, { audience: { kind: 'all' }, specifications: [own] })

    const written = await catalog.getContent(seller, productId)
    const [kept] = written.specifications
    await catalog.updateDraft(seller, productId, { ...written, summary: { zh: '改', en: 'Changed' } })

    const after = await views.getSellerProduct(productId, seller.sellerId)
    expect(after).toMatchObject({ summary: { en: 'Changed' }, specifications: [own, { id: second }] })
    expect(after.specifications[1]).not.toHaveProperty('maxPurchases')
    if (kept) await catalog.updateDraft(seller, productId, { ...written, specifications: [kept] })
    const left = await views.getSellerProduct(productId, seller.sellerId)
    expect(left.specifications.map(({ id }) => id)).toEqual([first])
  })

  test('R33, R34: a product’s pictures stay as long as it, or what is proposed for it, shows them; nobody shows another’s', async () => {
    const { seller, productId } = await readyDraft()
    const { catalog, media } = world.market
    const operator = await world.given.operator()
    const upload = async (shade: number) => {
      const data = new Uint8ClampedArray(120 * 120 * 4).fill(shade)
      const bytes = makePng({ data, width: 120, height: 120 })
      const { id, files } = await media.upload({ actor: seller }, { purpose: 'logo', bytes })
      return { id, path: `/media/${files[0].name}` }
    }
    const [first, second] = [await upload(10), await upload(200)]
    const left = async () => (await media.list(seller.sellerId, { limit: 9 })).items.map(({ id }) => id)

    await expect(
      catalog.saveDraft({ actor: await world.given.seller() }, { ...draft, logo: first.path }),
    ).rejects.toMatchObject({
      code: 'media.not_found',
    })
    await catalog.updateDraft(seller, productId, { ...draft, logo: first.path })
    await catalog.submit(seller, productId)
    await catalog.decide(operator, productId, { approve: true })
    const content = await catalog.getContent(seller, productId)
    await catalog.proposeChange(seller, productId, { ...content, logo: second.path })
    await world.advance(fromDays(2))
    expect(await left()).toEqual([second.id, first.id])

    await catalog.decide(operator, productId, { approve: true })
    await world.advance(fromDays(2))

    expect(await left()).toEqual([second.id])
  })

  test('R47a: what buyers are asked for is reviewed with the rest: a change of it is on sale once it is approved', async () => {
    const { seller, productId } = await readyDraft()
    const { catalog, views } = world.market
    const operator = await world.given.operator()
    const domain = {
      name: 'emailDomainName',
      label: { zh: '企业邮箱域名', en: 'Mail domain' },
      hint: { zh: '开通后不能更换', en: 'It stays once opened' },
      required: true,
      kind: 'domain' as const,
    }
    const size = {
      name: 'size',
      label: { zh: '规模', en: 'Size' },
      required: false,
      kind: 'choice' as const,
      options: ['s', 'l'].map((value) => ({ value, label: { zh: value, en: value } })),
    }
    const asked = async () => (await views.getProduct(productId)).buyerParameters
    await catalog.updateDraft(seller, productId, { ...draft, buyerParameters: [domain] })
    await catalog.submit(seller, productId)
    await catalog.decide(operator, productId, { approve: true })
    const content = await catalog.getContent(seller, productId)
    expect([content.buyerParameters, await asked()]).toEqual([[domain], [domain]])

    await catalog.proposeChange(seller, productId, { ...content, buyerParameters: [size, domain] })
    expect(await asked()).toEqual([domain])
    await catalog.decide(operator, productId, { approve: true })

    expect(await asked()).toEqual([size, domain])
    await catalog.proposeChange(seller, productId, {
      ...(await catalog.getContent(seller, productId)),
      buyerParameters: [],
    })
    await catalog.decide(operator, productId, { approve: true })
    expect(await asked()).toBeUndefined()
  })

  test('a seller finds a product by its state, a part of its name or its id', async () => {
    const seller = await world.given.seller()
    const { catalog, views } = world.market
    const { productId } = await catalog.saveDraft({ actor: seller }, draft)
    await catalog.saveDraft({ actor: seller }, { ...draft, name: { zh: '云仓库', en: 'Cloud Store' } })
    await catalog.saveDraft({ actor: await world.given.seller() }, draft)
    const found = async (narrowed: Parameters<typeof views.listSellerProducts>[2]) =>
      (await views.listSellerProducts(seller.sellerId, { limit: 5 }, narrowed)).items.map(
        ({ name }) => name.en,
      )

    expect(await found({ text: '账本' })).toEqual(['Cloud Ledger'])
    expect(await found({ text: 'cloud ST' })).toEqual(['Cloud Store'])
    expect(await found({ text: productId })).toEqual(['Cloud Ledger'])
    expect(await found({ text: '100%' })).toEqual([])
    expect(await found({ state: 'draft' })).toEqual(['Cloud Store', 'Cloud Ledger'])
    expect(await found({ state: 'listed', text: 'cloud' })).toEqual([])
  })

  test('R15: a saved draft has one skuCode a specification and one productId a price item, all of their own', async () => {
    const seller = await world.given.seller()

    await world.market.catalog.saveDraft({ actor: seller }, draft)

    const saved = await productOf(seller)
    const skus = saved?.specifications.map((specification) => specification.skus[0]?.code) ?? []
    const codes =
      saved?.specifications.flatMap((specification) =>
        specification.skus.flatMap((sku) => sku.priceItems.map((item) => item.code)),
      ) ?? []
    expect(saved?.state).toBe('draft')
    expect([skus.length, new Set(skus).size]).toEqual([2, 2])
    expect([codes.length, new Set(codes).size]).toEqual([3, 3])
    for (const code of codes) expect(code).toMatch(/^OFFI\d{18}$/)
  })

  test('a draft comes back as it was saved', async () => {
    const seller = await world.given.seller()

    await world.market.catalog.saveDraft({ actor: seller }, draft)

    const saved = await productOf(seller)
    expect(saved).toMatchObject({
      name: draft.name,
      summary: draft.summary,
      description: draft.description,
      category: 'finance',
      tags: ['记账'],
      quantity: draft.quantity,
    })
    expect(
      saved?.specifications.map(({ name, features, skus }) => ({
        name,
        features,
        prices: skus[0]?.priceItems.map(({ period, unitPrice }) => ({ period, unitPrice })),
      })),
    ).toEqual(draft.specifications)
  })

  test('a draft that is saved again under its idempotency key is saved once', async () => {
    const seller = await world.given.seller()
    const idempotency = { key: 'draft-1', input: draft }

    const first = await world.market.catalog.saveDraft({ actor: seller, idempotency }, draft)
    const second = await world.market.catalog.saveDraft({ actor: seller, idempotency }, draft)

    expect(second).toEqual(first)
    expect((await world.market.views.listSellerProducts(seller.sellerId, { limit: 5 })).items).toHaveLength(1)
  })

  test('a draft that breaks a rule leaves nothing behind', async () => {
    const seller = await world.given.seller()
    const unfit = {
      ...draft,
      specifications: [{ ...draft.specifications[0], name: { zh: '规格1', en: 'spec 1' } }],
    } as DraftProduct

    const saved = world.market.catalog.saveDraft({ actor: seller }, unfit)

    await expect(saved).rejects.toMatchObject({ kind: 'invalid', code: 'catalog.specification_name_bare' })
    expect(await productOf(seller)).toBeUndefined()
  })

  test('a product goes from draft through review to the catalogue, and R7 keeps who, from, to and why', async () => {
    const { seller, productId } = await readyDraft()
    const operator = await world.given.operator()

    expect(await world.market.catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
    await world.advance(fromDays(1))
    expect(
      await world.market.catalog.decide(operator, productId, { approve: true, reason: 'complete' }),
    ).toEqual({ state: 'listed' })

    const listed = await world.market.views.getProduct(productId)
    expect(listed.listedAt).toBe(new Date(world.clock.now()).toISOString())
    const entries = (await listHistory(world.platform.db, productId)).filter(
      (entry) => entry.kind !== 'product.access_bound',
    )
    expect(entries.map(({ kind, actor, data }) => [kind, actor.id, data.from, data.to, data.reason])).toEqual(
      [
        ['product.added', seller.memberId, undefined, 'draft', undefined],
        ['product.submitted', seller.memberId, 'draft', 'in_review', undefined],
        ['product.listed', operator.memberId, 'in_review', 'listed', 'complete'],
      ],
    )
  })

  test('a rejected product is not in the catalogue and may be submitted again', async () => {
    const { seller, productId } = await readyDraft()
    const operator = await world.given.operator()
    await world.market.catalog.submit(seller, productId)

    await world.market.catalog.decide(operator, productId, { approve: false, reason: 'no support hours' })

    await expect(world.market.views.getProduct(productId)).rejects.toMatchObject({ kind: 'not_found' })
    expect(await world.market.catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
    expect(await kindsOf(productId)).toContain('product.rejected')
  })

  test('what those who hear of a submission refuse is not submitted', async () => {
    const seller = await world.given.seller()
    const { productId } = await world.market.catalog.saveDraft({ actor: seller }, draft)

    const submitted = world.market.catalog.submit(seller, productId)

    await expect(submitted).rejects.toMatchObject({ kind: 'refused', code: 'access.product_not_bound' })
    expect((await productOf(seller))?.state).toBe('draft')
    expect(await kindsOf(productId)).toEqual(['product.added'])
  })

  test('another seller’s product is not found, and nobody but an operator decides', async () => {
    const { seller, productId } = await readyDraft()
    const other = await world.given.seller()
    await world.market.catalog.submit(seller, productId)

    await expect(world.market.catalog.submit(other, productId)).rejects.toMatchObject({
      kind: 'not_found',
      code: 'catalog.product_not_found',
    })
    await expect(world.market.catalog.decide(seller, productId, { approve: true })).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await expect(
      world.market.catalog.saveDraft({ actor: await world.given.operator() }, draft),
    ).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  test('a price item is found with all that an order freezes, an unknown one is refused', async () => {
    const seller = await world.given.seller()
    await world.market.catalog.saveDraft({ actor: seller }, draft)
    const saved = await productOf(seller)
    const item = saved?.specifications[0]?.skus[0]?.priceItems[1]

    const found = await world.market.catalog.getPurchasable(world.platform.db, item?.id as Id<'pri'>)

    expect(found).toMatchObject({
      product: { id: saved?.id, sellerId: seller.sellerId, state: 'draft', quantity: draft.quantity },
      specification: { name: { zh: '标准版', en: 'Standard' } },
      sku: { code: saved?.specifications[0]?.skus[0]?.code },
      priceItem: {
        code: item?.code,
        period: 'year',
        unitPrice: { amountE8: 268_00000000n, currency: 'CNY' },
      },
    })
    await expect(world.market.catalog.getPurchasable(world.platform.db, 'pri_none')).rejects.toMatchObject({
      code: 'catalog.price_item_unknown',
    })
  })

  // The last of this file: a published version applies to every seller of the world.
  test('R89: a product is not submitted before an owner has accepted the new seller agreement', async () => {
    const { agreements, catalog } = world.market
    const { seller, productId } = await readyDraft()
    const text = { zh: '约定', en: 'Terms' }
    const { version } = await agreements.publishAgreement(await world.given.operator(), 'seller', text)

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      kind: 'refused',
      code: 'agreements.not_accepted',
    })
    expect((await productOf(seller))?.state).toBe('draft')
    await agreements.acceptAsSeller(seller, version)

    expect(await catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
  })
})

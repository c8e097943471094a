import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listWorldEngines } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import type { CatalogTables } from '../tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const template = { zh: '1. 用途：', en: '1. Purpose:' }
const criteria = { zh: '可以打开', en: 'It opens' }
const nobodyThere = 'http://127.0.0.1:9/produce'

const draft = (change: Partial<DraftProduct> = {}): DraftProduct => ({
  type: 'manual_service',
  name: { zh: '部署', en: 'Deployment' },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  tags: ['实施'],
  quantity: { name: { zh: '数量', en: 'Quantity' }, unit: { zh: '件', en: 'piece' }, min: 1, max: 100 },
  specifications: [
    {
      name: { zh: '标准', en: 'Standard' },
      features: [],
      prices: [{ period: 'one_time', unitPrice: { amount: '10', currency: 'CNY' } }],
    },
  ],
  ...change,
})

describe.each(listWorldEngines(postgresUrl))('supervised products on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  async function listed(change: Partial<DraftProduct>) {
    const seller = await world.given.seller()
    const { catalog } = world.market
    const { productId } = await catalog.saveDraft({ actor: seller }, draft(change))
    await catalog.submit(seller, productId)
    await catalog.decide(operator, productId, { approve: true })
    return { seller, productId }
  }
  /** As a product that was listed when there was no supervision to choose. */
  const forget = (productId: Id<'prd'>) =>
    world.platform.db
      .withTables<CatalogTables>()
      .updateTable('product')
      .set({ supervision: null })
      .where('id', '=', productId)
      .execute()
  const shown = async (productId: Id<'prd'>) => (await world.market.views.getProduct(productId)).supervision
  const offered = async (buyer: MemberActor, productId: Id<'prd'>) => {
    const orderId = await world.given.submittedOrder(buyer, productId)
    return (await world.market.orders.get(world.platform.db, orderId)).lines[0]?.offer.supervision
  }

  test('R39: a draft is saved without criteria, and not submitted without them', async () => {
    const { catalog } = world.market
    const seller = await world.given.seller()
    const { productId } = await catalog.saveDraft({ actor: seller }, draft())

    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'catalog.criteria_missing',
    })
    const supervision = { flow: 'standard' as const, criteria }
    await catalog.updateDraft(seller, productId, draft({ supervision }))
    await expect(catalog.submit(seller, productId)).rejects.toMatchObject({
      code: 'catalog.template_missing',
    })
    await catalog.updateDraft(seller, productId, draft({ supervision: { ...supervision, template } }))

    expect(await catalog.submit(seller, productId)).toEqual({ state: 'in_review' })
    const [application] = (await catalog.listApplications(seller, productId, { limit: 1 })).items
    expect(application?.content?.supervision).toEqual({ flow: 'standard', template, criteria })
  })

  test.each([
    ['hardware', { flow: 'hardware', criteria }],
    ['data_asset', { flow: 'data_file', template, criteria }],
    ['app_orchestration', { flow: 'orchestration', criteria }],
  ] as const)(
    'R12: %s is listed without a server, and shows how it is supervised',
    async (type, supervision) => {
      const { productId } = await listed({ type, supervision })

      expect(await world.market.views.getProduct(productId)).toMatchObject({
        state: 'listed',
        type,
        supervision,
      })
    },
  )

  test('R38: a product from before keeps running in the usual flow, and adds its texts with its next change', async () => {
    const { catalog } = world.market
    const { seller, productId } = await listed({ supervision: { flow: 'simplified', criteria } })
    await forget(productId)
    const content = await catalog.getContent(seller, productId)

    expect([content.supervision, await shown(productId)]).toEqual([undefined, { flow: 'simplified' }])
    await expect(catalog.proposeChange(seller, productId, content)).rejects.toMatchObject({
      code: 'catalog.criteria_missing',
    })
    // To hide it is no change of what is sold.
    await catalog.proposeVisibility(seller, productId, { hidden: true })
    await catalog.decide(operator, productId, { approve: true })
    const supervision = { flow: 'site_building' as const, template, criteria }
    await catalog.proposeChange(seller, productId, { ...content, supervision })
    expect(await shown(productId)).toEqual({ flow: 'simplified' })
    await catalog.decide(operator, productId, { approve: true })

    expect(await shown(productId)).toEqual(supervision)
  })

  test('a SaaS product gives up its five-day promise for supervision, and gets it back without', async () => {
    const { catalog, views } = world.market
    const { productId, seller } = await world.given.listedProduct(nobodyThere)
    const promise = async () => (await views.getProduct(productId)).afterSale.fiveDayRefund
    const approve = () => catalog.decide(operator, productId, { approve: true })
    const content = await catalog.getContent(seller, productId)
    const supervision = { flow: 'saas' as const, criteria }

    expect([await promise(), await shown(productId)]).toEqual([true, undefined])
    const { afterSale: _none, ...rest } = content
    await world.given.passedCases(seller, productId)
    await catalog.proposeChange(seller, productId, { ...rest, supervision })
    await approve()
    expect([await promise(), await shown(productId)]).toEqual([false, supervision])
    await catalog.proposeChange(seller, productId, rest)
    await approve()

    expect([await promise(), await shown(productId)]).toEqual([true, undefined])
  })

  test('R54: an order freezes the supervision that was offered, also the usual one of a product that has none stored', async () => {
    const { catalog } = world.market
    const buyer = await world.given.buyer()
    const owner = await world.given.seller()
    const standard = { flow: 'standard' as const, template, criteria }
    const { productId, seller } = await world.given.listedProduct(nobodyThere, owner, {
      type: 'manual_service',
      supervision: standard,
    })
    const before = await world.given.submittedOrder(buyer, productId)
    const content = await catalog.getContent(seller, productId)
    const changed = { flow: 'simplified' as const, criteria }
    await catalog.proposeChange(seller, productId, { ...content, supervision: changed })
    await catalog.decide(operator, productId, { approve: true })

    const { lines } = await world.market.orders.get(world.platform.db, before)
    expect(lines[0]?.offer.supervision).toEqual(standard)
    expect(await offered(buyer, productId)).toEqual(changed)
    await forget(productId)
    expect(await offered(buyer, productId)).toEqual({ flow: 'simplified' })
    const saas = await world.given.listedProduct(nobodyThere)
    expect(await offered(buyer, saas.productId)).toBeUndefined()
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import type { DraftProduct } from '@loggia/protocol/console'
import { openWorld, listRuleEngines } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { runInTx, system } from '../platform/index.ts'

const draft: DraftProduct = {
  name: { zh: '名称', en: 'Name' },
  summary: { zh: '一句话', en: 'One sentence' },
  description: { zh: '说明', en: 'Description' },
  category: 'finance',
  specifications: [
    {
      name: { zh: '标准版', en: 'Standard' },
      features: [],
      prices: [{ period: 'month', unitPrice: { amount: '10', currency: 'CNY' } }],
    },
  ],
}

describe.each(listRuleEngines(process.env.LOGGIA_TEST_POSTGRES))('public products on %s', (engine) => {
  let world: World
  let listed: Id<'prd'>[]
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl: process.env.LOGGIA_TEST_POSTGRES })
    const { sellerId } = await world.given.seller()
    const add = (state: 'listed' | 'draft'): Promise<Id<'prd'>> =>
      runInTx(world.platform, { actor: system }, (tx) =>
        world.market.catalog.addProduct(tx, sellerId, { ...draft, state }),
      )
    const states = ['listed', 'draft', 'listed', 'draft', 'listed', 'listed', 'draft', 'listed'] as const
    listed = []
    for (const state of states) {
      const id = await add(state)
      if (state === 'listed') listed.push(id)
    }
  })
  afterAll(() => world.close())

  const idsOf = async (first: Id<'prd'>, length: number): Promise<string[]> => {
    const ids: string[] = []
    for await (const { id } of world.market.views.readPublicPart(first, length)) ids.push(id)
    return ids
  }

  test('come in parts that hold each listed product once and no other', async () => {
    const parts = await world.market.views.listPublicParts(2)

    expect(parts).toEqual([listed[0], listed[2], listed[4]])
    const found = await Promise.all(parts.map((first) => idsOf(first, 2)))
    expect(found).toEqual([listed.slice(0, 2), listed.slice(2, 4), listed.slice(4)])
  })

  test('their sellers and categories are named once each, and only those of listed products', async () => {
    const { sellerId } = await world.given.seller()
    await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, sellerId, { ...draft, category: 'hr', state: 'draft' }),
    )
    const [first] = await world.market.views.listSellerParts(10)

    const sellers: string[] = []
    for await (const { id } of world.market.views.readSellerPart(first ?? sellerId, 10)) sellers.push(id)

    expect(await world.market.views.listSellerParts(1)).toEqual(sellers)
    expect(sellers).toHaveLength(1)
    expect(sellers).not.toContain(sellerId)
    expect(await world.market.views.listPublicCategories()).toEqual(['finance'])
  })

  test('R50–R53: one that is suspended or delisted is told of with others like it; a draft and one on sale are not', async () => {
    const operator = await world.given.operator()
    const [suspended, delisted, onSale] = listed.slice(-3) as [Id<'prd'>, Id<'prd'>, Id<'prd'>]
    await world.market.catalog.suspend(operator, suspended, { days: 15, reason: 'r' })
    await world.market.catalog.delist(operator, delisted, { reason: 'r' })
    const { sellerId } = await world.given.seller()
    const drafted = await runInTx(world.platform, { actor: system }, (tx) =>
      world.market.catalog.addProduct(tx, sellerId, { ...draft, state: 'draft' }),
    )
    const absence = (id: Id<'prd'>) => world.market.views.getProductAbsence(id)

    const [first, second] = [await absence(suspended), await absence(delisted)]

    expect(first).toMatchObject({ id: suspended, absence: 'suspended', until: expect.any(String) as string })
    expect(first.similar.map(({ id }) => id)).toEqual([listed[0], listed[1], onSale])
    expect(second).toMatchObject({ id: delisted, absence: 'delisted' })
    expect(second).not.toHaveProperty('until')
    for (const id of [onSale, drafted])
      await expect(absence(id)).rejects.toMatchObject({ code: 'catalog.product_not_found' })
  })

  test('sellers with products on sale are found by a part of either name, and others are not listed', async () => {
    const { listSellersOnSale } = world.market.views
    const all = await listSellersOnSale({ q: '', page: 1 })
    const [{ name, id } = { name: { zh: '', en: '' }, id: '' }] = all.items
    const idsFor = async (q: string) => (await listSellersOnSale({ q, page: 1 })).items.map((one) => one.id)

    expect(all).toMatchObject({ total: 1, pages: 1 })
    const onSale = await world.market.views.listProducts({ limit: 100 })
    expect(all.items[0]).toMatchObject({ products: onSale.items.length, categories: [{ path: 'finance' }] })
    expect(await idsFor(name.zh.slice(1))).toEqual([id])
    expect(await idsFor(name.en.slice(0, 3).toUpperCase())).toEqual([id])
    expect(await idsFor('%')).toEqual([])
    expect(await listSellersOnSale({ q: '', page: 2 })).toMatchObject({ items: [], total: 1 })
  })

  test('without a listed product there is no part', async () => {
    const empty = await openWorld({ engine, postgresUrl: process.env.LOGGIA_TEST_POSTGRES })

    expect(await empty.market.views.listPublicParts(2)).toEqual([])
    await empty.close()
  })
})

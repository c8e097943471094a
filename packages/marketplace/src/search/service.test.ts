import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import { runInTx, system } from '../platform/index.ts'
import type { Database } from '../platform/index.ts'
import { pageSize } from './rules.ts'
import type { Ask } from './schema.ts'
import { createSearch } from './service.ts'
import { toNumber } from './tokens.ts'

type Sold = {
  readonly name: string
  readonly english?: string
  readonly summary?: string
  readonly description?: string
  readonly category?: string
  readonly month?: string
  readonly year?: string
  readonly state?: 'draft' | 'listed'
  readonly seller?: Id<'sel'>
}

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listWorldEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())

  /** Puts products on sale, each newer than the one before, and returns their ids. */
  async function given(...products: readonly Sold[]): Promise<Id<'prd'>[]> {
    const { sellerId } = await world.given.seller()
    const ids: Id<'prd'>[] = []
    for (const product of products) {
      await world.advance(1000 as never)
      ids.push(
        await runInTx(world.platform, { actor: system }, (tx) =>
          world.market.catalog.addProduct(tx, product.seller ?? sellerId, draftOf(product)),
        ),
      )
    }
    return ids
  }

  const find = (ask: Partial<Ask> = {}) =>
    world.market.search.find({ text: '', sort: 'relevance', page: 1, ...ask })
  const idsOf = async (ask: Partial<Ask> | string) =>
    (await find(typeof ask === 'string' ? { text: ask } : ask)).productIds

  const told = (type: string, productId: string) =>
    runInTx(world.platform, { actor: system }, (tx) =>
      world.platform.bus.dispatch(tx, { type, productId } as never),
    )
  async function facetOf(category: string): Promise<number> {
    const tables = world.platform.db.withTables<{ search_facet: { no: number; category: string } }>()
    const query = tables.selectFrom('search_facet').select('no').where('category', '=', category)
    return (await query.executeTakeFirstOrThrow()).no
  }

  test('two Chinese characters inside a longer name find it, and an English word does', async () => {
    const [docs] = await given({ name: '澄澜协同文档', english: 'Chenglan Docs' }, { name: '鹭屿客服' })

    for (const text of ['协同', '文', '协同文档', 'docs', 'CHENG', '协同 docs', 'ｄｏｃｓ'])
      expect(await idsOf(text), text).toEqual([docs])
    for (const text of ['同协', 'ocs', '协同 客服']) expect(await idsOf(text), text).toEqual([])
  })

  test('the name itself comes first, then its beginning, its middle, what is near it, the summary, the description', async () => {
    const { sellerId } = await world.given.seller()
    await world.platform.db
      .withTables<{ seller: { id: string; name_zh: string } }>()
      .updateTable('seller')
      .set({ name_zh: '文档软件' })
      .where('id', '=', sellerId)
      .execute()
    const ids = await given(
      { name: '文档' },
      { name: '文档中心' },
      { name: '澄澜文档' },
      { name: '阅读器', seller: sellerId },
      { name: '扫描仪', summary: '把纸变成文档' },
      { name: '打印机', description: '打印文档' },
    )

    expect(await idsOf('文档')).toEqual(ids)
  })

  test('of equals the newest comes first, and pages neither repeat nor leave out', async () => {
    const ids = await given(...Array.from({ length: 45 }, (_, nth) => ({ name: `协同${nth}号` })))

    const pages = await Promise.all([1, 2, 3, 4].map((page) => find({ text: '协同', page })))

    expect(pages.map(({ productIds }) => productIds.length)).toEqual([pageSize, pageSize, 5, 0])
    expect(pages.flatMap(({ productIds }) => productIds)).toEqual(ids.toReversed())
    expect(pages.map(({ total, pages: last }) => [total, last])).toEqual(
      pages.map(() => [{ count: 45, exact: true }, 3]),
    )
  })

  test('pages go on where one field ends and the next begins', async () => {
    const inNames = await given(...Array.from({ length: 15 }, (_, nth) => ({ name: `协同${nth}号` })))
    const inSummaries = await given(
      ...Array.from({ length: 15 }, (_, nth) => ({ name: `产品${nth}`, summary: '适合协同' })),
    )

    const found = [...(await idsOf('协同')), ...(await idsOf({ text: '协同', page: 2 }))]

    expect(found).toEqual([...inNames.toReversed(), ...inSummaries.toReversed()])
  })

  test('R296: sorted by price, a yearly price counts a twelfth', async () => {
    const [year, month, dear] = await given(
      { name: '甲', year: '120' },
      { name: '乙', month: '11' },
      { name: '丙', month: '300', year: '4000' },
    )

    expect(await idsOf({ sort: 'price_asc' })).toEqual([year, month, dear])
    expect(await idsOf({ sort: 'price_desc' })).toEqual([dear, month, year])
    expect(await idsOf({ sort: 'newest' })).toEqual([dear, month, year])
  })

  test('R296: filters narrow, and each facet is counted with the others on', async () => {
    const { sellerId } = await world.given.seller()
    await given(
      { name: '协同甲', category: 'finance', month: '10' },
      { name: '协同乙', category: 'finance', month: '100' },
      { name: '协同丙', category: 'data', month: '100', seller: sellerId },
      { name: '别的', category: 'data', month: '100' },
    )

    const found = await find({ text: '协同', price: 'CNY-50-200' })
    const ofSeller = await find({ sellerId })

    expect(found.total.count).toBe(2)
    expect(found.facets.categories).toEqual([
      { value: 'data', count: 1 },
      { value: 'finance', count: 1 },
    ])
    expect(found.facets.prices).toEqual([
      { value: 'CNY-0-50', count: 1 },
      { value: 'CNY-50-200', count: 2 },
    ])
    expect(found.facets.sellers.map(({ count }) => count)).toEqual([1, 1])
    expect(ofSeller.total.count).toBe(1)
    expect(ofSeller.facets.categories).toEqual([{ value: 'data', count: 1 }])
    expect(ofSeller.facets.sellers.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  })

  test('where nothing is found, it says what less would find', async () => {
    await given({ name: '协同文档', category: 'finance' }, { name: '协同会议', category: 'data' })

    const words = await find({ text: '协同 私有云' })
    const filtered = await find({ text: '会议', category: 'finance' })

    expect(words.total.count).toBe(0)
    expect(words.suggestions).toEqual([{ text: '协同', unfiltered: false, total: { count: 2, exact: true } }])
    expect(filtered.suggestions).toEqual([
      { text: '会议', unfiltered: true, total: { count: 1, exact: true } },
    ])
  })

  test.each([
    '%',
    '_',
    "'; drop table search_document; --",
    '\\',
    '🙂',
    '。，！',
    '\u0000协同\u0007',
    '{协同}',
    '"协同"',
    'n协同',
    '协'.repeat(100),
    'a '.repeat(50),
    '\uD800',
  ])('%j is asked without harm and finds no stranger', async (text) => {
    const [docs] = await given({ name: '协同文档' }, { name: '别的' })

    const found = await idsOf(text)

    expect([[], [docs]]).toContainEqual(found)
    expect(found.length > 0).toBe(/协同/.test(text) && !text.startsWith('n'))
  })

  test('what is not listed is not found', async () => {
    await given({ name: '协同草稿', state: 'draft' })

    expect((await find({ text: '协同' })).total.count).toBe(0)
    expect((await find()).total.count).toBe(0)
  })

  test('a product that leaves the catalogue is no longer found, and one that changes is found by what it is now', async () => {
    const [docs, desk] = await given({ name: '澄澜文档' }, { name: '鹭屿客服' })
    const products = world.platform.db.withTables<{
      product: { id: string; state: string; name_zh: string }
    }>()
    await products
      .updateTable('product')
      .set({ state: 'delisted' })
      .where('id', '=', docs ?? '')
      .execute()
    await products
      .updateTable('product')
      .set({ name_zh: '鹭屿工单' })
      .where('id', '=', desk ?? '')
      .execute()

    await told('product.delisted', docs ?? '')
    await told('product.changed', desk ?? '')

    expect(await idsOf('文档')).toEqual([])
    expect(await idsOf('客服')).toEqual([])
    expect(await idsOf('工单')).toEqual([desk])
  })

  test('products that were listed before there was a search are read when the market runs', async () => {
    const ids = await given(...Array.from({ length: 201 }, (_, nth) => ({ name: `协同${nth}号` })))
    await world.platform.db.script('delete from search_document')
    await world.platform.db.script(await backfill())

    await world.settle()

    expect((await find({ text: '协同' })).total.count).toBe(ids.length)
  })

  test('of more products than are read for the facets, what is rare is found and counted all the same', async () => {
    const [rare] = await given(
      { name: '协同文档', category: 'hr' },
      { name: '协同会议', category: 'finance' },
    )
    // The rare one is the last row, which the limited read for the facets does not reach.
    await world.platform.db.script(`
      create temporary table aside on commit drop as select * from search_document where facet = ${await facetOf('hr')};
      delete from search_document where product_id in (select product_id from aside);
      set local session_replication_role = replica;
      insert into search_document select facet, seller, listed_at, month_price_e8, currency, 'prd_0' || n, name_key_zh,
        name_key_en, array[${toNumber('n协')}, ${toNumber('d协')}] from search_document, generate_series(1, 50001) as n;
      set local session_replication_role = origin;
      insert into search_document select * from aside;`)

    const found = await find({ text: '协', category: 'hr' })
    const all = await find({ text: '协' })

    expect(found).toMatchObject({ productIds: [rare], total: { count: 1, exact: true }, pages: 1 })
    expect(all.total).toEqual({ count: 10_000, exact: false })
    expect(all.pages).toBe(50)
  })

  test('what is kept as counts is what there is, however often it changed', async () => {
    const { sellerId } = await world.given.seller()
    const ids = await given(
      { name: '甲', category: 'finance' },
      { name: '乙', category: 'data', seller: sellerId },
      { name: '丙', category: 'data', month: '100' },
    )
    const products = world.platform.db.withTables<{
      product: { id: string; category: string; state: string }
    }>()
    for (let round = 0; round < 2; round += 1) {
      for (const [nth, id] of ids.entries()) {
        const category = round === 0 ? 'hr' : (['finance', 'data', 'data'][nth] ?? '')
        await products.updateTable('product').set({ category }).where('id', '=', id).execute()
        await told('product.changed', id)
      }
      // Adds so many changes that the next save folds them; changes count the same before and after folding.
      await world.platform.db.script(
        'insert into search_count_change select $$facet$$, 0, 0 from generate_series(1, 600)',
      )
    }
    await products
      .updateTable('product')
      .set({ state: 'delisted' })
      .where('id', '=', ids[2] ?? '')
      .execute()
    await told('product.delisted', ids[2] ?? '')

    const { total, facets } = await find()
    const waiting = await world.platform.db
      .withTables<{ search_count_change: { no: number } }>()
      .selectFrom('search_count_change')
      .selectAll()
      .execute()

    expect(total).toEqual({ count: 2, exact: true })
    expect(facets.categories).toEqual([
      { value: 'data', count: 1 },
      { value: 'finance', count: 1 },
    ])
    expect(facets.prices).toEqual([{ value: 'CNY-0-50', count: 2 }])
    expect(facets.sellers.map(({ count }) => count)).toEqual([1, 1])
    expect(waiting.length).toBeLessThan(10)
  })

  test('R296: a seller that is renamed, and a category or one above it, are found by their new names, in the order of the changes', async () => {
    const { sellerId } = await world.given.seller()
    const [docs, desk] = await given(
      { name: '文档', category: 'finance', seller: sellerId },
      { name: '客服', category: 'hr', seller: sellerId },
    )
    await world.platform.db.script(`insert into category (code, parent, name_zh, name_en, position)
        values ('top', null, '上层', 'Top', 0), ('finance', null, '财务', 'Finance', 1), ('hr', null, '人力', 'People', 2);
      update category set parent = 'top' where code = 'finance'`)
    await world.settle()

    await world.platform.db.script(`
      update seller set name_zh = '旧雨软件' where id = '${sellerId}';
      update seller set name_zh = '新晴软件' where id = '${sellerId}';
      update category set name_zh = '高处' where code = 'top';
      update category set name_zh = '人事' where code = 'hr'`)
    expect(await idsOf('新晴')).toEqual([])
    await world.settle()

    expect(await idsOf('新晴')).toEqual([desk, docs])
    expect(await idsOf('旧雨')).toEqual([])
    expect(await idsOf('高处')).toEqual([docs])
    expect(await idsOf('上层')).toEqual([])
    expect(await idsOf({ text: '人事', category: 'hr' })).toEqual([desk])
    expect((await find({ category: 'top' })).total.count).toBe(1)
  })

  test.runIf(engine === 'postgres')('is planned for what is looked for', async () => {
    const modes: unknown[] = []
    const transaction: Database['transaction'] = (work) =>
      world.platform.db.transaction(async (tx) => {
        const result = await work(tx)
        modes.push(...(await tx.send(sql`show plan_cache_mode`)))
        return result
      })
    const search = createSearch({ ...world.platform, db: { ...world.platform.db, transaction } })

    for (const text of ['', '协同']) await search.find({ text, sort: 'relevance', page: 1 })

    const byValues = { plan_cache_mode: 'force_custom_plan' }
    expect(modes).toEqual([byValues, byValues])
  })

  test('a market without products finds nothing and offers nothing', async () => {
    expect(await find()).toMatchObject({
      productIds: [],
      total: { count: 0, exact: true },
      pages: 0,
      suggestions: [],
    })
  })
})

/** The last statement of the migration, which fills `search_due` in an upgraded market. */
async function backfill(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../migrations/0010-search.sql'), 'utf8')
  return text.slice(text.lastIndexOf('select search_reread'))
}

function draftOf({ name, english, summary, description, ...product }: Sold) {
  const both = (zh: string) => ({ zh, en: '-' })
  const { month, year } = product
  const price = (period: 'month' | 'year', amount: string) => ({
    period,
    unitPrice: { amount, currency: 'CNY' as const },
  })
  return {
    name: { zh: name, en: english ?? '-' },
    summary: both(summary ?? '一句话'),
    description: both(description ?? '说明'),
    category: product.category ?? 'finance',
    specifications: [
      {
        name: { zh: '标准版', en: 'Standard' },
        features: [],
        prices: [
          ...(month ? [price('month', month)] : []),
          ...(year ? [price('year', year)] : []),
          ...(month || year ? [] : [price('month', '45')]),
        ],
      },
    ],
    state: product.state ?? ('listed' as const),
  }
}

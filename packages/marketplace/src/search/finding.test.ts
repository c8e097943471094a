import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { omitUndefined } from '@loggia/kernel'
import { openWorld, listWorldEngines } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import type { Database } from '../platform/index.ts'
import { pageSize } from './rules.ts'
import type { PriceRange } from './schema.ts'
import { createSearch } from './service.ts'
import { createShelf } from './testing/shelf.ts'
import { toNumber } from './tokens.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

/** A range in the main unit of CNY. */
const toRange = ({ from, to }: Record<'from' | 'to', number | undefined>): PriceRange =>
  omitUndefined({
    currency: 'CNY',
    fromE8: from === undefined ? undefined : BigInt(from) * 100_000_000n,
    toE8: to === undefined ? undefined : BigInt(to) * 100_000_000n,
  })

describe.each(listWorldEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())
  const { given, find, idsOf, told } = createShelf(() => world)

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
    const ids = await given(...Array.from({ length: 45 }, (_, nth) => ({ name: `协同${nth + 100}号` })))

    const pages = await Promise.all([1, 2, 3, 4].map((page) => find({ text: '协同', page })))

    expect(pages.map(({ productIds }) => productIds.length)).toEqual([pageSize, pageSize, 5, 0])
    expect(pages.flatMap(({ productIds }) => productIds)).toEqual(ids.toReversed())
    expect(pages.map(({ total, pages: last }) => [total, last])).toEqual(
      pages.map(() => [{ count: 45, exact: true }, 3]),
    )
  })

  test('pages go on where one field ends and the next begins', async () => {
    const inNames = await given(...Array.from({ length: 15 }, (_, nth) => ({ name: `协同${nth + 100}号` })))
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

  test('R295, R296: trials are narrowed by category and delivery mode, each counted with the other on', async () => {
    const ids = await given(
      { name: '甲', category: 'finance' },
      { name: '乙', category: 'finance' },
      { name: '丙', category: 'data' },
      { name: '丁', category: 'data' },
    )
    const [saas, licence = '', other = ''] = ids
    await world.platform.db.script(`
      update product set type = 'license' where id in ('${licence}', '${other}');
      update price_item set trial_days = 14 where sku_id in (
        select sku.id from sku join specification on specification.id = specification_id where product_id in ('${saas}', '${licence}', '${other}'))`)
    for (const id of ids) await told('product.changed', id)

    const trials = await find({ mode: 'trial' })
    const narrowed = await find({ mode: 'trial', category: 'finance', type: 'license' })

    expect(trials.facets.types).toEqual([
      { value: 'saas', count: 1 },
      { value: 'license', count: 2 },
    ])
    expect(narrowed.productIds).toEqual([licence])
    expect(narrowed.total.count).toBe(1)
    expect(narrowed.facets.types).toEqual([
      { value: 'saas', count: 1 },
      { value: 'license', count: 1 },
    ])
    expect(narrowed.facets.categories).toEqual([
      { value: 'data', count: 1 },
      { value: 'finance', count: 1 },
    ])
  })

  test('R296: a typed range of prices includes its bounds, in words and facets alike, and bands stay counted without it', async () => {
    const [ten, twenty] = await given(
      { name: '协同甲', category: 'finance', month: '10' },
      { name: '协同乙', category: 'data', year: '240' },
      { name: '协同丙', category: 'data', month: '20.01' },
      { name: '别的', category: 'data', month: '300' },
    )
    const cny = (from: number | undefined, to: number | undefined) => toRange({ from, to })

    const exact = await find({ text: '协同', range: cny(10, 20), sort: 'price_asc' })
    const found = await find({ range: cny(10, 20), sort: 'price_asc' })
    const inCategory = await find({ range: cny(10, 20), category: 'data' })
    const withBand = await find({ range: cny(10, undefined), price: 'CNY-0-50' })

    for (const each of [exact, found]) {
      expect(each.productIds).toEqual([ten, twenty])
      expect(each.total).toEqual({ count: 2, exact: true })
      expect(each.facets.categories.map(({ value, count }) => [value, count])).toEqual([
        ['data', 1],
        ['finance', 1],
      ])
      expect(each.facets.sellers.map(({ count }) => count)).toEqual([2])
    }
    expect(exact.facets.prices).toEqual([{ value: 'CNY-0-50', count: 3 }])
    expect(found.facets.prices).toEqual([
      { value: 'CNY-0-50', count: 3 },
      { value: 'CNY-200-1000', count: 1 },
    ])
    expect(inCategory.productIds).toEqual([twenty])
    expect(inCategory.facets.categories.map(({ count }) => count)).toEqual([1, 1])
    expect(withBand.total.count).toBe(3)
    expect(await idsOf({ range: cny(undefined, 15) })).toEqual([ten])
    expect(await idsOf({ range: { currency: 'USD', fromE8: 0n } })).toEqual([])
  })

  test('R296: where a typed range has nothing, the search without it is suggested', async () => {
    await given({ name: '协同甲', month: '10' })

    const { total, suggestions } = await find({ text: '协同', range: toRange({ from: 1000, to: undefined }) })

    expect(total.count).toBe(0)
    expect(suggestions).toEqual([{ text: '协同', unfiltered: true, total: { count: 1, exact: true } }])
  })

  test('products near another are of its category and by others, the nearest in price first, cheaper or dearer', async () => {
    const { sellerId: other } = await world.given.seller()
    const [own] = await given({ name: '甲', month: '100' }, { name: '同商家', month: '101' })
    const near = await given(
      { name: '最贵', month: '300', seller: other },
      { name: '略贵', month: '120', seller: other },
      { name: '年付略便宜', year: '1080', seller: other },
      { name: '别的分类', month: '100', seller: other, category: 'hr' },
      { name: '草稿', month: '100', seller: other, state: 'draft' },
    )

    expect(await world.market.search.findNear(own!, 4)).toEqual([near[2], near[1], near[0]])
    expect(await world.market.search.findNear(own!, 1)).toEqual([near[2]])
    expect(await world.market.search.findNear(near[4]!, 4)).toEqual([])
  })

  test('sellers are listed with the number of their products and the categories of these, the most first', async () => {
    const { sellerId: other } = await world.given.seller()
    await given(
      { name: '甲', seller: other },
      { name: '乙', seller: other, category: 'hr' },
      { name: '丙', seller: other, category: 'hr' },
      { name: '丁' },
      { name: '戊', state: 'draft' },
    )

    const sellers = await world.market.search.listSellers()
    const categories = await world.market.search.listCategories([other])

    expect(sellers.map(({ count }) => count)).toEqual([3, 1])
    expect(sellers[0]?.value).toBe(other)
    expect([...categories]).toEqual([[other, ['hr', 'finance']]])
  })

  test('where nothing is found, it says what less would find', async () => {
    await given({ name: '协同文档', category: 'finance' }, { name: '协同会议', category: 'data' })

    const words = await find({ text: '协同 私有云' })
    const filtered = await find({ text: '会议', category: 'finance' })
    const several = await find({ text: '文档 量子纠缠 quibble' })

    expect(words.total.count).toBe(0)
    expect(words.suggestions).toEqual([{ text: '协同', unfiltered: false, total: { count: 2, exact: true } }])
    expect(several.suggestions).toEqual([
      { text: '文档', unfiltered: false, total: { count: 1, exact: true } },
    ])
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
        name_key_en, array[${toNumber('n协')}, ${toNumber('t协')}, ${toNumber('d协')}], '{}' from search_document, generate_series(1, 50001) as n;
      set local session_replication_role = origin;
      insert into search_document select * from aside;`)

    const found = await find({ text: '协', category: 'hr' })
    const all = await find({ text: '协' })

    expect(found).toMatchObject({ productIds: [rare], total: { count: 1, exact: true }, pages: 1 })
    expect(all.total).toEqual({ count: 10_000, exact: false })
    expect(all.pages).toBe(50)
  })

  test('what is typed is completed by names that begin with it, then names that have it, and by frequent words', async () => {
    const [exact, begins, within] = await given(
      { name: '文档', english: 'Documents' },
      { name: '文档管理中心', english: 'Document hub' },
      { name: '澄澜文档', english: 'Chenglan Docs' },
      { name: '别的', english: 'Invoices' },
    )

    const chinese = await world.market.search.complete('文档')
    const pinyin = await world.market.search.complete('wendang')
    const english = await world.market.search.complete('inv')

    expect(chinese.productIds).toEqual([exact, begins, within])
    expect(chinese.queries).toEqual(['文档管理'])
    expect(pinyin).toMatchObject({
      productIds: expect.arrayContaining([exact, begins, within]),
      keys: ['wendang', '文档'],
    })
    expect(pinyin.queries[0]).toBe('文档')
    expect(english.queries).toEqual(['invoices'])
    expect(await world.market.search.complete('zzzqqq')).toMatchObject({ productIds: [], queries: [] })
    expect(await world.market.search.complete('！')).toEqual({ productIds: [], queries: [], keys: [] })
  })

  test('words that no product has any more complete nothing', async () => {
    const [docs] = await given({ name: '文档', english: 'Documents' }, { name: '客服', english: 'Support' })
    await world.platform.db.script(`update product set state = 'delisted' where id = '${docs}'`)
    await told('product.delisted', docs ?? '')

    expect((await world.market.search.complete('doc')).queries).toEqual([])
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

    // Of both searches: the query is read, then counts and page at the same time.
    const byValues = { plan_cache_mode: 'force_custom_plan' }
    expect(modes).toEqual(Array.from({ length: 6 }, () => byValues))
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

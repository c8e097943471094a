import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, listRuleEngines } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import { createShelf } from './testing/shelf.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())
  const { given, find, idsOf, told } = createShelf(() => world)

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
    const ids = await given(...Array.from({ length: 201 }, (_, nth) => ({ name: `协同${nth + 100}号` })))
    await world.platform.db.script('delete from search_document')
    await world.platform.db.script(await backfill())

    await world.settle()

    expect((await find({ text: '协同' })).total.count).toBe(ids.length)
  })

  test('R285, R296: filters by supervision and by answered tickets follow the product and the seller', async () => {
    const { sellerId } = await world.given.seller()
    const [own, supervised = ''] = await given({ name: '甲', seller: sellerId }, { name: '乙' })
    await world.platform.db.script(`
      insert into ticket_desk (seller_id, takes, weekdays, opens_at, closes_at) values ('${sellerId}', true, '12345', 540, 1080);
      update product set type = 'manual_service' where id = '${supervised}'`)
    await told('product.changed', supervised)
    await world.settle()

    expect(await idsOf({ guarantee: 'ticket_support' })).toEqual([own])
    expect(await idsOf({ text: '乙', guarantee: 'supervised' })).toEqual([supervised])
    expect((await find()).facets.guarantees).toEqual([
      { value: 'five_day_refund', count: 2 },
      { value: 'supervised', count: 1 },
      { value: 'ticket_support', count: 1 },
    ])

    await world.platform.db.script('update ticket_desk set takes = false')
    await world.settle()
    expect(await idsOf({ guarantee: 'ticket_support' })).toEqual([])
    await world.platform.db.script('update ticket_desk set takes = true')
    await world.platform.db.script('delete from ticket_desk')
    await world.settle()
    expect(await idsOf({ guarantee: 'ticket_support' })).toEqual([])
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

  test('R286: a product whose ratings change is found by their new average', async () => {
    const [docs] = await given({ name: '文档' }, { name: '客服' })
    const { sellerId } = await world.given.seller()
    const rate = (stars: number, count: number) =>
      world.platform.db.script(`insert into rating_count (product_id, seller_id, stars, count)
        values ('${docs}', '${sellerId}', ${stars}, ${count})
        on conflict (product_id, stars) do update set count = excluded.count`)

    await rate(5, 9)
    await rate(4, 1)
    await world.settle()
    const good = await find({ rating: '4.5' })
    await rate(1, 10)
    await world.settle()
    const mixed = await find({ rating: '4.5' })

    expect(good.productIds).toEqual([docs])
    expect(good.facets.ratings).toEqual(['4.5', '4', '3'].map((value) => ({ value, count: 1 })))
    expect(mixed.productIds).toEqual([])
    // (9 × 5 + 1 × 4 + 10 × 1) ÷ 20 = 2.95, which is shown as 3.0.
    expect(mixed.facets.ratings).toEqual([{ value: '3', count: 1 }])
    await rate(5, 0)
    await rate(4, 0)
    await rate(1, 0)
    await world.settle()
    expect((await find()).facets.ratings).toEqual([])
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
})

/** The last statement of the migration, which fills `search_due` in an upgraded market. */
async function backfill(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../migrations/0068-search-words.sql'), 'utf8')
  return text.slice(text.lastIndexOf('select search_reread'))
}

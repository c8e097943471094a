import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../embedded/world.ts'
import type { World } from '../embedded/world.ts'
import { pageSize } from './rules.ts'
import { createShelf } from './testing/shelf.ts'

const postgresUrl = process.env['LOGGIA_TEST_POSTGRES']

describe.each(listRuleEngines(postgresUrl))('on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(() => world.reset())
  afterAll(() => world.close())
  const { given, find, idsOf } = createShelf(() => world)

  /** Makes these figures public, and no others, as the night does. */
  const publish = (figures: Readonly<Record<string, number>>) =>
    world.platform.db.script(`
      delete from public_figure;
      ${Object.entries(figures)
        .map(
          ([
            subject,
            orders,
          ]) => `insert into public_figure (subject, seller_id, computed_at, orders, buyers, opened, refunded)
            select '${subject}', seller_id, now(), ${orders}, 5, 0, 0 from product where id = '${subject}';`,
        )
        .join('\n')}`)

  test('R296: by sales those with public orders come first, the most first; the others stay by relevance or the newest', async () => {
    const [few = '', none, most = '', other, equal = ''] = await given(
      { name: '协同甲' },
      { name: '乙', summary: '适合协同' },
      { name: '协同丙' },
      { name: '协同丁' },
      { name: '别的', description: '协同', category: 'hr' },
    )
    await publish({ [few]: 7, [most]: 412, [equal]: 7 })

    expect(await idsOf({ sort: 'orders' })).toEqual([most, equal, few, other, none])
    expect(await idsOf({ text: '协同', sort: 'orders' })).toEqual([most, equal, few, other, none])
    expect(await idsOf({ category: 'finance', sort: 'orders' })).toEqual([most, few, other, none])
    expect(await idsOf({ text: '协同', category: 'finance', sort: 'orders' })).toEqual([
      most,
      few,
      other,
      none,
    ])
    expect((await find({ text: '协同', sort: 'orders' })).total.count).toBe(5)
  })

  test('R296: figures that are no longer public, and those of sellers, order nothing', async () => {
    const { sellerId } = await world.given.seller()
    const [first = '', second = ''] = await given({ name: '甲' }, { name: '乙', seller: sellerId })
    await publish({ [first]: 9 })
    expect(await idsOf({ sort: 'orders' })).toEqual([first, second])
    await world.platform.db.script(`update public_figure set subject = '${second}', orders = 5`)
    expect(await idsOf({ sort: 'orders' })).toEqual([second, first])
    await world.platform.db.script(`update public_figure set subject = '${sellerId}', orders = 5`)

    expect(await idsOf({ sort: 'orders' })).toEqual([second, first])
    await publish({ [first]: 0 })
    expect(await idsOf({ sort: 'orders' })).toEqual([second, first])
  })

  test('R296: pages by sales neither repeat nor leave out where the public orders end', async () => {
    const ids = await given(...Array.from({ length: 45 }, (_, nth) => ({ name: `协同${nth + 100}号` })))
    const sold = ids.slice(0, 25)
    await publish(Object.fromEntries(sold.map((id, nth) => [id, nth + 5])))
    const expected = [...sold.toReversed(), ...ids.slice(25).toReversed()]

    for (const text of ['', '协同']) {
      const pages = await Promise.all([1, 2, 3, 4].map((page) => find({ text, sort: 'orders', page })))
      expect(pages.map(({ productIds }) => productIds.length)).toEqual([pageSize, pageSize, 5, 0])
      expect(pages.flatMap(({ productIds }) => productIds)).toEqual(expected)
    }
  })
})

import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromDays } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { listHistory } from '../platform/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { homePageSubject } from './schema.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the home page on %s', (engine) => {
  let world: World
  let operator: MemberActor
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  beforeEach(async () => {
    await world.reset()
    operator = await world.given.operator()
  })
  afterAll(() => world.close())

  const pages = () => world.market.homePages
  const list = async (): Promise<Id<'prd'>> =>
    (await world.given.listedProduct('https://seller.example/api')).productId
  const choose = (
    ids: readonly Id<'prd'>[],
    change: { version?: number; from?: string; until?: string } = {},
  ) =>
    pages().setSelection(operator, {
      version: 0,
      products: ids.map((productId) => ({ productId })),
      ...change,
    })
  const shown = async () => {
    const { selection } = await world.market.views.getHomePage()
    return selection.map(({ productId }) => productId)
  }
  const asOperator = async () => (await world.market.views.getOperatorHomePage(operator)).selection
  const change = (statement: ReturnType<typeof sql>) =>
    statement.execute(world.platform.db.withTables<object>())

  test('without a choice there is no selection and there are no words', async () => {
    await list()

    expect(await world.market.views.getHomePage()).toMatchObject({
      products: [{}],
      selection: [],
      words: { zh: [], en: [] },
    })
    expect(await asOperator()).toMatchObject({ version: 0, state: 'empty', products: [] })
  })

  test('what operators choose is shown in their order, with why, and its change is recorded', async () => {
    const [first, second] = [await list(), await list()]
    const note = { zh: '可先试用', en: 'With a free trial' }

    const version = await pages().setSelection(operator, {
      version: 0,
      products: [{ productId: second, note }, { productId: first }],
    })
    const again = await choose([first, second], { version })

    expect([version, again]).toEqual([1, 2])
    expect(await shown()).toEqual([first, second])
    const history = await listHistory(world.platform.db, homePageSubject)
    expect(history.map(({ kind, data, actor }) => [kind, data, actor.id])).toEqual([
      [
        'home_page.selection_changed',
        { from: { products: [] }, to: { products: [{ productId: second, note }, { productId: first }] } },
        operator.memberId,
      ],
      [
        'home_page.selection_changed',
        {
          from: { products: [{ productId: second, note }, { productId: first }] },
          to: { products: [{ productId: first }, { productId: second }] },
        },
        operator.memberId,
      ],
    ])
  })

  test('a product that is no longer on sale is not shown, and comes back with its sale', async () => {
    const ids = [await list(), await list(), await list()]
    await choose(ids)
    const [delisted, hidden, rest] = ids

    await change(sql`update product set state = 'delisted' where id = ${delisted}`)
    await change(sql`update specification set hidden = true where product_id = ${hidden}`)

    expect(await shown()).toEqual([rest])
    expect((await asOperator()).products).toMatchObject([
      { id: delisted, state: 'delisted', isPublic: false },
      { id: hidden, state: 'listed', isPublic: false },
      { id: rest, state: 'listed', isPublic: true },
    ])
    await change(sql`update product set state = 'listed' where id = ${delisted}`)
    expect(await shown()).toEqual([delisted, rest])
  })

  test('a product that is not on sale cannot be added, but may stay and be moved', async () => {
    const [first, second] = [await list(), await list()]
    await choose([first])
    await change(sql`update product set state = 'delisted' where id in (${first}, ${second})`)

    await expect(choose([first, second], { version: 1 })).rejects.toMatchObject({
      code: 'home_page.product_not_on_sale',
    })
    await expect(choose([`prd_${'0'.repeat(26)}`], { version: 1 })).rejects.toMatchObject({
      code: 'home_page.product_not_on_sale',
    })
    const third = await list()
    expect(await choose([third, first], { version: 1 })).toBe(2)
  })

  test('it is shown from its first to its last day, by market time', async () => {
    const id = await list()
    const start = world.platform.clock.now()
    const dateIn = (days: number) =>
      new Date(start + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
    await choose([id], { from: dateIn(1), until: dateIn(2) })

    const seen: unknown[] = []
    for (let day = 0; day < 4; day += 1) {
      seen.push([(await asOperator()).state, (await shown()).length])
      await world.advance(fromDays(1))
    }

    expect(seen).toEqual([
      ['planned', 0],
      ['shown', 1],
      ['shown', 1],
      ['ended', 0],
    ])
    await expect(choose([id], { version: 1, from: '2027-02-02', until: '2027-02-01' })).rejects.toMatchObject(
      {
        code: 'home_page.dates_reversed',
      },
    )
  })

  test('of two operators who change the same, the second is refused; the parts do not hinder each other', async () => {
    const [first, second] = [await list(), await list()]

    const results = await Promise.allSettled([
      choose([first]),
      choose([second]),
      pages().setWords(operator, { version: 0, zh: ['文档'], en: [] }),
    ])

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'home_page.changed' },
    })
    expect((await shown()).length).toBe(1)
    await expect(choose([first, first], { version: 1 })).rejects.toMatchObject({
      code: 'home_page.product_repeated',
    })
  })

  test('words are kept by language in their order, and operators see what each finds now', async () => {
    const { name } = await world.market.views.getProduct(await list())
    await pages().setWords(operator, { version: 0, zh: [' 没有  此物 ', name.zh], en: ['CRM'] })

    expect((await world.market.views.getHomePage()).words).toEqual({
      zh: ['没有 此物', name.zh],
      en: ['CRM'],
    })
    const { words } = await world.market.views.getOperatorHomePage(operator)
    expect(words).toMatchObject({ version: 1, zh: [{ products: { count: 0 } }, { word: name.zh }], en: [{}] })
    expect(await pages().setWords(operator, { version: 1, zh: ['没有 此物', name.zh], en: ['CRM'] })).toBe(1)
    await expect(
      pages().setWords(operator, { version: 1, zh: [], en: ['CRM', 'ｃｒｍ'] }),
    ).rejects.toMatchObject({
      code: 'home_page.word_repeated',
    })
    await expect(pages().setWords(operator, { version: 1, zh: ['？！'], en: [] })).rejects.toMatchObject({
      code: 'home_page.word_unreadable',
    })
    await expect(pages().setWords(operator, { version: 0, zh: [], en: [] })).rejects.toMatchObject({
      code: 'home_page.changed',
    })
  })

  test('only operators choose', async () => {
    const buyer = await world.given.buyer()

    await expect(pages().setSelection(buyer, { version: 0, products: [] })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(pages().setWords(buyer, { version: 0, zh: [], en: [] })).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
    await expect(world.market.views.getOperatorHomePage(buyer)).rejects.toMatchObject({
      code: 'parties.not_an_operator',
    })
  })
})

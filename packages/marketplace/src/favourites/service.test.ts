import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '@loggia/kernel'
import { mostFavourites } from '@loggia/protocol/console/favourites/kinds'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('favourites on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  const favourites = () => world.market.favourites
  const list = () => world.given.listedProduct('https://seller.example/api')
  const shown = async (actor: MemberActor) =>
    (await world.market.views.listFavourites(actor, { limit: 100 })).items
  const setPrice = (productId: Id<'prd'>, amountE8: bigint) =>
    sql`update price_item set unit_price_e8 = ${amountE8} where sku_id in
      (select k.id from sku k join specification s on s.id = k.specification_id where s.product_id = ${productId})`.execute(
      world.platform.db.withTables<object>(),
    )

  test('a product is kept once, with its price of that time, for this member only', async () => {
    const [buyer, other] = [await world.given.buyer(), await world.given.buyer()]
    const { productId } = await list()

    await favourites().keep({ actor: buyer }, productId)
    await setPrice(productId, 1_00000000n)
    await favourites().keep({ actor: buyer }, productId)

    const [kept, ...more] = await shown(buyer)
    expect(more).toEqual([])
    expect(kept).toMatchObject({ id: productId, change: 'down', from: { unitPrice: { amount: '1' } } })
    expect(kept?.fromThen.unitPrice.amount).toBe('10')
    expect(await favourites().listIds(other)).toEqual([])
  })

  test('what goes off sale stays, with the reason and without a price', async () => {
    const buyer = await world.given.buyer()
    const { productId } = await list()
    await favourites().keep({ actor: buyer }, productId)

    await sql`update product set state = 'delisted' where id = ${productId}`.execute(
      world.platform.db.withTables<object>(),
    )

    const [kept] = await shown(buyer)
    expect(kept).toMatchObject({ id: productId, absence: 'delisted' })
    expect(kept).not.toHaveProperty('from')
    expect(kept).not.toHaveProperty('change')
    await expect(favourites().keep({ actor: await world.given.buyer() }, productId)).rejects.toMatchObject({
      code: 'favourite.not_on_sale',
    })
  })

  test('it can be removed, also twice, and kept again', async () => {
    const buyer = await world.given.buyer()
    const { productId } = await list()
    await favourites().keep({ actor: buyer }, productId)

    await favourites().remove({ actor: buyer }, productId)
    await favourites().remove({ actor: buyer }, productId)
    expect(await favourites().listIds(buyer)).toEqual([])

    await favourites().keep({ actor: buyer }, productId)
    expect(await favourites().listIds(buyer)).toEqual([productId])
  })

  test('a member keeps at most 500, and the list comes in pages, the latest first', async () => {
    const buyer = await world.given.buyer()
    const { productId } = await list()
    await sql`insert into product select (jsonb_populate_record(p, jsonb_build_object('id', 'prd_' || lpad(n::text, 26, '0')))).*
      from product p, generate_series(1, ${mostFavourites}::int) n where p.id = ${productId}`.execute(
      world.platform.db.withTables<object>(),
    )
    await sql`insert into favourite select ${buyer.memberId}, 'prd_' || lpad(n::text, 26, '0'),
      timestamptz '2026-01-01' + n * interval '1 second', 100, 'CNY', 'month'
      from generate_series(1, ${mostFavourites}::int) n`.execute(world.platform.db.withTables<object>())

    const first = await favourites().list(buyer, { limit: 300 })
    const second = await favourites().list(buyer, { limit: 300, after: first.next ?? '' })
    const ids = [...first.items, ...second.items].map((one) => one.productId)

    expect(new Set(ids).size).toBe(mostFavourites)
    expect(ids[0]).toMatch(/500$/)
    expect(second.next).toBeUndefined()
    await expect(favourites().keep({ actor: buyer }, productId)).rejects.toMatchObject({
      code: 'favourite.too_many',
    })
    await expect(favourites().list(buyer, { limit: 1, after: 'x' })).rejects.toMatchObject({
      code: 'favourite.cursor_malformed',
    })
  })
})

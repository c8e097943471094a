import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import { requireSeller } from '../parties/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { countRowsRead } from '../platform/testing/statements.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES
const copies = 4000
/** Of the order lines, however many there are. */
const mostRead = 2500

/** Adds newer orders like this one. */
const copyOrder = (orderId: string): string => `
  insert into "order" select one.* from "order" o, generate_series(1, ${copies}) n, jsonb_populate_record(o,
    jsonb_build_object('id', 'ord_z' || lpad(n::text, 25, '0'), 'number', 'CS99' || lpad(n::text, 11, '0'))) one
    where o.id = '${orderId}';
  insert into order_line
    (id, order_id, number, seller_id, product_id, sku_id, price_item_id, offer, quantity, amount_minor, currency, state)
    select 'orl_z' || lpad(n::text, 25, '0'), 'ord_z' || lpad(n::text, 25, '0'),
      'CS99' || lpad(n::text, 11, '0') || '-000001',
      seller_id, product_id, sku_id, price_item_id, offer, quantity, amount_minor, currency, state
    from order_line, generate_series(1, ${copies}) n where order_id = '${orderId}';
  analyze;`

describe.each(listRuleEngines(postgresUrl))('in a market with thousands of orders, on %s', (engine) => {
  let world: World
  let seller: MemberActor
  let first: { readonly id: string; readonly number: string }
  let many: { readonly id: string; readonly name: { readonly en: string } }
  let once: typeof many
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    const { given } = world
    const listed = await given.listedProduct('http://127.0.0.1:1/produce')
    seller = listed.seller
    await given.submittedOrder(await given.buyer(), listed.productId)
    const copied = await given.submittedOrder(await given.buyer(), listed.productId)
    const { items } = await world.market.views.listAllOrders({}, { limit: 2 })
    for (const { id, number, buyer } of items) {
      if (id === copied) many = buyer
      else [first, once] = [{ id, number }, buyer]
    }
    await world.platform.db.script(copyOrder(copied))
  })
  afterAll(() => world.close())

  const rowsRead = <T>(work: () => Promise<T>) => countRowsRead(world.platform.db, 'order_line', work)

  test('a seller finds orders by their number or their buyer without reading all lines', async () => {
    const find = (text: string) =>
      rowsRead(() => world.market.views.findForSeller(seller, requireSeller(seller), text))
    const [numbered, whole, ofLine, common, rare, none] = [
      await find('CS99'),
      await find(first.number),
      await find(`${first.number}-000001`),
      await find(many.name.en),
      await find(once.name.en),
      await find('nobody'),
    ]

    expect(numbered.answer.map(({ code }) => code)).toEqual(
      [0, 1, 2, 3, 4].map((n) => `CS99${String(copies - n).padStart(11, '0')}`),
    )
    expect(common.answer.map(({ code }) => code)).toEqual(numbered.answer.map(({ code }) => code))
    expect(whole.answer).toMatchObject([{ id: first.id, exact: true }])
    expect(ofLine.answer).toMatchObject([{ id: first.id, exact: false }])
    // An order of long ago, by the name of its only buyer.
    expect(rare.answer).toMatchObject([{ id: first.id }])
    expect(none.answer).toEqual([])
    const read = [numbered, whole, ofLine, common, rare, none].map(({ rows }) => rows)
    expect(read.filter((rows) => rows > mostRead)).toEqual([])
  })

  test('operators list what a short text means page by page without reading all lines', async () => {
    const { views } = world.market
    const common = await rowsRead(() => views.listAllOrders({ text: 'u' }, { limit: 20 }))
    const rare = await views.listAllOrders({ text: once.name.en }, { limit: 20 })

    expect(common.answer.items).toHaveLength(20)
    expect(common.answer.items[0]?.number).toBe(`CS99${String(copies).padStart(11, '0')}`)
    expect(common.rows).toBeLessThan(mostRead)
    expect(rare.items.map(({ id }) => id)).toEqual([first.id])
  })
})

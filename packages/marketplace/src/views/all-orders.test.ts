import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AllOrdersFilter } from '@loggia/protocol/console'
import { listWorldEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { tabulateOrders } from './present/exports.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('R287: all orders, on %s', (engine) => {
  let world: World
  let buyer: MemberActor
  let second: string
  /** In the order in which they were placed. */
  let ids: Id<'ord'>[]
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    const { given } = world
    const { productId } = await given.listedProduct('http://127.0.0.1:1/produce')
    buyer = await given.buyer()
    const first = await given.submittedOrder(buyer, productId)
    await world.advance(fromDays(1))
    second = toIso(world.clock.now())
    ids = [
      first,
      await given.submittedOrder(await given.buyer(), productId),
      await given.paidOrder(buyer, productId),
      await given.submittedOrder(buyer, productId),
    ]
  })
  afterAll(() => world.close())

  /** Where the found orders are in `ids`, page after page of one. */
  async function found(filter: AllOrdersFilter): Promise<number[]> {
    const shown: number[] = []
    for (let after: string | undefined, ended = false; !ended;) {
      const page = { limit: 1, ...(after !== undefined && { after }) }
      const { items, next } = await world.market.views.listAllOrders(filter, page)
      shown.push(...items.map(({ id }) => ids.indexOf(id)))
      after = next
      ended = after === undefined
    }
    return shown
  }
  const one = (at: number) =>
    world.market.views.listAllOrders({}, { limit: 10 }).then(({ items }) => items.toReversed()[at])

  test('are narrowed by state, time and buyer, page after page, newest first', async () => {
    const buyerId = buyer.buyerId as Id<'byr'>

    expect(await found({})).toEqual([3, 2, 1, 0])
    expect(await found({ state: 'processing' })).toEqual([2])
    expect(await found({ from: second })).toEqual([3, 2, 1])
    expect(await found({ to: second })).toEqual([0])
    expect(await found({ from: second, state: 'pending_payment' })).toEqual([3, 1])
    expect(await found({ from: second, buyerId })).toEqual([3, 2])
    expect(await found({ state: 'refunded' })).toEqual([])
  })

  test('are found by a whole number, or by a part of a buyer’s name or of an email', async () => {
    const order = await one(1)
    const name = (await one(0))?.buyer.name.en ?? ''

    expect(await found({ text: order?.number.toLowerCase() })).toEqual([1])
    expect(await found({ text: order?.number.slice(0, -1) })).toEqual([])
    expect(await found({ text: name.toUpperCase() })).toEqual([3, 2, 0])
    expect(await found({ text: name, state: 'pending_payment' })).toEqual([3, 0])
    expect(await found({ text: '@loggia.example', to: second })).toEqual([0])
    expect(await found({ text: 'nobody' })).toEqual([])
  })

  test('are exported with the same filters', async () => {
    const { name, head, rows } = tabulateOrders(world.market.views.exportAllOrders({ state: 'processing' }))
    const lines: (readonly string[])[] = []
    for await (const row of rows) lines.push(row)

    const order = await one(2)
    const product = order?.lines[0]?.product.name.en
    expect(name).toBe('loggia-orders')
    expect(lines).toHaveLength(1)
    expect(Object.fromEntries(head.map((column, at) => [column, lines[0]?.[at]]))).toMatchObject({
      number: order?.number,
      state: 'processing',
      buyerEn: order?.buyer.name.en,
      productsEn: product,
      total: '10.00',
      currency: 'CNY',
    })
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromDays, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AllOrdersFilter } from '@loggia/protocol/console'
import { listRuleEngines, openWorld } from '../embedded/index.ts'
import type { World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'
import { createViewRoutes } from './routes/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('R287: all orders, on %s', (engine) => {
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

  test('are found by a part of a product’s name, or of a member’s name', async () => {
    const product = (await one(0))?.lines[0]?.product.name

    expect(await found({ text: product?.zh.slice(1) })).toEqual([3, 2, 1, 0])
    expect(await found({ text: product?.en, state: 'processing' })).toEqual([2])
    expect(await found({ text: buyer.name })).toEqual([3, 2, 0])
  })

  test('are exported with the same filters', async () => {
    const csv = createViewRoutes(world.market.views)['GET /api/operator/orders.csv']
    if (!csv) throw new Error('The export has no handler')
    const request = {
      actor: await world.given.operator(),
      query: { state: 'processing' as const },
      language: 'en-US' as const,
    }
    const { name, head, rows } = await csv(request as Parameters<typeof csv>[0])
    const lines: (readonly unknown[])[] = []
    for await (const row of rows) lines.push(row)

    const order = await one(2)
    expect(name).toBe('loggia-orders')
    expect(lines).toHaveLength(1)
    expect(Object.fromEntries(head.map((column, at) => [column.en, lines[0]?.[at]]))).toMatchObject({
      Placed: { at: order?.createdAt },
      'Order number': order?.number,
      State: 'processing',
      Buyer: order?.buyer.name,
      Products: order?.lines[0]?.product.name,
      Amount: '10.00',
      Currency: 'CNY',
    })
  })
})

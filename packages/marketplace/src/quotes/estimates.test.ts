import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toId } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import { openBoughtService } from '../embedded/bought-service.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { QuoteTables } from './tables.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('the price while somebody chooses, on %s', (engine) => {
  let world: World
  let server: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(async () => {
    await server.close()
    await world.reset()
  })
  afterAll(() => world.close())

  /** One seat for a month, and what a change to this many seats asks for. */
  async function running() {
    server = await openScriptedSeller()
    server.answer(openAtOnce)
    const { productId } = await world.given.listedProduct(server.url)
    const buyer = await world.given.buyer(100_000n)
    const service = await openBoughtService(world, buyer, productId)
    const priceItemId = toId((await service.held()).subscription.priceItemId, 'pri')
    const toSeats = (quantity: number) => ({
      kind: 'change' as const,
      lines: [{ subscriptionId: service.subscriptionId, priceItemId, quantity }],
    })
    return { buyer, toSeats }
  }
  const listQuotes = () =>
    world.platform.db.withTables<QuoteTables>().selectFrom('quote').select('id').execute()

  test('R124: it is that of the quote, and neither a quote is stored nor the seller asked', async () => {
    const { buyer, toSeats } = await running()
    const asked = server.requests.length

    const estimate = await world.market.quotes.estimate(buyer, toSeats(4))

    expect(await listQuotes()).toEqual([])
    expect(server.requests).toHaveLength(asked)
    const { lines, total } = await world.market.quotes.ask(buyer, toSeats(4))
    expect(estimate).toMatchObject({ total, lines: [{ amount: total, fee: lines[0]?.fee }] })
    expect(total.amount).toBe('30.00')
  })

  test('R124: what cannot be quoted is refused for the same reason, and another buyer’s service is not found', async () => {
    const { buyer, toSeats } = await running()
    const { estimate, ask } = world.market.quotes

    await expect(estimate(buyer, toSeats(1))).rejects.toMatchObject({ code: 'subscription.nothing_changes' })
    await expect(ask(buyer, toSeats(1))).rejects.toMatchObject({ code: 'subscription.nothing_changes' })
    await expect(estimate(await world.given.buyer(), toSeats(4))).rejects.toMatchObject({
      code: 'subscription.not_found',
    })
  })
})

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld, refuse, listWorldEngines } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'
import { listHistory } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listWorldEngines(postgresUrl))('openings that are answered at once, on %s', (engine) => {
  let world: World
  let seller: ScriptedSeller
  beforeAll(async () => {
    // The first refusal is final.
    const schedule = { windowMs: 0, spacing: { kind: 'even' as const, everyMs: 1 }, source: 'this test' }
    const calls = { timeLimitMs: 20_000, schedules: { create_instance: schedule } }
    world = await openWorld({ engine, postgresUrl, calls })
  })
  beforeEach(async () => {
    seller = await openScriptedSeller()
  })
  afterEach(async () => {
    await seller.close()
    await world.reset()
  })
  afterAll(() => world.close())

  /** Answers the openings only when `count` of them have arrived; refuses those of the lines that `isRefused`. */
  function answerTogether(count: number, isRefused: (line: string) => boolean): void {
    const held: (() => void)[] = []
    seller.answer((request) => {
      if (request.activity !== 'newInstance') return openAtOnce(request)
      return new Promise((resolve) => {
        const refused = isRefused(String(request.members.orderLineId))
        held.push(() => resolve(refused ? refuse() : openAtOnce(request)))
        if (held.length === count) for (const go of held) go()
      })
    })
  }

  test('R70, R72: of one order some are opened and some refunded, and another order beside it is complete', async () => {
    answerTogether(4, (line) => !line.endsWith('-000001'))
    const buyer = await world.given.buyer(10_000n)
    const other = await world.given.buyer(10_000n)
    const { productId } = await world.given.listedProduct(seller.url)
    const priceItemId = await world.given.monthlyPriceItem(productId)
    const line = { priceItemId, quantity: 1, periodCount: 1 }
    const submit = async (actor: typeof buyer, lines: readonly (typeof line)[]) => {
      const expectedTotal = createMoney(BigInt(lines.length) * 1000n, 'CNY')
      const { orderId } = await world.market.orders.submit({ actor }, { lines, expectedTotal, agreed: true })
      await world.market.orders.pay({ actor }, orderId)
      return orderId
    }
    const mixed = await submit(buyer, [line, line, line])
    const whole = await submit(other, [line])

    await world.settle()

    const order = (id: Id<'ord'>) => world.market.orders.get(world.platform.db, id)
    const balance = async ({ buyerId }: typeof buyer) =>
      (await world.market.ledger.getBalance(world.platform.db, buyerId as Id<'byr'>, 'CNY')).amountMinor
    const { state, lines } = await order(mixed)
    expect([state, ...lines.map((one) => [one.state, one.returned.amountMinor])]).toEqual([
      'completed',
      ['completed', 0n],
      ['refunded', 1000n],
      ['refunded', 1000n],
    ])
    expect(await balance(buyer)).toBe(9_000n)
    expect([(await order(whole)).state, await balance(other)]).toEqual(['completed', 9_000n])
    const told = await listHistory(world.platform.db, mixed)
    expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_entry, at) => at + 1))
    const ends = told.map(({ kind }) => kind).filter((kind) => kind.startsWith('order.'))
    expect(ends.toSorted()).toEqual([
      'order.completed',
      'order.paid',
      'order.refunded',
      'order.refunded',
      'order.submitted',
    ])
  })
})

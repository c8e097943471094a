import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openAtOnce, openScriptedSeller, openWorld } from '../embedded/index.ts'
import type { ScriptedSeller, World } from '../embedded/index.ts'
import type { MemberActor } from '../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('several things in one order, on %s', (engine) => {
  let world: World
  let opening: ScriptedSeller
  let refusing: ScriptedSeller
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
    opening = await openScriptedSeller()
    opening.answer(openAtOnce)
    refusing = await openScriptedSeller()
    refusing.answer(() => ({ resultCode: '000100' }))
  })
  afterEach(() => world.reset())
  afterAll(async () => {
    await opening.close()
    await refusing.close()
    await world.close()
  })

  /** An order of two seats for a month, ¥10.00 each, from two sellers. The first seller opens, the second refuses. */
  async function ordered(buyer: MemberActor): Promise<Id<'ord'>> {
    const priceItems: Id<'pri'>[] = []
    for (const { url } of [opening, refusing]) {
      const { productId } = await world.given.listedProduct(url)
      priceItems.push(await world.given.monthlyPriceItem(productId))
    }
    const { orderId } = await world.market.orders.submit(
      { actor: buyer },
      {
        lines: priceItems.map((priceItemId) => ({ priceItemId, quantity: 1, periodCount: 1 })),
        expectedTotal: createMoney(2000n, 'CNY'),
        agreed: true,
      },
    )
    return orderId
  }
  const order = (id: Id<'ord'>) => world.market.orders.get(world.platform.db, id)
  const balanceOf = async ({ buyerId }: MemberActor) =>
    (await world.market.ledger.getBalance(world.platform.db, buyerId as Id<'byr'>, 'CNY')).amountMinor

  test('R62: money for one of two pays for neither', async () => {
    const buyer = await world.given.buyer(1999n)
    const orderId = await ordered(buyer)

    await expect(world.market.orders.pay({ actor: buyer }, orderId)).rejects.toMatchObject({
      code: 'ledger.balance_insufficient',
    })

    await world.settle()
    expect((await order(orderId)).state).toBe('pending_payment')
    expect(await balanceOf(buyer)).toBe(1999n)
    expect(opening.requests).toEqual([])
  })

  test('R72: one that fails is refunded alone, and the other one stays', async () => {
    const buyer = await world.given.buyer(2000n)
    const orderId = await ordered(buyer)
    await world.market.orders.pay({ actor: buyer }, orderId)

    await world.advance(fromHours(4))

    const { state, lines } = await order(orderId)
    expect([state, ...lines.map((line) => line.state)]).toEqual(['completed', 'completed', 'refunded'])
    expect(await balanceOf(buyer)).toBe(1000n)
  })
})

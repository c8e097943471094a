import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fromHours, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { listRuleEngines, openSizedProduct, openWorld } from '../../embedded/index.ts'
import type { World } from '../../embedded/index.ts'
import { runInTx, system } from '../../platform/index.ts'
import type { MemberActor } from '../../platform/index.ts'

const postgresUrl = process.env.LOGGIA_TEST_POSTGRES

describe.each(listRuleEngines(postgresUrl))('trials that came to nothing, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await openWorld({ engine, postgresUrl })
  })
  afterEach(() => world.reset())
  afterAll(() => world.close())

  /** A product whose server cannot be reached, so that no service of it ever opens. */
  async function listed(): Promise<Id<'pri'>> {
    const { sellerId } = await world.given.seller()
    const shelf = await openSizedProduct(world, sellerId, () => 1000n)
    await runInTx(world.platform, { actor: system }, async (tx) => {
      await world.market.access.addKeyIn(tx, sellerId, 'basic')
      await world.market.access.registerAnew(tx, { sellerId, url: 'http://127.0.0.1:1/' })
    })
    return shelf.item('small', 'month')
  }
  const tryIt = (buyer: MemberActor, priceItemId: Id<'pri'>) =>
    world.market.orders.submit(
      { actor: buyer },
      {
        lines: [{ priceItemId, quantity: 1, periodCount: 1, trial: true }],
        expectedTotal: createMoney(0n, 'CNY'),
        agreed: true,
      },
    )

  test('R28: one that was cancelled before it opened does not count', async () => {
    const priceItemId = await listed()
    const buyer = await world.given.buyer()
    const { orderId } = await tryIt(buyer, priceItemId)
    await expect(tryIt(buyer, priceItemId)).rejects.toMatchObject({ code: 'catalog.trial_used' })

    await world.market.orders.cancel(buyer, orderId)

    await expect(tryIt(buyer, priceItemId)).resolves.toBeDefined()
  })

  test('R28: one that was returned, since its seller never opened it, does not count', async () => {
    const priceItemId = await listed()
    const buyer = await world.given.buyer()
    const { orderId } = await tryIt(buyer, priceItemId)
    await world.market.orders.pay({ actor: buyer }, orderId)
    await expect(tryIt(buyer, priceItemId)).rejects.toMatchObject({ code: 'catalog.trial_used' })

    await world.advance(fromHours(4))

    expect((await world.market.orders.get(world.platform.db, orderId)).state).toBe('refunded')
    await expect(tryIt(buyer, priceItemId)).resolves.toBeDefined()
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromDays, createMoney } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { openAtOnce, openScriptedSeller, openWorld } from '../../embedded/index.ts'
import type { ScriptedSeller, World } from '../../embedded/index.ts'

let world: World
let seller: ScriptedSeller
beforeAll(async () => {
  world = await openWorld({ engine: 'embedded', calls: { timeLimitMs: 1500 } })
  seller = await openScriptedSeller()
  seller.answer(openAtOnce)
})
afterAll(async () => {
  await seller.close()
  await world.close()
})

test('saas-v2 §11, 6 and 7: a seller hears of ends and cancelled renewals as their product says', async () => {
  const { market, platform } = world
  const speech = { protocol: 'saas-v2', expireDigits: 14, cancellationOrder: 'renewal' } as const
  const { productId } = await world.given.listedProduct(seller.url, undefined, { speech })
  const buyer = await world.given.buyer()
  const orderId = await world.given.paidOrder(buyer, productId)
  await world.settle()
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const service = line && (await market.subscriptions.findByLine(platform.db, line.id))
  const subscriptionId = service?.id as Id<'sub'>
  const priceItemId = await world.given.monthlyPriceItem(productId)
  const quote = await market.quotes.ask(buyer, {
    kind: 'renewal',
    lines: [{ subscriptionId, priceItemId, quantity: 1, periodCount: 1 }],
  })
  const renewal = await market.quotes.pay({ actor: buyer }, quote.id as Id<'quo'>)
  await world.settle()
  await world.advance(fromDays(6))

  await market.refunds.ask({ actor: buyer }, subscriptionId, {
    kind: 'renewal',
    expectedAmount: createMoney(1000n, 'CNY'),
  })
  await world.settle()

  const [told, cancelled] = seller.of('refreshInstance').map(({ members }) => members)
  expect(told).toMatchObject({ scene: 'RENEWAL', orderId: renewal.number, expireTime: '20270124063300' })
  expect(cancelled).toMatchObject({
    scene: 'UNSUBSCRIBE_RENEWAL_PERIOD',
    orderId: renewal.number,
    orderLineId: `${renewal.number}-000001`,
    expireTime: '20261224063300',
  })
})

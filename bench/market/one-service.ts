import { connectJobs } from '@loggia/marketplace'
import type { Queues } from '@loggia/marketplace'
import { createMoney } from '@loggia/kernel'
import { listPriceItems, seedBuyers } from './buyers.ts'
import type { OpenMarket } from './open-market.ts'
import { seedSellers, unitPriceMinor } from './seed.ts'

/** An address that is never called: the service is opened by hand. */
const nowhere = 'http://127.0.0.1:9/saas'

/** Creates a buyer's active service, bought for a month. The queues are connected, and run only on demand. */
export async function openOneService(open: OpenMarket): Promise<Queues> {
  const { market, platform, inTransaction } = open
  const queues = connectJobs(market, platform)
  const [seller] = await seedSellers(open, [nowhere])
  const [buyer] = await seedBuyers(open, 1)
  const [priceItemId] = await listPriceItems(open, seller ? [seller.productId] : [])
  if (!buyer || !priceItemId) throw new Error('There is nobody to buy, or nothing')
  const actor = { kind: 'member', operator: false, ...buyer } as const
  const { orderId } = await market.orders.submit(
    { actor },
    {
      lines: [{ priceItemId, quantity: 1, periodCount: 1 }],
      expectedTotal: createMoney(unitPriceMinor, 'CNY'),
      agreed: true,
    },
  )
  await market.orders.pay({ actor }, orderId)
  const [line] = (await market.orders.get(platform.db, orderId)).lines
  const service = line && (await market.subscriptions.findByLine(platform.db, line.id))
  if (!service) throw new Error('A paid order has no service')
  await inTransaction(async (tx) => {
    const terms = await market.subscriptions.activate(tx, [service.id])
    await market.orders.completeLines(tx, [{ lineId: line.id, term: terms.get(service.id) }])
  })
  // Completes everything else that a new market does by itself.
  while (await queues.runWakeup(platform.clock.now()));
  return queues
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { money } from '@loggia/kernel'
import { createChanges, postgresChannel, startJobs } from '@loggia/marketplace'
import type { Marketplace } from '@loggia/marketplace'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { unitPriceMinor } from '../market/seed.ts'
import type { Bought, Purchase, Purchasing } from './work.ts'

export type Node = { buy(purchasing: Purchasing): Promise<Bought>; close(): Promise<void> }

/** A node as apps/server composes it: the loop of production, every setting as it comes, and the line to other nodes. */
export async function openNode(databaseUrl: string): Promise<Node> {
  const db = await openPostgres(databaseUrl)
  const onLost = (error: Error): void => console.error(`Other nodes are not heard: ${error.message}`)
  const channel = postgresChannel({ url: databaseUrl, nodeId: randomUUID(), onLost })
  const { market, platform } = openMarket(db, {}, createChanges(channel))
  const jobs = await startJobs(market, platform, { alone: false })
  return {
    buy: (purchasing) => buyAll(market, purchasing),
    async close() {
      await jobs.stop()
      await channel.close()
      await db.close()
    },
  }
}

/** Each purchase begins at its time, however the ones before it fare: a market that stumbles does not slow its buyers. */
async function buyAll(market: Marketplace, purchasing: Purchasing): Promise<Bought> {
  const cpuFrom = process.cpuUsage()
  const from = performance.now()
  const begun: Promise<Purchase>[] = []
  for (let nth = 0; nth < purchasing.count; nth += 1) {
    const at = from + (nth * 1000) / purchasing.perSecond
    const early = at - performance.now()
    if (early > 0) await pause(early)
    begun.push(buy(market, purchasing, { nth, scheduledAtMs: performance.timeOrigin + at }))
  }
  const purchases = await Promise.all(begun)
  const { user, system } = process.cpuUsage(cpuFrom)
  return { purchases, cpuShare: (user + system) / 1000 / (performance.now() - from) }
}

async function buy(
  market: Marketplace,
  { buyers, priceItems }: Purchasing,
  purchase: { nth: number; scheduledAtMs: number },
): Promise<Purchase> {
  const buyer = buyers[purchase.nth % buyers.length]
  const priceItemId = priceItems[purchase.nth % priceItems.length]
  if (!buyer || !priceItemId) throw new Error('There is nobody to buy, or nothing')
  const actor = { kind: 'member', operator: false, ...buyer } as const
  const lines = [{ priceItemId, quantity: 1, periodCount: 1 }]
  const expectedTotal = money(unitPriceMinor, 'CNY')
  try {
    const { orderId } = await market.orders.submit(actor, { lines, expectedTotal, agreed: true })
    await market.orders.pay(actor, orderId)
    return { ...purchase, orderId }
  } catch (error) {
    return { ...purchase, fault: String(error) }
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createMoney } from '@loggia/kernel'
import { createChangeFeed, createPostgresChannel, startJobs } from '@loggia/marketplace'
import type { Marketplace } from '@loggia/marketplace'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { unitPriceMinor } from '../market/seed.ts'
import { startClock } from '../run/clock.ts'
import type { Bought, Purchase, Purchasing } from './work.ts'

const nowMs = startClock()

export type Node = { buy(purchasing: Purchasing): Promise<Bought> }

/**
 * A node as apps/server composes it: the production loop, default settings, and the connection to other nodes. It is
 * not closed: the process ends with the run, and closing would only break off calls to sellers that hang.
 */
export async function openNode(databaseUrl: string): Promise<Node> {
  const db = await openPostgres(databaseUrl)
  const onLost = (error: Error): void => console.error(`Other nodes are not heard: ${error.message}`)
  const channel = createPostgresChannel({ url: databaseUrl, nodeId: randomUUID(), onLost })
  const { market, platform } = openMarket(db, {}, createChangeFeed(channel))
  await startJobs(market, platform, { alone: false })
  return { buy: (purchasing) => buyAll(market, purchasing) }
}

/**
 * Starts each purchase at its scheduled time, even if earlier ones are slow, so that a slow market does not slow its
 * buyers.
 */
async function buyAll(market: Marketplace, purchasing: Purchasing): Promise<Bought> {
  const cpuFrom = process.cpuUsage()
  const from = nowMs()
  const begun: Promise<Purchase>[] = []
  for (let nth = 0; nth < purchasing.count; nth += 1) {
    const at = from + (nth * 1000) / purchasing.perSecond
    const early = at - nowMs()
    if (early > 0) await pause(early)
    begun.push(buy(market, purchasing, { nth, scheduledAtMs: at }))
  }
  const purchases = await Promise.all(begun)
  const { user, system } = process.cpuUsage(cpuFrom)
  return { purchases, cpuShare: (user + system) / 1000 / (nowMs() - from) }
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
  const expectedTotal = createMoney(unitPriceMinor, 'CNY')
  try {
    const { orderId } = await market.orders.submit({ actor }, { lines, expectedTotal, agreed: true })
    await market.orders.pay({ actor }, orderId)
    return { ...purchase, orderId }
  } catch (error) {
    return { ...purchase, fault: String(error) }
  }
}

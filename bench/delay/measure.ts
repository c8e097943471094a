import { setTimeout as pause } from 'node:timers/promises'
import { listPriceItems, seedBuyers } from '../market/buyers.ts'
import type { SeededBuyer } from '../market/buyers.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import type { OpenMarket } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import type { SeededSeller } from '../market/seed.ts'
import type { BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import type { FleetOptions, Received } from '../sellers/server.ts'
import { follow, requireOneClock } from './deliveries.ts'
import type { Deliveries } from './deliveries.ts'
import { sellers } from './work.ts'
import type { Bought, Purchase } from './work.ts'

export const answerAfterMs = 20
/** After the last payment, purchases have this long (ms) to arrive; then they count as not received. */
const patienceMs = 15_000

export type DelayRun = {
  readonly fleet: FleetOptions
  readonly perSecond: number
  /** Seconds that are not counted, and seconds that are. */
  readonly warmUp: number
  readonly measured: number
  /** Whether the nth purchase counts. */
  isCounted(nth: number): boolean
  /** Prepares the market before its node starts: what the node has to do besides the purchases. */
  prepare?(open: OpenMarket, seeded: readonly SeededSeller[]): Promise<void>
  /** Reads what the node has done besides, once every purchase has arrived. */
  read?(database: OwnDatabase): Promise<void>
}
export type Delays = Deliveries & {
  /** The node's share of a core. */
  readonly cpuShare: number
  readonly clockDriftMs: number
}

/** Buys at a fixed rate from the first {@link sellers} of a fleet, and follows each purchase to its seller. */
export async function measureDelays(context: BenchContext, run: DelayRun): Promise<Delays> {
  const { perSecond, warmUp, measured } = run
  const database = await createDatabase(context.cluster)
  // A new fleet for each run, since clocks of processes drift apart and journals grow.
  const fleet = await startFleet(run.fleet)
  const node = startChild('delay/main.ts')
  try {
    await requireOneClock(database)
    const seeded = await seed(database, fleet, run)
    await node.ask('open', database.url)
    await database.rest()
    const purchasing = { ...seeded, perSecond, count: Math.round((warmUp + measured) * perSecond) }
    const { purchases, cpuShare } = await node.ask<Bought>('buy', purchasing)
    const counted = purchases.filter(({ nth }) => nth >= warmUp * perSecond && run.isCounted(nth))
    const deliveries = await followAll(database, fleet, counted)
    sayFaults(context, counted)
    await run.read?.(database)
    return { ...deliveries, cpuShare }
  } finally {
    await node.end()
    await fleet.end()
    await database.drop()
  }
}

type Shop = { readonly buyers: readonly SeededBuyer[]; readonly priceItems: readonly `pri_${string}`[] }

/** The nth price item belongs to the nth seller. */
async function seed(database: OwnDatabase, fleet: SellerFleet, { prepare }: DelayRun): Promise<Shop> {
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  const seeded = await seedSellers(open, fleet.urls)
  const buyers = await seedBuyers(open, sellers)
  const priceItems = await listPriceItems(
    open,
    seeded.slice(0, sellers).map(({ productId }) => productId),
  )
  await fleet.setKeys(seeded.map(({ accessKey }) => accessKey))
  await prepare?.(open, seeded)
  await db.close()
  return { buyers, priceItems }
}

/** Polls until every counted purchase has arrived, or `patienceMs` has passed. */
async function followAll(
  database: OwnDatabase,
  fleet: SellerFleet,
  counted: readonly Purchase[],
): Promise<Deliveries & { readonly clockDriftMs: number }> {
  const received: Received[] = []
  const from = performance.now()
  for (;;) {
    const journal = await fleet.takeJournal()
    received.push(...journal.received)
    const deliveries = await follow(database, counted, received)
    const { clockDriftMs } = journal
    if (deliveries.notReceived === 0 || performance.now() - from > patienceMs)
      return { ...deliveries, clockDriftMs }
    await pause(500)
  }
}

function sayFaults({ say }: BenchContext, purchases: readonly Purchase[]): void {
  const faults = purchases.flatMap(({ fault }) => (fault === undefined ? [] : [fault]))
  for (const fault of new Set(faults)) say(`not paid: ${fault}`)
}

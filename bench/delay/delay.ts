import { setTimeout as pause } from 'node:timers/promises'
import { listPriceItems, seedBuyers } from '../market/buyers.ts'
import type { SeededBuyer } from '../market/buyers.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeQuantile, spread } from '../run/statistics.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import type { Received } from '../sellers/server.ts'
import { follow, requireOneClock } from './deliveries.ts'
import type { Deliveries } from './deliveries.ts'
import { hanging, sellers, usualRate } from './work.ts'
import type { Bought, Purchase } from './work.ts'

const answerAfterMs = 20
/** After the last payment, purchases have this long (ms) to arrive; then they count as not received. */
const patienceMs = 15_000

const allHealthy = 'all sellers healthy'
const someHang = `${hanging} of ${sellers} hang`
const sides = [allHealthy, someHang] as const
type Side = (typeof sides)[number]
/** Figures of the sellers that are healthy on both sides. */
type Result = Deliveries & { readonly cpuShare: number; readonly clockDriftMs: number }

export const delay: Bench = {
  name: 'delay',
  what: `from a payment to its seller, at ${usualRate} purchases a second unless --per-second says otherwise`,
  async run(context) {
    const seconds = context.quick ? { warmUp: 2, measured: 10 } : { warmUp: 5, measured: 60 }
    const perSecond = context.perSecond ?? usualRate
    const results = await runInTurn(context, sides, (side) =>
      measureOne(context, { hangs: side === someHang ? hanging : 0, perSecond, ...seconds }),
    )
    tell(context, results)
  },
}

type One = { hangs: number; perSecond: number; warmUp: number; measured: number }

async function measureOne(
  context: BenchContext,
  { hangs, perSecond, warmUp, measured }: One,
): Promise<Result> {
  const database = await createDatabase(context.cluster)
  // A new fleet for each run, since clocks of processes drift apart and journals grow.
  const fleet = await startFleet({ sellers, delayMs: answerAfterMs, hanging: hangs })
  const node = startChild('delay/main.ts')
  try {
    await requireOneClock(database)
    const seeded = await seed(database, fleet)
    await node.ask('open', database.url)
    await database.rest()
    const purchasing = { ...seeded, perSecond, count: Math.round((warmUp + measured) * perSecond) }
    const { purchases, cpuShare } = await node.ask<Bought>('buy', purchasing)
    const counted = purchases.filter(({ nth }) => nth >= warmUp * perSecond && nth % sellers >= hanging)
    const deliveries = await followAll(database, fleet, counted)
    sayFaults(context, counted)
    return { ...deliveries, cpuShare }
  } finally {
    await node.end()
    await fleet.end()
    await database.drop()
  }
}

/** The nth price item belongs to the nth seller. */
async function seed(
  database: OwnDatabase,
  fleet: SellerFleet,
): Promise<{ buyers: readonly SeededBuyer[]; priceItems: readonly `pri_${string}`[] }> {
  const db = await openPostgres(database.url)
  const open = openMarket(db)
  const seeded = await seedSellers(open, fleet.urls)
  const buyers = await seedBuyers(open, sellers)
  const priceItems = await listPriceItems(
    open,
    seeded.map(({ productId }) => productId),
  )
  await db.close()
  await fleet.setKeys(seeded.map(({ accessKey }) => accessKey))
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

type Times = 'delaysMs' | 'fromScheduleMs' | 'paymentLateMs'
const at =
  (share: number, key: Times) =>
  (result: Result): number =>
    computeQuantile(result[key], share)
const p99 = at(0.99, 'delaysMs')

const columns: readonly (readonly [string, (result: Result) => number])[] = [
  ['p50 of the delay, ms', at(0.5, 'delaysMs')],
  ['p99', p99],
  ['most', at(1, 'delaysMs')],
  ['p50 from the scheduled time, ms', at(0.5, 'fromScheduleMs')],
  ['p99', at(0.99, 'fromScheduleMs')],
  ['payment after the scheduled time: p50, ms', at(0.5, 'paymentLateMs')],
  ['p99', at(0.99, 'paymentLateMs')],
  ['purchases', ({ delaysMs, notReceived, notPaid }) => delaysMs.length + notReceived + notPaid],
  ['not paid', ({ notPaid }) => notPaid],
  ['not received', ({ notReceived }) => notReceived],
  ["node's share of a core, %", ({ cpuShare }) => cpuShare * 100],
]

function tell(context: BenchContext, results: Record<Side, Result[]>): void {
  sayTable(
    context,
    ['', ...sides],
    columns.map(([name, read]) => [name, ...sides.map((side) => spread(results[side].map(read), 0))]),
  )
  const ratios = results[someHang].map((result, i) => {
    const baseline = results[allHealthy][i]
    return baseline ? p99(result) / p99(baseline) : Number.NaN
  })
  sayMeasures(context, [
    {
      what: `p99 of the healthy sellers' delay: ${someHang} / ${allHealthy}`,
      measured: spread(ratios, 2),
      goal: '≤ 1.2',
    },
    ...sides.map((side) => ({
      what: `that p99, ${side}`,
      measured: `${spread(results[side].map(p99), 0)} ms`,
      goal: '≤ 200 ms',
    })),
  ])
  const drifts = Object.values(results).flatMap((all) => all.map(({ clockDriftMs }) => clockDriftMs))
  context.say(`\nThe sellers' clock ran away by ${Math.max(...drifts).toFixed(1)} ms at most.`)
}

import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase, ServerCounts } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import type { Measure } from '../run/report.ts'
import { computeMedian, spread } from '../run/statistics.ts'
import { openMarket, openPostgres } from '../market/open-market.ts'
import { seedSellers } from '../market/seed.ts'
import type { SeededSeller } from '../market/seed.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { outsideTables } from './outside-rows.ts'
import { formatRow, countSent } from './work.ts'
import type { ContenderName, Measured, Work } from './work.ts'

const sellers = 100
const inFlight = 64

type Side = `${ContenderName}, ${'at once' | '20 ms'}`
type Result = Measured & { readonly commits: number; readonly walSyncs: number; readonly walBytes: number }
const sides: readonly Side[] = [
  'loggia, 20 ms',
  'bare, 20 ms',
  'loggia, at once',
  'graphile-worker, at once',
  'bare, at once',
  'pg-boss, at once',
]

export const calls: Bench = {
  name: 'calls',
  what: 'signed calls a second through the whole engine',
  async run(context) {
    const counts = context.quick ? { warmUp: 500, count: 1000 } : { warmUp: 2000, count: 8000 }
    const slow = await startFleet({ sellers, delayMs: 20, hanging: 0 })
    const quick = await startFleet({ sellers, delayMs: 0, hanging: 0 })
    try {
      const results = await runInTurn(context, sides, (side) => {
        const [name, speed] = side.split(', ') as [ContenderName, string]
        return measureOne(context, { name, fleet: speed === '20 ms' ? slow : quick, ...counts })
      })
      tell(context, results)
    } finally {
      await slow.end()
      await quick.end()
    }
  },
}

type One = { name: ContenderName; fleet: SellerFleet; warmUp: number; count: number }

async function measureOne(context: BenchContext, { name, fleet, ...counts }: One): Promise<Result> {
  const database = await createDatabase(context.cluster)
  const child = startChild('calls/main.ts')
  try {
    const work: Work = {
      ...counts,
      inFlight,
      databaseUrl: database.url,
      sellers: await seed(database, fleet, counts),
    }
    await child.ask('prepare', { name, work })
    await database.rest()
    await fleet.takeJournal()
    const before = await database.counts()
    const measured = await child.ask<Measured>('run', { name, work })
    await child.end()
    await requireAllDone(database, fleet, work, name)
    return { ...measured, ...perCall(before, await database.counts(), countSent(work)) }
  } finally {
    await child.end()
    await database.drop()
  }
}

/** Seeds a marketplace with sellers, and the tables that every contender except the bare one writes to. */
async function seed(
  database: OwnDatabase,
  fleet: SellerFleet,
  counts: { warmUp: number; count: number },
): Promise<readonly SeededSeller[]> {
  const db = await openPostgres(database.url)
  const seeded = await seedSellers(openMarket(db), fleet.urls)
  await db.close()
  await fleet.setKeys(seeded.map(({ accessKey }) => accessKey))
  await database.query(
    'create table bench_state (id text primary key, status text not null, changes int not null)',
  )
  const rows = Array.from({ length: counts.warmUp + counts.count }, (_, nth) => formatRow(nth))
  await database.query(`insert into bench_state select id, 'active', 0 from unnest($1::text[]) id`, [rows])
  await database.query(outsideTables)
  return seeded
}

/** Throws if a contender left work out, which would make it look quicker. */
async function requireAllDone(
  database: OwnDatabase,
  fleet: SellerFleet,
  work: Work,
  name: ContenderName,
): Promise<void> {
  const { received } = await fleet.takeJournal()
  const [attempts, history] =
    name === 'loggia'
      ? ['attempt', `(select * from history where kind = 'call.attempted') h`]
      : ['outside_attempt', 'outside_history']
  const [row] = await database.query<Record<string, number>>(`
    select (select count(*)::int from ${attempts} where reply_sealed is not null) as attempts,
      (select count(*)::int from ${history}) as entries,
      (select count(*)::int from bench_state where changes = 1 and status = 'frozen') as states`)
  const asked = countSent(work)
  const fits =
    received.length === asked && (name === 'bare' || Object.values(row ?? {}).every((n) => n === asked))
  if (!fits)
    throw new Error(
      `${name}: of ${asked} calls ${received.length} were received, rows ${JSON.stringify(row)}`,
    )
}

const perCall = (before: ServerCounts, after: ServerCounts, n: number) => ({
  commits: (after.commits - before.commits) / n,
  walSyncs: (after.walSyncs - before.walSyncs) / n,
  walBytes: (after.walBytes - before.walBytes) / n,
})

function tell(context: BenchContext, results: Record<Side, Result[]>): void {
  const of = (side: Side, key: keyof Result): number[] => results[side].map((result) => result[key])
  sayTable(
    context,
    ['contender', 'calls/s', 'Node ms/call', 'commits/call', 'WAL flushes/call', 'WAL bytes/call'],
    sides.map((side) => [
      side,
      spread(of(side, 'callsPerSecond'), 0),
      computeMedian(of(side, 'cpuMsPerCall')).toFixed(2),
      computeMedian(of(side, 'commits')).toFixed(2),
      computeMedian(of(side, 'walSyncs')).toFixed(2),
      computeMedian(of(side, 'walBytes')).toFixed(0),
    ]),
  )
  const against = (side: Side, baseline: Side, goal?: string): Measure => {
    const ratios = of(side, 'callsPerSecond').map((n, i) => n / (results[baseline][i]?.callsPerSecond ?? 0))
    return { what: `calls/s: ${side} / ${baseline}`, measured: spread(ratios, 2), ...(goal && { goal }) }
  }
  sayMeasures(context, [
    against('loggia, 20 ms', 'bare, 20 ms', '≥ 0.5'),
    against('loggia, at once', 'graphile-worker, at once', '≥ 1.5'),
    against('loggia, at once', 'bare, at once'),
    against('loggia, at once', 'pg-boss, at once'),
  ])
}

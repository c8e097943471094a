import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, computeQuantile, spread } from '../run/statistics.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { seed } from './seed.ts'
import { due, saturated, waitingEach } from './work.ts'
import type { Order, Side, Timed } from './work.ts'

const titles: Readonly<Record<Side, string>> = {
  empty: 'nothing else waits',
  backlog: `${(saturated * waitingEach).toLocaleString('en')} calls of ${saturated} saturated sellers wait`,
}
const sides = ['empty', 'backlog'] as const

type Place = { readonly database: OwnDatabase; readonly fleet: SellerFleet }

export const claim: Bench = {
  name: 'claim',
  what: `one claim of ${due} due calls beside a backlog`,
  async run(context) {
    const places: Place[] = []
    try {
      for (const side of sides) places.push(await open(context, side))
      const results: Timed[] = []
      for (let run = 1; run <= context.runs; run += 1) results.push(await measureOnce(context, places, run))
      tell(context, results)
    } finally {
      for (const { database, fleet } of places) {
        await fleet.end()
        await database.drop()
      }
    }
  },
}

async function open(context: BenchContext, side: Side): Promise<Place> {
  const fleet = await startFleet({ sellers: due, delayMs: 0, hanging: 0 })
  const database = await createDatabase(context.cluster)
  context.say(`making the database: ${titles[side]}`)
  await seed(database, fleet, side)
  return { database, fleet }
}

async function measureOnce(
  { say, runs, quick }: BenchContext,
  places: readonly Place[],
  run: number,
): Promise<Timed> {
  const rounds = quick ? 20 : 100
  say(`run ${run} of ${runs}: ${rounds} claims on each side, in turn`)
  for (const { database } of places) await database.rest()
  const child = startChild('claim/main.ts')
  try {
    const [empty, backlog] = places.map(({ database }) => database.url)
    const order: Order = { databases: { empty: empty ?? '', backlog: backlog ?? '' }, rounds }
    return await child.ask<Timed>('measure', order)
  } finally {
    await child.end()
  }
}

function tell(context: BenchContext, results: readonly Timed[]): void {
  const of = (side: Side, what: 'claim' | 'sweep', share: number): string =>
    spread(
      results.map((timed) => computeQuantile(timed[side][what], share)),
      2,
    )
  const ratio = (what: 'claim' | 'sweep'): string =>
    spread(
      results.map((timed) => computeMedian(timed.backlog[what]) / computeMedian(timed.empty[what])),
      2,
    )
  sayTable(
    context,
    ['beside it', 'claim: p50, ms', 'p90', 'the sweep of each second: p50, ms', 'p90'],
    sides.map((side) => [
      titles[side],
      of(side, 'claim', 0.5),
      of(side, 'claim', 0.9),
      of(side, 'sweep', 0.5),
      of(side, 'sweep', 0.9),
    ]),
  )
  sayMeasures(context, [
    { what: 'p50 of a claim: with the backlog / without', measured: ratio('claim'), goal: '≤ 2' },
    { what: 'p50 of a sweep: with the backlog / without', measured: ratio('sweep') },
  ])
}

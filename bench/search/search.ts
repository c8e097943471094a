import type { Bench, BenchContext } from '../run/bench.ts'
import { createDatabase } from '../run/cluster.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, computeQuantile, spread } from '../run/statistics.ts'
import { seed } from './seed.ts'
import { mixes } from './work.ts'
import type { Order, Timed } from './work.ts'

const full = { products: 100_000, sellers: 2000 }
const small = { products: 3000, sellers: 60 }

export const search: Bench = {
  name: 'search',
  what: `finding among ${full.products.toLocaleString('en')} products of ${full.sellers.toLocaleString('en')} sellers`,
  async run(context) {
    const database = await createDatabase(context.cluster)
    try {
      const size = context.quick ? small : full
      context.say(`making ${size.products} products`)
      await seed(database.url, size)
      const seconds = await inChild<number>('build', database.url)
      await database.rest()
      tell(context, await measureAll(context, database), size.products / seconds)
    } finally {
      await database.drop()
    }
  },
}

async function measureAll(context: BenchContext, database: OwnDatabase): Promise<Timed[]> {
  const order: Order = {
    database: database.url,
    rounds: context.quick ? { loggia: 5, ilike: 2 } : { loggia: 200, ilike: 10 },
  }
  const results: Timed[] = []
  for (let run = 1; run <= context.runs; run += 1) {
    context.say(`run ${run} of ${context.runs}: ${order.rounds.loggia} queries of each kind`)
    results.push(await inChild<Timed>('measure', order))
  }
  return results
}

async function inChild<T>(name: string, input: unknown): Promise<T> {
  const child = startChild('search/main.ts')
  try {
    return await child.ask<T>(name, input)
  } finally {
    await child.end()
  }
}

function tell(context: BenchContext, results: readonly Timed[], perSecond: number): void {
  const of = (mix: (typeof mixes)[number], side: 'loggia' | 'ilike', share: number): string =>
    spread(
      results.map((timed) => computeQuantile(timed.mixes[mix][side], share)),
      1,
    )
  sayTable(
    context,
    ['asked', 'loggia: p50, ms', 'p95', 'ILIKE, no facets: p50', 'p95'],
    mixes.map((mix) => [
      mix,
      of(mix, 'loggia', 0.5),
      of(mix, 'loggia', 0.95),
      of(mix, 'ilike', 0.5),
      of(mix, 'ilike', 0.95),
    ]),
  )
  const all = (timed: Timed, side: 'loggia' | 'ilike'): number[] =>
    mixes.flatMap((mix) => timed.mixes[mix][side])
  sayMeasures(context, [
    {
      what: 'p95 of all kinds together, ms',
      measured: spread(
        results.map((timed) => computeQuantile(all(timed, 'loggia'), 0.95)),
        1,
      ),
      goal: '< 50',
    },
    {
      what: 'p50 of all kinds: loggia / ILIKE',
      measured: spread(
        results.map((timed) => computeMedian(all(timed, 'loggia')) / computeMedian(all(timed, 'ilike'))),
        2,
      ),
    },
    ...([0.5, 0.95] as const).map((share) => ({
      what: `while typing: p${share * 100}, ms`,
      measured: spread(
        results.map(({ typing }) => computeQuantile(typing, share)),
        1,
      ),
      ...(share === 0.95 ? { goal: '< 50' } : {}),
    })),
    { what: 'products read into the search a second, one process', measured: perSecond.toFixed(0) },
  ])
}

import type { Bench, BenchContext } from '../run/bench.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, computeQuantile, spread } from '../run/statistics.ts'
import { seed } from './seed.ts'
import { days, full, sides, small } from './work.ts'
import type { Order, Side, Timed } from './work.ts'

const titles: Readonly<Record<Side, string>> = {
  page: `a seller’s page of ${days} days`,
  list: 'the list of all sellers',
  attempts: 'baseline: the page’s numbers from the attempts',
}

export const health: Bench = {
  name: 'health',
  what: `interface health of ${full.attempts.toLocaleString('en')} attempts to ${full.sellers} sellers`,
  async run(context) {
    const size = context.quick ? small : full
    context.say(`making ${size.attempts.toLocaleString('en')} attempts`)
    const database = await seed(context.cluster, size)
    try {
      const order: Order = {
        database: database.url,
        rounds: context.quick ? { page: 5, list: 5, attempts: 2 } : { page: 100, list: 50, attempts: 10 },
      }
      const results: Timed[] = []
      for (let run = 1; run <= context.runs; run += 1) {
        context.say(`run ${run} of ${context.runs}: ${order.rounds.page} pages`)
        results.push(await inChild(order))
      }
      tell(context, results)
    } finally {
      await database.drop()
    }
  },
}

async function inChild(order: Order): Promise<Timed> {
  const child = startChild('health/main.ts')
  try {
    return await child.ask<Timed>('measure', order)
  } finally {
    await child.end()
  }
}

function tell(context: BenchContext, results: readonly Timed[]): void {
  const of = (side: Side, share: number): string =>
    spread(
      results.map((timed) => computeQuantile(timed[side], share)),
      1,
    )
  sayTable(
    context,
    ['opened', 'p50, ms', 'p95, ms'],
    sides.map((side) => [titles[side], of(side, 0.5), of(side, 0.95)]),
  )
  sayMeasures(context, [
    { what: 'p95 of the page, ms', measured: of('page', 0.95), goal: '< 100' },
    {
      what: 'p95: the page / its numbers from the attempts',
      measured: spread(
        results.map((timed) => computeQuantile(timed.page, 0.95) / computeQuantile(timed.attempts, 0.95)),
        3,
      ),
    },
    {
      what: 'counting the newest day again, s',
      measured: spread(
        results.map((timed) => computeMedian(timed.count) / 1000),
        2,
      ),
    },
  ])
}

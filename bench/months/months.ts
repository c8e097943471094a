import type { Bench, BenchContext } from '../run/bench.ts'
import { startChild } from '../run/processes.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeMedian, spread } from '../run/statistics.ts'
import type { Order, Side, Timed } from './work.ts'

const sides: readonly Side[] = [
  { engine: 'embedded', seller: 'in process' },
  { engine: 'embedded', seller: 'local server' },
  { engine: 'postgres', seller: 'in process' },
  { engine: 'postgres', seller: 'local server' },
]
const goals: Readonly<Record<Side['seller'], string>> = { 'in process': '< 2 s', 'local server': '< 5 s' }

export const months: Bench = {
  name: 'months',
  what: '36 months of one service that renews itself and lapses twice, on a clock that is moved',
  async run(context) {
    const results = sides.map((): Timed[] => [])
    for (let run = 1; run <= context.runs; run += 1) {
      for (const [nth, side] of sides.entries()) {
        context.say(`run ${run} of ${context.runs}: ${side.engine}, seller ${side.seller}`)
        results[nth]?.push(await measure(context, side))
      }
    }
    tell(context, results)
  },
}

async function measure({ cluster, quick }: BenchContext, side: Side): Promise<Timed> {
  const child = startChild('months/main.ts')
  try {
    const order: Order = { ...side, cluster, months: quick ? 12 : 36 }
    return await child.ask<Timed>('live', order)
  } finally {
    await child.end()
  }
}

function tell(context: BenchContext, results: readonly (readonly Timed[])[]): void {
  const secondsOf = (timed: readonly Timed[], of: (one: Timed) => number): string =>
    spread(
      timed.map((one) => of(one) / 1000),
      2,
    )
  sayTable(
    context,
    ['database', 'seller', 'instants', 'calls', 'open and buy, s', 'the months, s', 'bare clock, s', 'ratio'],
    sides.map(({ engine, seller }, nth) => {
      const timed = results[nth] ?? []
      const ratio = spread(
        timed.map(({ monthsMs, bareMs }) => monthsMs / bareMs),
        1,
      )
      return [
        engine,
        seller,
        String(timed[0]?.instants ?? 0),
        String(timed[0]?.calls ?? 0),
        secondsOf(timed, ({ openMs }) => openMs),
        secondsOf(timed, ({ monthsMs }) => monthsMs),
        secondsOf(timed, ({ bareMs }) => bareMs),
        ratio,
      ]
    }),
  )
  sayMeasures(
    context,
    sides.map(({ engine, seller }, nth) => ({
      what: `36 months, ${engine}, seller ${seller}`,
      measured: `${(computeMedian((results[nth] ?? []).map(({ monthsMs }) => monthsMs)) / 1000).toFixed(2)} s`,
      goal: goals[seller],
    })),
  )
}

import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeQuantile, spread } from '../run/statistics.ts'
import { answerAfterMs, measureDelays } from './measure.ts'
import type { Delays } from './measure.ts'
import { hanging, sellers, usualRate } from './work.ts'

const allHealthy = 'all sellers healthy'
const someHang = `${hanging} of ${sellers} hang`
const sides = [allHealthy, someHang] as const
type Side = (typeof sides)[number]

export const delay: Bench = {
  name: 'delay',
  what: `from a payment to its seller, at ${usualRate} purchases a second unless --per-second says otherwise`,
  async run(context) {
    const seconds = context.quick ? { warmUp: 2, measured: 10 } : { warmUp: 5, measured: 60 }
    const perSecond = context.perSecond ?? usualRate
    const results = await runInTurn(context, sides, (side) =>
      measureDelays(context, {
        fleet: { sellers, delayMs: answerAfterMs, hanging: side === someHang ? hanging : 0 },
        perSecond,
        ...seconds,
        isCounted: (nth) => nth % sellers >= hanging,
      }),
    )
    tell(context, results)
  },
}

type Times = 'delaysMs' | 'fromScheduleMs' | 'paymentLateMs'
const at =
  (share: number, key: Times) =>
  (result: Delays): number =>
    computeQuantile(result[key], share)
const p99 = at(0.99, 'delaysMs')

const columns: readonly (readonly [string, (result: Delays) => number])[] = [
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

function tell(context: BenchContext, results: Record<Side, Delays[]>): void {
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

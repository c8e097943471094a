import { answerAfterMs, measureDelays } from '../delay/measure.ts'
import type { Delays } from '../delay/measure.ts'
import { usualRate } from '../delay/work.ts'
import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { computeQuantile, spread } from '../run/statistics.ts'
import { prepareTests } from './seed.ts'

/** Each has a seller and a server of its own. The first hundred are bought from as well. */
const products = 2000
/** So many products are tested in an hour. */
const paces = { 'no dial tests': 0, '2,000 an hour': 2000, '20,000 an hour': 20_000 } as const
type Side = keyof typeof paces
const sides = Object.keys(paces) as readonly Side[]

type Tested = { readonly passed: number; readonly left: number; readonly durationMs: number }
type Result = Delays & Tested

export const dialTests: Bench = {
  name: 'dial-tests',
  what: `purchases beside dial tests of ${products.toLocaleString('en')} products, ${usualRate} a second unless --per-second says otherwise`,
  async run(context) {
    const seconds = context.quick ? { warmUp: 2, measured: 10 } : { warmUp: 5, measured: 60 }
    const size = context.quick ? products / 10 : products
    const results = await runInTurn(context, sides, (side) => measure(context, { side, size, ...seconds }))
    tell(context, results)
  },
}

type One = { readonly side: Side; readonly size: number; readonly warmUp: number; readonly measured: number }

async function measure(context: BenchContext, { side, size, ...seconds }: One): Promise<Result> {
  const count = Math.round((paces[side] * seconds.measured) / 3600)
  let tested: Tested = { passed: 0, left: 0, durationMs: Number.NaN }
  const delays = await measureDelays(context, {
    fleet: { sellers: size, delayMs: answerAfterMs, hanging: 0 },
    perSecond: context.perSecond ?? usualRate,
    ...seconds,
    isCounted: () => true,
    prepare: (open, seeded) => prepareTests(open, seeded, { count, ...seconds }),
    async read(database) {
      tested = await readTests(database)
    },
  })
  return { ...delays, ...tested }
}

/** Waits for nothing: a test that is not over when the last purchase has arrived was too slow. */
async function readTests(database: OwnDatabase): Promise<Tested> {
  const [row] = await database.query<Tested>(`
    select count(*) filter (where state = 'passed')::int as passed, count(*) filter (where state <> 'passed')::int as left,
      (extract(epoch from avg(ended_at - started_at)) * 1000)::float8 as "durationMs" from dial_test`)
  return row ?? { passed: 0, left: 0, durationMs: Number.NaN }
}

type Times = 'delaysMs' | 'fromScheduleMs'
const at =
  (share: number, key: Times) =>
  (result: Result): number =>
    computeQuantile(result[key], share)

const columns: readonly (readonly [string, (result: Result) => number])[] = [
  ['p50 of the delay, ms', at(0.5, 'delaysMs')],
  ['p99', at(0.99, 'delaysMs')],
  ['p50 from the scheduled time, ms', at(0.5, 'fromScheduleMs')],
  ['p99', at(0.99, 'fromScheduleMs')],
  ['purchases', ({ delaysMs, notReceived, notPaid }) => delaysMs.length + notReceived + notPaid],
  ['not paid', ({ notPaid }) => notPaid],
  ['not received', ({ notReceived }) => notReceived],
  ['dial tests that passed', ({ passed }) => passed],
  ['dial tests that did not, or are not over', ({ left }) => left],
  ['a dial test, ms', ({ durationMs }) => durationMs],
  ["node's share of a core, %", ({ cpuShare }) => cpuShare * 100],
]

function tell(context: BenchContext, results: Record<Side, Result[]>): void {
  sayTable(
    context,
    ['', ...sides],
    columns.map(([name, read]) => [name, ...sides.map((side) => spread(results[side].map(read), 0))]),
  )
  const ratio = (side: Side, key: Times): string => {
    const read = at(0.99, key)
    const ratios = results[side].map((result, i) => {
      const baseline = results['no dial tests'][i]
      return baseline ? read(result) / read(baseline) : Number.NaN
    })
    return spread(ratios, 2)
  }
  sayMeasures(
    context,
    sides.slice(1).flatMap((side) => [
      { what: `p99 of the delay: ${side} / without`, measured: ratio(side, 'delaysMs'), goal: '≤ 1.2' },
      {
        what: `p99 from the scheduled time: ${side} / without`,
        measured: ratio(side, 'fromScheduleMs'),
        goal: '≤ 1.2',
      },
    ]),
  )
}

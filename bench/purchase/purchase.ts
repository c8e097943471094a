import { runInTurn } from '../run/bench.ts'
import type { Bench, BenchContext } from '../run/bench.ts'
import { sayMeasures, sayTable } from '../run/report.ts'
import { spread } from '../run/statistics.ts'
import { requireOneClock } from '../delay/deliveries.ts'
import { startFleet } from '../sellers/fleet.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import { weigh } from './cost.ts'
import type { Cost, CostRun } from './cost.ts'
import { climb } from './rate.ts'
import type { Ladder, Step } from './rate.ts'
import { bare, openSide, repository } from './sides.ts'
import type { OpenSide, SideOf } from './sides.ts'

const sellers = 100
const answerAfterMs = 20
const ours = 'loggia'

type Settings = { readonly cost: CostRun; readonly ladder: Ladder }
const full: Settings = {
  cost: { purchases: 2000, perSecond: 25, warmUp: 250, idleMs: 20_000 },
  ladder: { first: 50, seconds: 60, steps: 10, warmUpSeconds: 30 },
}
const quick: Settings = {
  cost: { purchases: 60, perSecond: 15, warmUp: 15, idleMs: 2000 },
  ladder: { first: 10, seconds: 3, steps: 3, warmUpSeconds: 2 },
}
type Result = { readonly cost: Cost; readonly best: Step | undefined }

export const purchase: Bench = {
  name: 'purchase',
  what: 'what one purchase costs from its submission to its completion, and the highest rate that holds',
  async run(context) {
    const { cost, ladder: usual } = context.quick ? quick : full
    // A given rate is tried alone: both sides are then compared in a third of the time.
    const ladder = context.perSecond === undefined ? usual : { ...usual, first: context.perSecond, steps: 1 }
    const sides: Record<string, SideOf> = {
      [ours]: { root: repository },
      ...(context.against && { [context.against.name]: { root: context.against.root } }),
      [bare]: bare,
    }
    const results = await runInTurn(context, Object.keys(sides), async (name): Promise<Result> => {
      const of = sides[name] ?? bare
      // The relay adds nothing to the server's processor time, but some to the machine's: so two servers, one after the
      // other.
      const counted = await onSide(context, { of, isCounted: true }, (side) => weigh(side, cost))
      const weighed = await onSide(context, { of, isCounted: false }, (side) => weigh(side, cost))
      const { statements, exchanges, commits } = counted
      const tell = (step: Step): void => context.say(describe(step))
      const best = await onSide(context, { of, isCounted: false }, (side, fleet) =>
        climb(side, fleet, { ladder, tell }),
      )
      return { cost: { ...weighed, statements, exchanges, commits }, best }
    })
    tellCosts(context, results)
    tellRates(context, results)
  },
}

/** Each measurement has its own fleet and database, since journals grow and clocks of processes drift apart. */
async function onSide<T>(
  { cluster }: BenchContext,
  { of, isCounted }: { readonly of: SideOf; readonly isCounted: boolean },
  measure: (side: OpenSide, fleet: SellerFleet) => Promise<T>,
): Promise<T> {
  const fleet = await startFleet({ sellers, delayMs: answerAfterMs, hanging: 0 })
  try {
    const side = await openSide(of, { cluster, fleet, isCounted })
    try {
      await requireOneClock(side.database)
      return await measure(side, fleet)
    } finally {
      await side.end()
    }
  } finally {
    await fleet.end()
  }
}

const describe = ({ perSecond, holds, p50Ms, p99Ms, lateP99Ms, lost }: Step): string =>
  `${perSecond} a second ${holds ? 'holds' : 'does not hold'}: p50 ${p50Ms.toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms, ` +
  `paid late by p99 ${lateP99Ms.toFixed(0)} ms, ${lost} lost`

const columns: readonly (readonly [keyof Cost, string, number])[] = [
  ['statements', 'SQL statements', 1],
  ['exchanges', 'exchanges with PostgreSQL', 1],
  ['commits', 'commits', 1],
  ['walBytes', 'WAL bytes', 0],
  ['nodeMs', 'Node, ms of processor', 2],
  ['postgresMs', 'PostgreSQL, ms of processor', 2],
]

type Results = Readonly<Record<string, readonly Result[]>>

function tellCosts(context: BenchContext, results: Results): void {
  const read = (side: string, name: keyof Cost): number[] =>
    (results[side] ?? []).map(({ cost }) => cost[name])
  sayTable(
    context,
    ['of one purchase', ...columns.map(([, title]) => title)],
    Object.keys(results).map((side) => [
      side,
      ...columns.map(([name, , digits]) => spread(read(side, name), digits)),
    ]),
  )
  sayMeasures(
    context,
    others(results).flatMap((other) =>
      columns.map(([name, title]) => ({
        what: `${title}: ${ours} / ${other}`,
        measured: spread(ratios(read(ours, name), read(other, name)), 2),
      })),
    ),
  )
}

function tellRates(context: BenchContext, results: Results): void {
  const read = (side: string): number[] => (results[side] ?? []).map(({ best }) => best?.perSecond ?? 0)
  const delay = (side: string): number[] => (results[side] ?? []).map(({ best }) => best?.p99Ms ?? Number.NaN)
  sayTable(
    context,
    ['', 'highest rate that holds, purchases a second', 'its p99 from payment to receipt, ms'],
    Object.keys(results).map((side) => [side, spread(read(side), 0), spread(delay(side), 0)]),
  )
  sayMeasures(
    context,
    others(results).map((other) => ({
      what: `highest rate: ${ours} / ${other}`,
      measured: spread(ratios(read(ours), read(other)), 2),
    })),
  )
}

const others = (results: Results): string[] => Object.keys(results).filter((side) => side !== ours)
const ratios = (own: readonly number[], other: readonly number[]): number[] =>
  own.map((value, run) => value / (other[run] ?? Number.NaN))

import { setTimeout as pause } from 'node:timers/promises'
import { follow } from '../delay/deliveries.ts'
import type { Purchase } from '../delay/work.ts'
import { startClock } from '../run/clock.ts'
import { computeQuantile } from '../run/statistics.ts'
import type { SellerFleet } from '../sellers/fleet.ts'
import type { Received } from '../sellers/server.ts'
import type { OpenSide } from './sides.ts'

const goalMs = 200
/**
 * Payments may be this late (ms): a market that falls behind its buyers does not hold the rate, however soon it calls.
 */
const mostLateMs = 1000
const patienceMs = 30_000

const nowMs = startClock()

/**
 * Buys at a fixed rate, each at its scheduled time, even if earlier ones are slow. `first` is the number of the first
 * purchase.
 */
export async function buyAtRate(
  { shop }: OpenSide,
  { first, count, perSecond }: { readonly first: number; readonly count: number; readonly perSecond: number },
): Promise<readonly Purchase[]> {
  const from = nowMs()
  const begun: Promise<Purchase>[] = []
  for (let at = 0; at < count; at += 1) {
    const scheduledAtMs = from + (at * 1000) / perSecond
    const early = scheduledAtMs - nowMs()
    if (early > 0) await pause(early)
    const purchase = { nth: first + at, scheduledAtMs }
    begun.push(
      shop.buy(first + at).then(
        (orderId) => ({ ...purchase, orderId }),
        (error: unknown) => ({ ...purchase, fault: String(error) }),
      ),
    )
  }
  return Promise.all(begun)
}

/** Waits until no paid order is in progress; returns whether that came in time. */
export async function waitUntilDone(side: OpenSide): Promise<boolean> {
  for (const from = performance.now(); performance.now() - from < patienceMs; await pause(50))
    if ((await side.countOpen()) === 0) return true
  return false
}

/** One step of the search: the results at one rate. */
export type Step = {
  readonly perSecond: number
  readonly holds: boolean
  readonly p50Ms: number
  readonly p99Ms: number
  readonly lateP99Ms: number
  readonly lost: number
}
export type Ladder = {
  readonly first: number
  readonly seconds: number
  readonly steps: number
  /** A warm-up at the first rate, not counted, since a server is slower right after its start. */
  readonly warmUpSeconds: number
}

async function takeStep(
  side: OpenSide,
  fleet: SellerFleet,
  of: { readonly first: number; readonly perSecond: number; readonly seconds: number },
): Promise<Step> {
  await fleet.takeJournal()
  const purchases = await buyAtRate(side, { ...of, count: Math.ceil(of.perSecond * of.seconds) })
  await waitUntilDone(side)
  const received: Received[] = [...(await fleet.takeJournal()).received]
  const found = await follow(side.database, purchases, received)
  const lost = found.notPaid + found.notReceived
  const p99Ms = computeQuantile(found.delaysMs, 0.99)
  const lateP99Ms = computeQuantile(found.paymentLateMs, 0.99)
  const holds = lost === 0 && p99Ms <= goalMs && lateP99Ms <= mostLateMs
  return {
    perSecond: of.perSecond,
    holds,
    p50Ms: computeQuantile(found.delaysMs, 0.5),
    p99Ms,
    lateP99Ms,
    lost,
  }
}

/**
 * Finds the highest rate that holds: doubles until one fails, then bisects. Nothing is in progress at the start of a
 * step, so that a failed step does not affect the next. Calls `tell` after each step.
 */
export async function climb(
  side: OpenSide,
  fleet: SellerFleet,
  { ladder, tell }: { readonly ladder: Ladder; tell(step: Step): void },
): Promise<Step | undefined> {
  let best: Step | undefined
  let failed = Infinity
  let perSecond = ladder.first
  await takeStep(side, fleet, { first: 0, perSecond, seconds: ladder.warmUpSeconds })
  let bought = Math.ceil(perSecond * ladder.warmUpSeconds)
  for (let taken = 0; taken < ladder.steps; taken += 1) {
    const step = await takeStep(side, fleet, { first: bought, perSecond, seconds: ladder.seconds })
    tell(step)
    bought += Math.ceil(perSecond * ladder.seconds)
    if (step.holds) best = step
    else failed = perSecond
    if (!(await waitUntilDone(side))) break
    const low = best?.perSecond ?? 0
    // Two runs of the same rate differ by as much.
    if (failed - low <= Math.max(1, low * 0.04)) break
    perSecond = failed === Infinity ? low * 2 : Math.round((low + failed) / 2)
  }
  return best
}

import { appendFileSync, existsSync, readFileSync } from 'node:fs'

// The system's monotonic clock: one for all processes of a machine, counted from its start.
const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

/** Where a steady clock begins; processes that are given the same beginning agree. */
export const readClockBeginning = (): string => String(Date.now() - monotonicMs())

/**
 * Milliseconds since 1970 that never step back, so that the times which two processes write down can be compared. Without
 * a beginning, the ordinary clock.
 */
export function createSteadyClock(beginning: string | undefined): () => number {
  if (beginning === undefined) return () => Date.now()
  const from = Number(beginning)
  return () => Math.floor(from + monotonicMs())
}

/** At this moment of the steady clock the market's goes forward by so much. */
type Leap = { readonly at: number; readonly byMs: number }
/**
 * The market's clock of a test: `at` tells what it shows, or showed, at a moment of the steady clock, and `shifted` what it
 * showed so long before or after it showed this.
 */
export type MarketClock = {
  now(): number
  at(steadyMs: number): number
  shifted(marketMs: number, byMs: number): number
}

/** How long what was read of the file is believed, and how long before its time a leap is written down. */
const believedMs = 50
const aheadMs = 300

/**
 * A market's clock that leaps forward at moments which stand in a file before they come, so that all processes that read
 * it agree at each moment, however they are scheduled. Without a file, the steady clock itself.
 */
export function createMarketClock(steadyMs: () => number, file: string | undefined): MarketClock {
  let leaps: readonly Leap[] = []
  let readAt = Number.NEGATIVE_INFINITY
  const look = (): void => {
    const now = steadyMs()
    if (file === undefined || now - readAt < believedMs) return
    leaps = readLeaps(file)
    readAt = now
  }
  const at = (moment: number): number => {
    look()
    return leaps.reduce((shown, leap) => (leap.at <= moment ? shown + leap.byMs : shown), moment)
  }
  return {
    now: () => at(steadyMs()),
    at,
    shifted(marketMs, byMs) {
      look()
      return at(steadyOf(marketMs, leaps) + byMs)
    },
  }
}

/** When the market's clock showed this, or leapt over it. */
function steadyOf(marketMs: number, leaps: readonly Leap[]): number {
  let leapt = 0
  for (const { at, byMs } of leaps) {
    if (marketMs - leapt < at) break
    if (marketMs - leapt < at + byMs) return at
    leapt += byMs
  }
  return marketMs - leapt
}

/** Whole lines only: one may be under way. */
const readLeaps = (file: string): Leap[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Leap)
    : []

/** Lets the market's clock leap; resolves when it has. Throws if it came too late to be read by all before its time. */
export async function leapClock(steadyMs: () => number, file: string, byMs: number): Promise<void> {
  const at = steadyMs() + aheadMs
  appendFileSync(file, `${JSON.stringify({ at, byMs } satisfies Leap)}\n`)
  if (steadyMs() > at - 2 * believedMs) throw new Error('A leap of the clock was written down too late')
  await new Promise((resolve) => setTimeout(resolve, at - steadyMs() + 1))
}

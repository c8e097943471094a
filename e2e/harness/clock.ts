import { appendFileSync, existsSync, readFileSync } from 'node:fs'

// The system's monotonic clock: the same for all processes of a machine, counted from its start.
const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000

/** The beginning of a steady clock. Processes with the same beginning have the same clock. */
export const readClockBeginning = (): string => String(Date.now() - monotonicMs())

/**
 * A clock in milliseconds since 1970 that never steps back, so that times from two processes can be compared. Without a
 * beginning, it is the ordinary clock.
 */
export function createSteadyClock(beginning: string | undefined): () => number {
  if (beginning === undefined) return () => Date.now()
  const from = Number(beginning)
  return () => Math.floor(from + monotonicMs())
}

/** At this moment of the steady clock, the market's clock moves forward by `byMs`. */
type Leap = { readonly at: number; readonly byMs: number }
/**
 * The market's clock in a test. `at` returns its time at a moment of the steady clock, `shifted` its time a while
 * before or after it showed a given time.
 */
export type MarketClock = {
  now(): number
  at(steadyMs: number): number
  shifted(marketMs: number, byMs: number): number
}

/**
 * How long the content of the file is cached, and the least time between writing a leap and its moment, in
 * milliseconds.
 */
const believedMs = 50
const aheadMs = 300

/**
 * A market's clock whose leaps are written to a file before their moments, so that all processes that read it agree at
 * each moment, however they are scheduled. Without a file, it is the steady clock.
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

/** The steady moment at which the market's clock showed this time, or skipped it. */
function steadyOf(marketMs: number, leaps: readonly Leap[]): number {
  let leapt = 0
  for (const { at, byMs } of leaps) {
    if (marketMs - leapt < at) break
    if (marketMs - leapt < at + byMs) return at
    leapt += byMs
  }
  return marketMs - leapt
}

/** Reads only whole lines, because the last one may still be written. */
const readLeaps = (file: string): Leap[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Leap)
    : []

/**
 * Makes the market's clock leap; resolves after the leap. Throws if it was written too late for all processes to read
 * it before its moment.
 */
export async function leapClock(steadyMs: () => number, file: string, byMs: number): Promise<void> {
  const at = steadyMs() + aheadMs
  appendFileSync(file, `${JSON.stringify({ at, byMs } satisfies Leap)}\n`)
  if (steadyMs() > at - 2 * believedMs) throw new Error('A leap of the clock was written down too late')
  await new Promise((resolve) => setTimeout(resolve, at - steadyMs() + 1))
}

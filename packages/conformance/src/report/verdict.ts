import type { Stopped } from '../engine/stopped.ts'
import type { Judged, Outcome } from '../engine/judge.ts'
import type { Instances } from '../engine/release.ts'
import type { CheckedProtocol } from '../suites.ts'

/** What a run found. */
export type Verdict = {
  readonly url: string
  readonly protocol: CheckedProtocol
  readonly judged: readonly Judged[]
  /** Why the run ended before its end, if it did. */
  readonly stopped?: Stopped | undefined
  readonly instances?: Instances | undefined
  /** The address at which the run answered the order query, if it did. */
  readonly orders?: string | undefined
}

/** How many checks had which outcome. */
export const countOutcomes = (judged: readonly Judged[], outcome: Outcome): number =>
  judged.filter((one) => one.outcome === outcome).length

/** Whether so little could be judged that nothing is said of the server, although no must was found broken. */
export const isHardlyJudged = (judged: readonly Judged[]): boolean =>
  countOutcomes(judged, 'fail') === 0 && countOutcomes(judged, 'skip') * 2 > judged.length

/** How many musts had to be judged and could not be: whether the server conforms is not known then. */
export const countLeftOpen = (judged: readonly Judged[]): number =>
  judged.filter((one) => one.leftOpen && one.check.level === 'must').length

/** Whether a run has shown that the server conforms; one that left musts open has not, unless that is allowed. */
export const isShown = (
  { judged, stopped }: Verdict,
  { allowSkips = false }: { allowSkips?: boolean } = {},
): boolean => !stopped && countOutcomes(judged, 'fail') === 0 && (allowSkips || countLeftOpen(judged) === 0)

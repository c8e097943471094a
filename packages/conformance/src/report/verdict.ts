import type { Stopped } from '../engine/stopped.ts'
import type { Judged, Outcome } from '../engine/judge.ts'
import type { Instances } from '../engine/release.ts'
import type { CheckedProtocol } from '../suites.ts'

/** The result of a run. */
export type Verdict = {
  readonly url: string
  readonly protocol: CheckedProtocol
  readonly judged: readonly Judged[]
  /** Why the run ended early, if it did. */
  readonly stopped?: Stopped | undefined
  readonly instances?: Instances | undefined
  /** The address at which the run answered the order query, if it did. */
  readonly orders?: string | undefined
}

/** The number of checks with this outcome. */
export const countOutcomes = (judged: readonly Judged[], outcome: Outcome): number =>
  judged.filter((one) => one.outcome === outcome).length

/** Whether too little could be judged to say anything about the server, although no broken must was found. */
export const isHardlyJudged = (judged: readonly Judged[]): boolean =>
  countOutcomes(judged, 'fail') === 0 && countOutcomes(judged, 'skip') * 2 > judged.length

/**
 * The number of musts that should have been judged but could not be; if there are any, it is not known whether the
 * server conforms.
 */
export const countLeftOpen = (judged: readonly Judged[]): number =>
  judged.filter((one) => one.leftOpen && one.check.level === 'must').length

/** Whether a run has shown that the server conforms. With open musts it has not, unless that is allowed. */
export const isShown = (
  { judged, stopped }: Verdict,
  { allowSkips = false }: { allowSkips?: boolean } = {},
): boolean => !stopped && countOutcomes(judged, 'fail') === 0 && (allowSkips || countLeftOpen(judged) === 0)

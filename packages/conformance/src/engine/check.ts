import type { Exchange } from './exchange.ts'
import type { Look } from './step.ts'

export { CannotJudge, LeftOpen, defineStep } from './step.ts'
export type { Look, Step } from './step.ts'

/**
 * `must`: a real marketplace would notice a violation, or it endangers money, access or other people's property; a run
 * with a violation has failed. `should`: advice.
 */
export type Level = 'must' | 'should'

/**
 * Why a check failed, in one sentence that says what is and what should be. If `exchanges` is given, only these are
 * reported.
 */
export type Fault = string | { readonly why: string; readonly exchanges: readonly Exchange[] }

/** Undefined if the check passed, otherwise why not. */
export type Judgement = Fault | undefined

/** One named thing that a seller's server has to do. */
export type Check = {
  /** Such as `v2.new.repeat.same-id`: protocol, subject, requirement. Never changed after publication. */
  readonly id: string
  /** The requirement as a sentence without its full stop. */
  readonly title: string
  readonly level: Level
  /** The heading under which reports show it. */
  readonly group: string
  /** The section that requires it, such as `saas-v2 §3.2`. */
  readonly source: string
  /** How to fix it, for the developer of the server. */
  readonly fix: string
  /**
   * Judges the results of steps. Throws a {@link CannotJudge} if there is nothing to judge. `made` has every exchange
   * of the run so far; for a check that is `last` these are all.
   */
  readonly judge: (look: Look, made: readonly Exchange[]) => Promise<Judgement> | Judgement
  /** Judged after all others, because it covers every exchange. */
  readonly last?: boolean
}

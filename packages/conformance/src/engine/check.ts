import type { Exchange } from './exchange.ts'
import type { Look } from './step.ts'

export { CannotJudge, LeftOpen, defineStep } from './step.ts'
export type { Look, Step } from './step.ts'

/**
 * `must`: a real marketplace would notice it, or it endangers money, access or what belongs to others, and a run that breaks
 * it has failed. `should`: advice.
 */
export type Level = 'must' | 'should'

/** Why a check failed: one sentence that says what is and what should be. With `exchanges` only these are told with it. */
export type Fault = string | { readonly why: string; readonly exchanges: readonly Exchange[] }

/** Nothing, or why not. */
export type Judgement = Fault | undefined

/** One named thing that a seller's server has to do. */
export type Check = {
  /** Such as `v2.new.repeat.same-id`: protocol, subject, what is asked. Never changed once it was published. */
  readonly id: string
  /** What is promised, as a whole sentence without its full stop. */
  readonly title: string
  readonly level: Level
  /** The heading under which reports show it. */
  readonly group: string
  /** Where it is written, such as `saas-v2 §3.2`. */
  readonly source: string
  /** What to do about it, for the person who writes the server. */
  readonly fix: string
  /**
   * Judges what steps made. Throws a {@link CannotJudge} if there is nothing to judge. `made` holds every exchange of the
   * run so far, which is all of them for a check that is `last`.
   */
  readonly judge: (look: Look, made: readonly Exchange[]) => Promise<Judgement> | Judgement
  /** Judged after all others: it is about everything that was exchanged. */
  readonly last?: boolean
}

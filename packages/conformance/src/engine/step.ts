import type { FieldKeyBits } from '@loggia/signing'
import type { Exchange, Meant, SentRequest } from './exchange.ts'
import type { OrderDesk } from './order-desk.ts'

/** Something of the plan that is made once in a run, however many checks look at it: an exchange, or several. */
export type Step<T> = { readonly name: string; readonly make: (bench: Bench) => Promise<T> }

export const defineStep = <T>(name: string, make: (bench: Bench) => Promise<T>): Step<T> => ({ name, make })

/** Gives what a step made; the exchanges of the step are then told with the check. */
export type Look = <T>(from: Step<T>) => Promise<T>

/** What a request is about, and how it is made: only when its turn has come, so that its time stamp is fresh. */
export type Asked = {
  /** What it is in the plan. */
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  readonly prepare: () => SentRequest
}

/** What a step works with. */
export type Bench = {
  /** The seller's address, as it was given. */
  readonly url: string
  readonly key: string
  /** The size of the AES key with which phone and e-mail are sealed, if it was given. */
  readonly keyBits: FieldKeyBits | undefined
  /** How long an opening that goes on behind the reply is waited for. */
  readonly readyWithinMs: number
  /** The longest that one reply may take. */
  readonly limitMs: number
  readonly nowMs: () => number
  /** What answers the order query, if the run does. */
  readonly orders: OrderDesk | undefined
  /** New random hexadecimal digits, lower case. */
  readonly hex: (digits: number) => string
  /** What another step made. */
  readonly look: Look
  /**
   * Sends a request. Throws a {@link CannotJudge} if it, or an earlier one of its activity, ran into the time limit: what
   * was never answered is not asked again and again.
   */
  readonly send: (asked: Asked) => Promise<Exchange>
  /** Waits, at most until the time of the run is over. */
  readonly wait: (ms: number) => Promise<void>
}

/** A check that cannot be judged is skipped, and its message says why: whole sentences for the person who reads the report. */
export class CannotJudge extends Error {}

/**
 * The same where it should have been judged: there was no instance to try it on, no reply, no time. Who asks whether the server
 * conforms has no answer then; what a product has no use for leaves nothing open.
 */
export class LeftOpen extends CannotJudge {}

import type { KeyObject } from 'node:crypto'
import type { FieldKeyBits, OaepHashes } from '@loggia/signing'
import type { Exchange, Meant, SentRequest } from './exchange.ts'
import type { SignOnSide } from '../sso/side.ts'
import type { OrderDesk } from './order-desk.ts'

/** A part of the plan that is done once in a run, however many checks look at it: one exchange or several. */
export type Step<T> = { readonly name: string; readonly make: (bench: Bench) => Promise<T> }

export const defineStep = <T>(name: string, make: (bench: Bench) => Promise<T>): Step<T> => ({ name, make })

/** Returns the result of a step; its exchanges are then reported with the check. */
export type Look = <T>(from: Step<T>) => Promise<T>

/** A request, which is created only when its turn comes, so that its timestamp is fresh. */
export type Asked = {
  /** Its name in the plan. */
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  readonly prepare: () => SentRequest
}

/** The tools of a step. */
export type Bench = {
  /** The seller's address as it was given. */
  readonly url: string
  readonly key: string
  /** The size of the AES key that seals phone number and e-mail, if it was given. */
  readonly keyBits: FieldKeyBits | undefined
  /** Authorisation codes that the server knows, if some were given. */
  readonly licenses: readonly string[] | undefined
  /** The public key of the server's app credential, with which secrets are encrypted, if it was given. */
  readonly publicKey: KeyObject | undefined
  /** With which hashes the server decrypts secrets, if they were given. */
  readonly oaep: readonly OaepHashes[] | undefined
  /** An instance that the server knows, if one was given. */
  readonly instanceId: string | undefined
  /** How long to wait for an asynchronous opening, in milliseconds. */
  readonly readyWithinMs: number
  /** The time limit of one reply, in milliseconds. */
  readonly limitMs: number
  readonly nowMs: () => number
  /** Answers the order query, if the run does that. */
  readonly orders: OrderDesk | undefined
  /** Where the server signs people in, and the marketplace of the run; only if the run is about that. */
  readonly signOn: SignOnSide | undefined
  /** Random lower-case hexadecimal digits. */
  readonly hex: (digits: number) => string
  /** The result of another step. */
  readonly look: Look
  /**
   * Sends a request. Throws a {@link CannotJudge} if this request, or an earlier one of its activity, ran into the time
   * limit: after one timeout, an activity is not requested again.
   */
  readonly send: (asked: Asked) => Promise<Exchange>
  /** Waits for `ms` milliseconds, or until the time of the run is over. */
  readonly wait: (ms: number) => Promise<void>
}

/**
 * Thrown if a check cannot be judged, so that it is skipped. The message explains why, in whole sentences for the
 * reader of the report.
 */
export class CannotJudge extends Error {}

/**
 * The same for a check that should have been judged: there was no instance to try it on, no reply, or no time. The
 * question whether the server conforms then stays open. A check that does not apply to the product leaves nothing open.
 */
export class LeftOpen extends CannotJudge {}

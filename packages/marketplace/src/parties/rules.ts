import { days, minutes } from '@loggia/kernel'
import type { DurationMs, Id, WallInstant } from '@loggia/kernel'
import type { Actor } from '../platform/index.ts'
import { partyProblems } from './problems.ts'

/** The buyer that the actor acts for; throws `parties.not_a_buyer` (R1). */
export function requireBuyer(actor: Actor): Id<'byr'> {
  if (actor.kind !== 'member' || actor.buyerId === undefined) throw partyProblems.not_a_buyer()
  return actor.buyerId
}

/** The seller that the actor acts for; throws `parties.not_a_seller` (R1). */
export function requireSeller(actor: Actor): Id<'sel'> {
  if (actor.kind !== 'member' || actor.sellerId === undefined) throw partyProblems.not_a_seller()
  return actor.sellerId
}

/** Throws `parties.not_an_operator`. */
export function requireOperator(actor: Actor): void {
  if (actor.kind !== 'member' || !actor.operator) throw partyProblems.not_an_operator()
}

/** A session ends this long after it was last used. */
export const sessionLength: DurationMs = days(14)
/** Its end is moved at most this often: a write for each request would be one too many. */
const sessionTouch: DurationMs = minutes(10)

export const sessionEnd = (now: WallInstant): WallInstant => (now + sessionLength) as WallInstant
export const needsTouch = (seenAt: WallInstant, now: WallInstant): boolean => now - seenAt >= sessionTouch

/** Tries that failed within one window. One address may be many people's, so it is allowed more than one account is. */
export const signInLimits = { windowMs: minutes(15), email: 10, address: 50 } as const

export type SignInCount = { readonly failures: number; readonly windowAt: WallInstant; readonly most: number }

/** Throws `parties.sign_in_limited` with the seconds to wait if any of the counts, this try included, is over its limit. */
export function decideSignIn(counts: readonly SignInCount[], now: WallInstant): void {
  const waits = counts
    .filter(({ failures, most }) => failures > most)
    .map(({ windowAt }) => windowAt + signInLimits.windowMs - now)
  if (waits.length > 0)
    throw partyProblems.sign_in_limited({ retryAfter: Math.max(1, Math.ceil(Math.max(...waits) / 1000)) })
}

const passwordLength = { min: 8, max: 200 }

/** Throws `parties.password_unfit`. */
export function requireFitPassword(password: string): void {
  const length = [...password].length
  if (length < passwordLength.min || length > passwordLength.max)
    throw partyProblems.password_unfit(passwordLength)
}

/** E-mails are compared without regard to case and to spaces around them. */
export const normalEmail = (email: string): string => email.trim().toLowerCase()

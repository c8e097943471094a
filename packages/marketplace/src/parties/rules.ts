import { addWorkingDays, fromDays, fromHours, omitUndefined, fromMinutes, fromSeconds } from '@loggia/kernel'
import type { DurationMs, Id, Instant, WallInstant, WorkingDays } from '@loggia/kernel'
import { grantsOf } from '@loggia/protocol/console'
import type { Actor } from '../platform/index.ts'
import { isCommonPassword } from './common-passwords.ts'
import { partyProblems } from './problems/index.ts'
import type { KnownSellerData, SellerData, VerificationAsk, VerifiedData } from '@loggia/protocol/console'
import type { Application } from './schema/seller-applications.ts'
import type { ApplicationState } from '@loggia/protocol/console/parties/kinds'
import type { OrganisationApplication } from './schema/organisation-changes.ts'
import type { PartyMember } from './schema/members.ts'
import type { PartyOf, Rights } from './schema/rights.ts'

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
export const sessionLength: DurationMs = fromDays(14)
/** The end of a session is moved at most this often, to avoid a write for each request. */
const sessionTouch: DurationMs = fromMinutes(10)

export const computeSessionEnd = (now: WallInstant): WallInstant => (now + sessionLength) as WallInstant
/**
 * Whether a session is so old that it would have ended without use. Use makes it last for ever, so what is decided at a
 * sign-in is decided again for such a session.
 */
export const isOldSession = (startedAt: WallInstant, now: WallInstant): boolean =>
  now - startedAt >= sessionLength
export const isTouchDue = (seenAt: WallInstant, now: WallInstant): boolean => now - seenAt >= sessionTouch

const perWindow = (most: number) => ({ most, windowMs: fromMinutes(15) })
/**
 * Limits of failed tries within one window.
 * - `place`: of an account from one address. `place_day` remembers for a day where an account was tried from.
 * - `device`: in a known browser. `password`: of the current password in a session.
 * - `email`: of an account in total. `address`: of an address in total, which many people may share. Above these two,
 *   tries are slowed down.
 * - `sign_up`, `colleague`, `reset`: not failures, but sign-ups of an address and new members and passwords of a
 *   member. `reset_ask`: emails that an address asks for; `reset_mail`: emails with links to one account;
 *   `email_change`: addresses that a member wants to move to.
 * - `code`: wrong codes of an authenticator app for an account, in browsers that are not known; `known_code`: in a known
 *   browser, or a session. Only who gave the right password gets as far as that.
 * - `invited_address`, `inviting_buyer`: invitations to people of organisations, which *directory* sends, to one address and by
 *   one buyer.
 */
export const signInLimits = {
  place: perWindow(10),
  device: perWindow(10),
  password: perWindow(10),
  email: perWindow(10),
  address: perWindow(50),
  place_day: { most: 2, windowMs: fromDays(1) },
  sign_up: perWindow(10),
  colleague: perWindow(10),
  reset: perWindow(10),
  reset_ask: perWindow(10),
  reset_mail: { most: 3, windowMs: fromHours(1) },
  email_change: perWindow(5),
  code: { most: 10, windowMs: fromHours(1) },
  known_code: { most: 10, windowMs: fromHours(1) },
  invited_address: { most: 3, windowMs: fromDays(1) },
  inviting_buyer: { most: 500, windowMs: fromDays(1) },
} as const
export type TryKind = keyof typeof signInLimits
export const rememberedMs = signInLimits.place_day.windowMs

/** Above the limit of an account or an address, each lane admits one try in this time (ms). */
export const laneGaps = {
  fresh_lane: fromSeconds(3),
  tried_lane: fromSeconds(12),
  address_lane: fromSeconds(1),
} as const
export type Lane = keyof typeof laneGaps

type SignInCount = {
  readonly failures: number
  readonly windowAt: WallInstant
  readonly windowMs: DurationMs
  readonly most: number
}
export type TryCount = SignInCount & { readonly subject: string }

/** Whether failures from there are more than those of an owner who mistypes. */
export const isTriedPlace = ({ failures, most }: SignInCount): boolean => failures > most

export const countSecondsUntil = (end: number, now: WallInstant): number =>
  Math.max(1, Math.ceil((end - now) / 1000))

/** Throws `parties.sign_in_limited` with the seconds to wait, if the count (this try included) is over its limit. */
export function decideSignIn(count: SignInCount, now: WallInstant): void {
  const retryAfter = secondsOver(count, now)
  if (retryAfter !== undefined) throw partyProblems.sign_in_limited({ retryAfter })
}

/** The seconds until a count over its limit starts again; undefined if it is not over. */
const secondsOver = (
  { failures, most, windowAt, windowMs }: SignInCount,
  now: WallInstant,
): number | undefined => (failures > most ? countSecondsUntil(windowAt + windowMs, now) : undefined)

/** Limits the sign-ups of an address. Throws `parties.sign_up_limited`. */
export function decideSignUp(count: SignInCount, now: WallInstant): void {
  const retryAfter = secondsOver(count, now)
  if (retryAfter !== undefined) throw partyProblems.sign_up_limited({ retryAfter })
}

/** Limits the emails that one address or member has sent. Throws `parties.reset_limited`. */
export function decideResetAsk(count: SignInCount, now: WallInstant): void {
  const retryAfter = secondsOver(count, now)
  if (retryAfter !== undefined) throw partyProblems.reset_limited({ retryAfter })
}

/** Limits the members and passwords that one member creates. Throws `parties.members_limited`. */
export function decideMemberWork(count: SignInCount, now: WallInstant): void {
  const retryAfter = secondsOver(count, now)
  if (retryAfter !== undefined) throw partyProblems.members_limited({ retryAfter })
}

const passwordLength = { min: 8, max: 200 }

/** Throws `parties.password_unfit`. */
export function requireFitPassword(password: string): void {
  const length = [...password].length
  if (length < passwordLength.min || length > passwordLength.max)
    throw partyProblems.password_unfit(passwordLength)
}

/** Emails are compared without case and surrounding spaces. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase()

const chosenPassword = { min: 10, distinct: 5 }

/**
 * Checks a password that a person chooses: at least 10 characters, 5 of them different, without the mailbox name, and
 * not common. There are no rules about kinds of characters, as NIST SP 800-63B advises. Throws `parties.password_weak`.
 */
export function requireStrongPassword(password: string, email: string): void {
  requireFitPassword(password)
  const typed = password.normalize('NFKC').toLowerCase()
  const [box = ''] = normaliseEmail(email).split('@')
  const isWeak =
    [...typed].length < chosenPassword.min ||
    new Set(typed).size < chosenPassword.distinct ||
    (box.length >= 4 && typed.includes(box)) ||
    isCommonPassword(typed)
  if (isWeak) throw partyProblems.password_weak(chosenPassword)
}

/** Throws `parties.grant_unknown` for a grant that this kind of party does not have. */
export function requireGrants(party: PartyOf, grants: readonly string[]): void {
  const unknown = grants.filter((grant) => !grantsOf[party.kind].includes(grant))
  if (unknown.length > 0) throw partyProblems.grant_unknown({ grants: unknown.join(', ') })
}

const holds = ({ main, grants }: Rights, grant: string): boolean =>
  main || grants.includes(grant) || grants.includes(grant.replace(/:read$/, ':write'))

/**
 * Throws unless `actor` may change `target` and give `rights`: nobody changes anybody while suspended, nobody changes
 * their own membership, only a main account changes or makes a main account, and nobody gives or resets rights that they
 * do not have.
 */
export function decideMemberChange(
  actor: PartyMember,
  change: { readonly target?: PartyMember; readonly rights?: Rights },
): void {
  const { target, rights } = change
  if (!actor.enabled) throw partyProblems.right_missing({ right: 'members:write' })
  if (target?.id === actor.id) throw partyProblems.own_membership()
  if (actor.rights.main) return
  if (target?.rights.main || rights?.main) throw partyProblems.main_only()
  // An actor who may reset the password of an account could use all its rights.
  const missing = [...(target?.rights.grants ?? []), ...(rights?.grants ?? [])].filter(
    (grant) => !holds(actor.rights, grant),
  )
  if (missing.length > 0) throw partyProblems.grant_not_held({ grants: [...new Set(missing)].join(', ') })
}

/** A party always keeps an enabled main account. Throws `parties.last_main`. */
export function requireMainLeft(mains: readonly Id<'mbr'>[], leaving: Id<'mbr'>): void {
  if (mains.every((id) => id === leaving)) throw partyProblems.last_main()
}

/** R82: an application is decided within three working days. */
export const computeApplicationDue = (submittedAt: Instant, days: WorkingDays): Instant =>
  addWorkingDays(submittedAt, 3, days)

const open: ReadonlySet<ApplicationState> = new Set(['submitted', 'claimed'])

/** Throws `parties.application_closed` once it is decided or withdrawn. */
export function requireOpen({ state }: Application): void {
  if (!open.has(state)) throw partyProblems.application_closed()
}

export const withdraw = (application: Application): Application => {
  requireOpen(application)
  return { ...application, state: 'withdrawn' }
}

export const claim = (application: Application, operatorId: Id<'mbr'>): Application => {
  requireOpen(application)
  return { ...application, state: 'claimed', claimedBy: operatorId }
}

/** R82: only the operator who has claimed the application decides it; a rejection needs a reason. */
export function decideApplication(
  application: Application,
  decision: {
    approve: boolean
    reason?: string | undefined
    by: Id<'mbr'>
    now: Instant
    sellerId: Id<'sel'>
  },
): Application {
  requireOpen(application)
  if (application.claimedBy !== decision.by) throw partyProblems.application_not_claimed()
  const decided = { ...application, decidedAt: decision.now }
  if (decision.approve) return { ...decided, state: 'approved', sellerId: decision.sellerId }
  if (decision.reason === undefined) throw partyProblems.reason_missing()
  return { ...decided, state: 'rejected', reason: decision.reason }
}

/** Deep equality: the order of members does not matter, and an undefined member equals a missing one. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [a, b].map((of) => Object.entries(of).filter(([, value]) => value !== undefined))
  if (one?.length !== other?.length) return false
  const known = new Map(other)
  return (one ?? []).every(([key, value]) => isSame(value, known.get(key)))
}

/**
 * R83: the legal entity of a seller does not change. Throws `parties.registration_number_fixed`,
 * `parties.nothing_changed`.
 */
export function decideSellerData(before: KnownSellerData, next: SellerData): SellerData {
  const { registrationNumber } = before
  if (
    registrationNumber !== undefined &&
    (next.registrationNumber ?? registrationNumber) !== registrationNumber
  )
    throw partyProblems.registration_number_fixed({ registrationNumber })
  const decided = { ...next, ...omitUndefined({ registrationNumber }) }
  if (isSame(before, decided)) throw partyProblems.nothing_changed()
  return decided
}

/**
 * R4: an enterprise needs a registration number; a person has none. Throws `parties.registration_number_missing` and
 * `parties.nothing_changed`.
 */
export function decideVerificationAsk(before: VerifiedData, next: VerificationAsk): VerificationAsk {
  const { registrationNumber, ...person } = next
  if (next.level === 'enterprise' && registrationNumber === undefined)
    throw partyProblems.registration_number_missing()
  const decided = next.level === 'enterprise' ? next : person
  const { documents: _proof, ...said } = decided
  if (isSame(before, said)) throw partyProblems.nothing_changed()
  return decided
}

/** Throws `parties.application_closed` once it is decided or withdrawn. */
function requireInReview({ state }: OrganisationApplication): void {
  if (state !== 'in_review') throw partyProblems.application_closed()
}

/** An opened application cannot be withdrawn (R58). */
export function withdrawChange(application: OrganisationApplication): OrganisationApplication {
  requireInReview(application)
  if (application.openedAt !== undefined) throw partyProblems.application_opened()
  return { ...application, state: 'withdrawn' }
}

type Reviewer = { readonly by: Id<'mbr'>; readonly now: Instant }

/** Opening it again has no effect; any operator may decide it (R84). */
export function openChange(
  application: OrganisationApplication,
  { by, now }: Reviewer,
): OrganisationApplication {
  requireInReview(application)
  return { ...application, openedBy: application.openedBy ?? by, openedAt: application.openedAt ?? now }
}

/** A decision also opens the application; a rejection needs a reason. Throws `parties.reason_missing`. */
export function decideChange(
  application: OrganisationApplication,
  {
    approve,
    reason,
    by,
    now,
  }: Reviewer & { readonly approve: boolean; readonly reason?: string | undefined },
): OrganisationApplication {
  const decided = { ...openChange(application, { by, now }), decidedBy: by, decidedAt: now }
  if (approve) return { ...decided, state: 'approved' }
  if (reason === undefined) throw partyProblems.reason_missing()
  return { ...decided, state: 'rejected', reason }
}

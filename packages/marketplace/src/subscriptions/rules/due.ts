import { addDays, findNextHour, setHour, fromDays, pickLater } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { CustomerLevel } from '../../parties/index.ts'
import type { Subscription, Term } from '../schema.ts'
import { findLastTerm, listUnreturned } from './terms.ts'

/** R113: calendar days for which an expired service continues and is then kept frozen, by the buyer’s level. */
export const lapseDays: Readonly<
  Record<CustomerLevel, { readonly grace: number; readonly retention: number }>
> = {
  V0: { grace: 1, retention: 1 },
  V1: { grace: 1, retention: 7 },
  V2: { grace: 1, retention: 7 },
  V3: { grace: 7, retention: 7 },
  V4: { grace: 7, retention: 15 },
  V5: { grace: 7, retention: 15 },
}
/** R118: a trial lapses like a service of the lowest level. */
export const decideLevel = (
  { trialDays }: Pick<Subscription, 'trialDays'>,
  level: CustomerLevel,
): CustomerLevel => (trialDays === undefined ? level : 'V0')

/** When an expired service is frozen, and when it is released. */
export function decideLapse(
  endsAt: Instant,
  level: CustomerLevel,
  zone: Zone,
): { graceUntil: Instant; retentionUntil: Instant } {
  const { grace, retention } = lapseDays[level]
  return {
    graceUntil: addDays(endsAt, grace, zone),
    retentionUntil: addDays(endsAt, grace + retention, zone),
  }
}

/** When it would be frozen and released if it expires at its end, by the buyer's present level. */
export const computeExpectedLapse = (
  { endsAt, ...trial }: { readonly endsAt: Instant } & Pick<Subscription, 'trialDays'>,
  { zone, level }: LifePolicy,
): { graceUntil: Instant; retentionUntil: Instant } => decideLapse(endsAt, decideLevel(trial, level), zone)

/** R117: a buyer is reminded so many days before the end, and a day before the release. */
export const reminderDays = [30, 15, 7, 3, 1] as const
/** R110: renewals are tried at this hour of the market's day. */
export const renewalHour = 3

/** What happens by itself at an instant: reminders and renewal tries, or one step to the next state. */
export type LifeEvent =
  | { readonly kind: 'begin_term'; readonly term: Term }
  | { readonly kind: 'remind'; readonly daysLeft: number }
  | { readonly kind: 'remind_release' }
  | { readonly kind: 'try_renewal' }
  | { readonly kind: 'expire' | 'freeze' | 'release' }
export type Due = { readonly at: Instant; readonly events: readonly LifeEvent[] }
export type LifePolicy = { readonly zone: Zone; readonly level: CustomerLevel }

/**
 * The next event of a subscription; undefined if there is none. Reminders and tries happen once, after `lookedAt`.
 * Steps of its state happen when they are due, even if that was long ago.
 */
export function findNextDue(
  subscription: Subscription,
  terms: readonly Term[],
  policy: LifePolicy,
): Due | undefined {
  const { lookedAt } = subscription
  if (lookedAt === undefined) return undefined
  const passing = passingEvents(subscription, terms, policy).filter(({ at }) => at > lookedAt)
  const step = stepOf(subscription)
  const at = [...passing, ...(step ? [step] : [])].reduce<Instant | undefined>(
    (least, one) => (least === undefined || one.at < least ? one.at : least),
    undefined,
  )
  if (at === undefined) return undefined
  const now = passing.filter((one) => one.at === at).map(({ event }) => event)
  return now.length > 0 ? { at, events: now } : { at, events: step ? [step.event] : [] }
}

type Dated = { readonly at: Instant; readonly event: LifeEvent }

function stepOf({ state, endsAt, graceUntil, retentionUntil }: Subscription): Dated | undefined {
  const step = (at: Instant | undefined, kind: 'expire' | 'freeze' | 'release'): Dated | undefined =>
    at === undefined ? undefined : { at, event: { kind } }
  if (state === 'active') return step(endsAt, 'expire')
  if (state === 'grace') return step(graceUntil, 'freeze')
  return state === 'retention' ? step(retentionUntil, 'release') : undefined
}

function passingEvents(subscription: Subscription, terms: readonly Term[], policy: LifePolicy): Dated[] {
  const { state } = subscription
  if (state !== 'active' && state !== 'grace' && state !== 'retention') return []
  return [
    ...listUnreturned(terms)
      .slice(1)
      .map((term): Dated => ({ at: term.startsAt, event: { kind: 'begin_term', term } })),
    ...remindersOf(subscription, terms, policy),
    ...triesOf(subscription, policy),
  ]
}

function remindersOf(subscription: Subscription, terms: readonly Term[], { zone }: LifePolicy): Dated[] {
  const { state, endsAt, retentionUntil } = subscription
  if (state === 'retention' && retentionUntil !== undefined)
    return [{ at: addDays(retentionUntil, -1, zone), event: { kind: 'remind_release' } }]
  const startsAt = findLastTerm(terms)?.startsAt
  if (state !== 'active' || endsAt === undefined || startsAt === undefined) return []
  return (
    reminderDays
      .map((daysLeft): Dated => ({
        at: addDays(endsAt, -daysLeft, zone),
        event: { kind: 'remind', daysLeft },
      }))
      // No reminder a month before the end of a term that is only a month long.
      .filter(({ at }) => at > startsAt + fromDays(1))
  )
}

/** R110: before another period than the chosen one is charged, its buyer knows of it for a day. */
export const decideNotBefore = (toldAt: Instant, zone: Zone): Instant => addDays(toldAt, 1, zone)

/**
 * R110: the tries to renew: at 03:00 on the chosen day before the end, then every day until the retention is over; the
 * first one that is still to come.
 */
function triesOf(subscription: Subscription, { zone, level }: LifePolicy): Dated[] {
  const { renewsItself, endsAt, lookedAt } = subscription
  if (!renewsItself || endsAt === undefined || lookedAt === undefined) return []
  const { retentionUntil } =
    subscription.retentionUntil === undefined
      ? computeExpectedLapse({ ...subscription, endsAt }, { zone, level })
      : { retentionUntil: subscription.retentionUntil }
  const at = computeTry(subscription, { endsAt, lookedAt, zone })
  return at < retentionUntil ? [{ at, event: { kind: 'try_renewal' } }] : []
}

/** A day of notice may end at another hour than 03:00. */
function computeTry(
  { renewalDaysBefore, renewalNotBefore }: Subscription,
  { endsAt, lookedAt, zone }: { readonly endsAt: Instant; readonly lookedAt: Instant; readonly zone: Zone },
): Instant {
  const first = setHour(addDays(endsAt, -renewalDaysBefore, zone), renewalHour, zone)
  if (renewalNotBefore !== undefined && renewalNotBefore > lookedAt) return pickLater(first, renewalNotBefore)
  return first > lookedAt ? first : findNextHour(lookedAt, renewalHour, zone)
}

/** When the next renewal is tried; undefined if it does not renew itself, or its retention would be over. */
export const computeNextTry = (subscription: Subscription, policy: LifePolicy): Instant | undefined =>
  triesOf(subscription, policy)[0]?.at

/** R117: of several late reminders only the last one is sent. */
export const isStale = (
  endsAt: Instant,
  daysLeft: number,
  at: { readonly now: Instant; readonly zone: Zone },
): boolean => reminderDays.some((later) => later < daysLeft && addDays(endsAt, -later, at.zone) <= at.now)

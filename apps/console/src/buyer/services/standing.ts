import { addDays, toCalendarParts, fromIso, toIso, toZone as zoneOf, isPerformed } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Service, ServiceState } from '@loggia/protocol/console'

/** A state as it is shown: of what is active, a trial and what ends soon and does not renew itself are told apart; `barred` is frozen for a violation (R116). */
export type Looks = ServiceState | 'performing' | 'trial' | 'expiring' | 'barred'
type Standing = Pick<Service, 'state' | 'type' | 'trialDays' | 'endsAt' | 'renewsItself' | 'barred'>

/** From so many days before its end a service that nobody renews is said to expire soon (R117). */
const soonDays = 15
/** A trial is only days long. */
const soonDaysOfTrial = 3
const dayMs = 86_400_000

export function toLooks(
  { state, type, trialDays, endsAt, renewsItself, barred }: Standing,
  now: Instant,
): Looks {
  if (barred) return 'barred'
  // People perform it, and its buyer accepts it; nothing opens.
  if (state === 'opening' && isPerformed(type)) return 'performing'
  if (state !== 'active') return state
  if (trialDays !== undefined) return 'trial'
  const endsSoon = endsAt !== undefined && isSoon({ renewsItself }, countDaysUntil(endsAt, now))
  return endsSoon ? 'expiring' : 'active'
}

/** Whether what is left should be seen to. */
export const isSoon = (
  { trialDays, renewsItself }: Pick<Service, 'trialDays' | 'renewsItself'>,
  daysLeft: number,
): boolean => !renewsItself && daysLeft <= (trialDays === undefined ? soonDays : soonDaysOfTrial)

/** Whole days that are left, a day that has begun counted as one; none once it is past. */
export const countDaysUntil = (at: string, now: Instant): number =>
  Math.max(0, Math.ceil((fromIso(at) - now) / dayMs))

/** The reader's year: dates of that year are shown without it. */
export const toYear = (now: Instant, zone: string): number => toCalendarParts(now, zoneOf(zone)).year

/** What happens next by itself, if nobody does anything. */
export type Next = { readonly kind: 'opens' | 'expires' | 'freezes' | 'releases'; readonly at: string }
export function findNext(service: Service): Next | undefined {
  const at = {
    opening: { kind: 'opens', at: service.openingUntil },
    active: { kind: 'expires', at: service.endsAt },
    grace: { kind: 'freezes', at: service.freezesAt },
    retention: { kind: 'releases', at: service.releasesAt },
    released: undefined,
    cancelled: undefined,
  } as const
  const next = at[service.state]
  return next?.at === undefined ? undefined : { kind: next.kind, at: next.at }
}

/** Whether a renewal can be asked for at all; whether it is sold now only its page knows. */
export const isRenewable = ({ state, period, trialDays }: Pick<Service, 'state' | 'period' | 'trialDays'>) =>
  (state === 'active' || state === 'grace' || state === 'retention') &&
  period !== 'one_time' &&
  trialDays === undefined

/** R119: from this moment on a renewal may change a service. */
export const formatChangeableFrom = (endsAt: string, zone: string): string =>
  toIso(addDays(fromIso(endsAt), -30, zoneOf(zone)))

import { addDays, toCalendarParts, fromIso, toIso, toZone as zoneOf, isPerformed } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Service, ServiceState } from '@loggia/protocol/console'
import { expiringDays } from '@loggia/protocol/console/subscriptions/kinds'

/**
 * A state as it is shown. An active service may be shown as a trial, or as expiring if it ends soon and does not renew
 * automatically. `barred`: frozen for a violation (R116).
 */
export type Looks = ServiceState | 'performing' | 'delivering' | 'trial' | 'expiring' | 'barred'
type Standing = Pick<
  Service,
  'state' | 'type' | 'openingUntil' | 'trialDays' | 'endsAt' | 'renewsItself' | 'barred'
>

/** Fewer than `expiringDays` for a trial, which lasts only days. */
const soonDaysOfTrial = 3
const dayMs = 86_400_000

export function toLooks(
  { state, type, openingUntil, trialDays, endsAt, renewsItself, barred }: Standing,
  now: Instant,
): Looks {
  if (barred) return 'barred'
  if (state === 'opening' && type === 'license') return 'delivering'
  // People perform it and its buyer accepts it; nothing is opened, or it is open already.
  if (state === 'opening' && (isPerformed(type) || openingUntil === undefined)) return 'performing'
  if (state !== 'active') return state
  if (trialDays !== undefined) return 'trial'
  const endsSoon = endsAt !== undefined && isSoon({ renewsItself }, countDaysUntil(endsAt, now))
  return endsSoon ? 'expiring' : 'active'
}

/** Whether the remaining time is short enough for a warning. */
export const isSoon = (
  { trialDays, renewsItself }: Pick<Service, 'trialDays' | 'renewsItself'>,
  daysLeft: number,
): boolean => !renewsItself && daysLeft <= (trialDays === undefined ? expiringDays : soonDaysOfTrial)

/** The remaining whole days; a day that has begun counts as one. 0 if the moment is past. */
export const countDaysUntil = (at: string, now: Instant): number =>
  Math.max(0, Math.ceil((fromIso(at) - now) / dayMs))

/** The reader's current year: dates in that year are shown without it. */
export const toYear = (now: Instant, zone: string): number => toCalendarParts(now, zoneOf(zone)).year

/** What happens next if nobody does anything. */
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

/** What an expired service loses next if nobody acts, and when (R113). */
export type Loss = { readonly of: 'use' | 'data'; readonly at: string }
export function findLoss({
  state,
  freezesAt,
  releasesAt,
}: Pick<Service, 'state' | 'freezesAt' | 'releasesAt'>): Loss | undefined {
  if (state === 'grace' && freezesAt !== undefined) return { of: 'use', at: freezesAt }
  if (state === 'retention' && releasesAt !== undefined) return { of: 'data', at: releasesAt }
  return undefined
}

/** A loss of data is shown as urgent from this many days before it. */
const urgentDays = 3

/** Whether its data will be lost within three days. A service that renews automatically loses none while active. */
export const isDataLostSoon = (
  { state, releasesAt, renewsItself }: Pick<Service, 'state' | 'releasesAt' | 'renewsItself'>,
  now: Instant,
): boolean =>
  (state === 'grace' || state === 'retention' || (state === 'active' && !renewsItself)) &&
  releasesAt !== undefined &&
  countDaysUntil(releasesAt, now) <= urgentDays

/** Whether a renewal may be possible. Only the page of the service knows whether it is still sold. */
export const isRenewable = ({ state, period, trialDays }: Pick<Service, 'state' | 'period' | 'trialDays'>) =>
  (state === 'active' || state === 'grace' || state === 'retention') &&
  period !== 'one_time' &&
  trialDays === undefined

/** R119: the moment from which a renewal may change a service. */
export const formatChangeableFrom = (endsAt: string, zone: string): string =>
  toIso(addDays(fromIso(endsAt), -30, zoneOf(zone)))

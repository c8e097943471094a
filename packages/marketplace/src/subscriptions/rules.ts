import { addMonths, addMs, days } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import type { Subscription, SubscriptionState } from './schema.ts'

type SubscriptionAction = 'activate' | 'cancel'

export const subscriptionTransitions: Readonly<
  Record<SubscriptionState, Partial<Record<SubscriptionAction, SubscriptionState>>>
> = {
  opening: { activate: 'active', cancel: 'cancelled' },
  active: { cancel: 'cancelled' },
  cancelled: {},
}

/** The state after an action; an action that the state does not know is a fault of ours, not a refusal. */
export function decideState(subscription: Subscription, action: SubscriptionAction): SubscriptionState {
  const next = subscriptionTransitions[subscription.state][action]
  if (!next)
    throw new Error(`Subscription ${subscription.id} is ${subscription.state}: ${action} does not apply`)
  return next
}

/**
 * R74: the term starts when opening succeeds and runs whole calendar months or years in the market's zone. A trial runs
 * for its days (R27); what was bought once has no end.
 */
export function decideTerm(
  subscription: Subscription,
  openedAt: Instant,
  zone: Zone,
): { startsAt: Instant; endsAt?: Instant } {
  if (subscription.trialDays !== undefined)
    return { startsAt: openedAt, endsAt: addMs(openedAt, days(subscription.trialDays)) }
  if (subscription.period === 'one_time') return { startsAt: openedAt }
  const months = subscription.periodCount * (subscription.period === 'year' ? 12 : 1)
  return { startsAt: openedAt, endsAt: addMonths(openedAt, months, zone) }
}

import { subscriptionProblems } from '../problems.ts'
import type { Subscription, SubscriptionEvent, SubscriptionState } from '../schema.ts'

export const subscriptionEvents = [
  'open',
  'fail',
  'extend',
  'change',
  'return_renewal',
  'return',
  'bar',
  'unbar',
  'expire',
  'freeze',
  'release',
] as const satisfies readonly SubscriptionEvent[]

/** The result of an event: a state, a refusal to the buyer, or a fault of ours. */
export type Step = SubscriptionState | 'refused' | 'fault'

/**
 * commerce.md §6.2, complete. *Extend* is a renewal or a conversion; it reactivates an expired service. A change and a
 * return need a service that is in use. *Bar* freezes a service for a violation (R116). This is no state: its time runs
 * on.
 */
export const subscriptionTransitions: Readonly<
  Record<SubscriptionState, Readonly<Record<SubscriptionEvent, Step>>>
> = {
  opening: {
    open: 'active',
    fail: 'cancelled',
    extend: 'refused',
    change: 'refused',
    return_renewal: 'refused',
    return: 'refused',
    bar: 'refused',
    unbar: 'refused',
    expire: 'fault',
    freeze: 'fault',
    release: 'fault',
  },
  active: {
    open: 'fault',
    fail: 'fault',
    extend: 'active',
    change: 'active',
    return_renewal: 'active',
    return: 'cancelled',
    bar: 'active',
    unbar: 'active',
    expire: 'grace',
    freeze: 'fault',
    release: 'fault',
  },
  grace: {
    open: 'fault',
    fail: 'fault',
    extend: 'active',
    change: 'refused',
    return_renewal: 'refused',
    return: 'cancelled',
    bar: 'grace',
    unbar: 'grace',
    expire: 'fault',
    freeze: 'retention',
    release: 'fault',
  },
  retention: {
    open: 'fault',
    fail: 'fault',
    extend: 'active',
    change: 'refused',
    return_renewal: 'refused',
    return: 'refused',
    bar: 'retention',
    unbar: 'retention',
    expire: 'fault',
    freeze: 'fault',
    release: 'released',
  },
  released: {
    open: 'fault',
    fail: 'fault',
    extend: 'refused',
    change: 'refused',
    return_renewal: 'refused',
    return: 'refused',
    bar: 'refused',
    unbar: 'refused',
    expire: 'fault',
    freeze: 'fault',
    release: 'fault',
  },
  cancelled: {
    open: 'fault',
    fail: 'fault',
    extend: 'refused',
    change: 'refused',
    return_renewal: 'refused',
    return: 'refused',
    bar: 'refused',
    unbar: 'refused',
    expire: 'fault',
    freeze: 'fault',
    release: 'fault',
  },
}

/**
 * The state after an event. Throws `subscription.not_in_state` for a refusal. An event that is not possible in the
 * state is a fault of ours.
 */
export function decideState(
  { id, state }: Pick<Subscription, 'id' | 'state'>,
  event: SubscriptionEvent,
): SubscriptionState {
  const step = subscriptionTransitions[state][event]
  if (step === 'refused') throw subscriptionProblems.not_in_state({ state, event })
  if (step === 'fault') throw new Error(`Subscription ${id} is ${state}: ${event} does not apply`)
  return step
}

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

/** What comes of an event: another state, a refusal that the buyer is told, or a fault of ours. */
export type Step = SubscriptionState | 'refused' | 'fault'

/**
 * commerce.md §6.2, complete. Extending is a renewal or a trial that becomes paid; it brings back what has expired. A
 * change and a return need a service that runs. To bar is to freeze it for a violation (R116), which is no state: its time runs on.
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

/** The state after an event. Throws `subscription.not_in_state` for what is refused; an event that cannot come is a fault of ours. */
export function decideState(
  { id, state }: Pick<Subscription, 'id' | 'state'>,
  event: SubscriptionEvent,
): SubscriptionState {
  const step = subscriptionTransitions[state][event]
  if (step === 'refused') throw subscriptionProblems.not_in_state({ state, event })
  if (step === 'fault') throw new Error(`Subscription ${id} is ${state}: ${event} does not apply`)
  return step
}

import { setHour, toCalendarParts, fromCalendar, productTypes } from '@loggia/kernel'
import type { Instant, Zone } from '@loggia/kernel'
import { fulfilmentProblems } from './problems.ts'
import { deliveryTransitions } from './schema.ts'
import type { Delivery, DeliveryAction, DeliveryState, Fulfillers } from './schema.ts'

/** The state after an action. An action that is not possible in the state is a fault of ours. */
export function decideState(
  { id, state }: Pick<Delivery, 'id' | 'state'>,
  action: DeliveryAction,
): DeliveryState {
  const steps: Partial<Record<DeliveryAction, DeliveryState>> = deliveryTransitions[state]
  const next = steps[action]
  if (!next) throw new Error(`Delivery ${id} is ${state}: ${action} does not apply`)
  return next
}

/**
 * All product types with their owners. Throws, naming the type, if one has no owner: what is sold of it would never be
 * delivered.
 */
export function requireAllOwned(owners: Partial<Fulfillers>): Fulfillers {
  const orphans = productTypes.filter((type) => owners[type] === undefined)
  if (orphans.length > 0) throw new Error(`No domain delivers ${orphans.join(', ')}`)
  return owners as Fulfillers
}

/** Throws `fulfilment.not_in_state` if the action is not possible in this state. */
export function requireAction({ state }: Pick<Delivery, 'state'>, action: DeliveryAction): void {
  if (!(action in deliveryTransitions[state])) throw fulfilmentProblems.not_in_state({ state })
}

/** R104: when both sides are first reminded of a waiting delivery, in days from the payment, and how often then. */
export const waitingDays = { first: 180, next: 30 } as const

/** R98: the start of the day on which use began; not before the day of the payment and not after today. */
export function decideBegun(
  date: string,
  { paidAt, now, zone }: { readonly paidAt: Instant; readonly now: Instant; readonly zone: Zone },
): Instant {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const begunAt = fromCalendar({ year, month, day, hour: 0, minute: 0, second: 0, ms: 0 }, zone)
  const isOutside = begunAt < setHour(paidAt, 0, zone) || begunAt > now
  if (isOutside || dateOf(begunAt, zone) !== date)
    throw fulfilmentProblems.begun_out_of_range({ from: dateOf(paidAt, zone), to: dateOf(now, zone) })
  return begunAt
}

const dateOf = (at: Instant, zone: Zone): string => {
  const { year, month, day } = toCalendarParts(at, zone)
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

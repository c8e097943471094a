import { productTypes } from '@loggia/kernel'
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

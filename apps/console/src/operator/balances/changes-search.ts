import type { BalanceChangeState } from '@loggia/protocol/console'

// As in the contract, which a page does not carry.
export const changeStates = [
  'waiting',
  'confirmed',
  'rejected',
  'withdrawn',
] as const satisfies readonly BalanceChangeState[]

/** Which changes are listed; it stands in the address. */
export type ChangesSearch = { readonly state?: BalanceChangeState; readonly buyerId?: string }

/** Reads it from an address that anybody may have written. */
export function readChangesSearch(search: Record<string, unknown>): ChangesSearch {
  const state = changeStates.find((name) => name === search['state'])
  const { buyerId } = search
  return {
    ...(state && { state }),
    ...(typeof buyerId === 'string' && /^byr_[0-9a-z]{26}$/.test(buyerId) && { buyerId }),
  }
}

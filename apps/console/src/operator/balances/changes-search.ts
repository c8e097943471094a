import { defined } from '@loggia/kernel'
import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import type { BalanceChangeState } from '@loggia/protocol/console/ledger/kinds'

/** Which changes are listed; it stands in the address. */
export type ChangesSearch = { readonly state?: BalanceChangeState; readonly buyerId?: string }

/** Reads it from an address that anybody may have written. */
export function readChangesSearch(search: Record<string, unknown>): ChangesSearch {
  const state = balanceChangeStates.find((name) => name === search['state'])
  const { buyerId } = search
  return defined({
    state,
    buyerId: typeof buyerId === 'string' && /^byr_[0-9a-z]{26}$/.test(buyerId) ? buyerId : undefined,
  })
}

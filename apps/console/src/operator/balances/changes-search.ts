import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import { defineSearch, toChoice, toId } from '../../centre/routing/search.ts'

/** The filters of the list of balance changes. */
export const readChangesSearch = defineSearch({ state: toChoice(balanceChangeStates), buyerId: toId('byr') })

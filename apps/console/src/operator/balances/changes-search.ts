import { balanceChangeStates } from '@loggia/protocol/console/ledger/kinds'
import { defineSearch, toChoice, toId } from '../../centre/routing/search.ts'

/** Which changes of balances are listed. */
export const readChangesSearch = defineSearch({ state: toChoice(balanceChangeStates), buyerId: toId('byr') })

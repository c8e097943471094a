import { topUpRequestStates } from '@loggia/protocol/console/ledger/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** The filter of the list of requests. */
export const readTopUpsSearch = defineSearch({ state: toChoice(topUpRequestStates) })

/** The amount that is missing where the buyer came from. */
export const readNewTopUpSearch = defineSearch({ amount: toText(20) })

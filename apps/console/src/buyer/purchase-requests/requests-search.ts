import { purchaseRequestLists } from '@loggia/protocol/console/purchase-requests/kinds'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'

/** The list; without it the first that the reader has. */
export const readRequestsSearch = defineSearch({ list: toChoice(purchaseRequestLists) })

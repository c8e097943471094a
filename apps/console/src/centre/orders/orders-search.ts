import { orderKinds } from '@loggia/protocol/console/orders/kinds'
import { defineSearch, toChoice } from '../routing/search.ts'

/** The filter of the list of orders. */
export const readOrdersSearch = defineSearch({ kind: toChoice(orderKinds) })

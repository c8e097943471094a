import { orderKinds } from '@loggia/protocol/console/orders/kinds'
import { defineSearch, toChoice } from '../routing/search.ts'

/** What narrows the list of orders. */
export const readOrdersSearch = defineSearch({ kind: toChoice(orderKinds) })

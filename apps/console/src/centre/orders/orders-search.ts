import { orderKinds, orderStates } from '@loggia/protocol/console/orders/kinds'
import { periodParameters } from '../calls/period.ts'
import { defineSearch, toChoice, toId, toText } from '../routing/search.ts'
import type { Search, SearchChange } from '../routing/search.ts'

/** All filters of the orders (R287); values that the server would refuse are dropped. */
export const readOrdersSearch = defineSearch({
  ...periodParameters,
  text: toText(100),
  state: toChoice(orderStates),
  kind: toChoice(orderKinds),
  /** R3a: for buyers. */
  costCentreId: toId('cct'),
})
export type OrdersSearch = Search<typeof readOrdersSearch>
export type OrdersSearchChange = SearchChange<OrdersSearch>

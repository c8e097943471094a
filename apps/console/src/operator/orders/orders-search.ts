import { orderKinds, orderStates } from '@loggia/protocol/console/orders/kinds'
import { periodParameters } from '../../centre/calls/period.ts'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'
import type { Search, SearchChange } from '../../centre/routing/search.ts'

/** All filters of the orders (R287); values that the server would refuse are dropped. */
export const readAllOrdersSearch = defineSearch({
  ...periodParameters,
  text: toText(100),
  state: toChoice(orderStates),
  kind: toChoice(orderKinds),
})
export type AllOrdersSearch = Search<typeof readAllOrdersSearch>
export type AllOrdersSearchChange = SearchChange<AllOrdersSearch>

/** The address of the same orders as CSV. */
export function formatOrdersCsvPath(query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const search = new URLSearchParams(given).toString()
  return `/api/operator/orders.csv${search && `?${search}`}`
}

import { orderKinds } from '@loggia/protocol/console/orders/kinds'
import type { OrderKind } from '@loggia/protocol/console/orders/kinds'

/** What narrows the list; it stands in the address. */
export type OrdersSearch = { readonly kind?: OrderKind }

/** Reads it from an address that anybody may have written. */
export function readOrdersSearch(search: Record<string, unknown>): OrdersSearch {
  const kind = orderKinds.find((name) => name === search['kind'])
  return kind ? { kind } : {}
}

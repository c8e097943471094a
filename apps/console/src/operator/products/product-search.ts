import type { ProductState } from '@loggia/protocol/console'

/** In the order in which operators are offered them. */
export const productStates = [
  'in_review',
  'listed',
  'hidden',
  'suspended',
  'rejected',
  'draft',
  'delisted',
] as const satisfies readonly ProductState[]

/** What narrows the list; it stands in the address. */
export type ProductSearch = { readonly state?: ProductState }

/** Reads it from an address that anybody may have written. */
export function readProductSearch(search: Record<string, unknown>): ProductSearch {
  const state = productStates.find((name) => name === search['state'])
  return state ? { state } : {}
}

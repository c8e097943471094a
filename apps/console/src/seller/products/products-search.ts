import type { ProductState } from '@loggia/protocol/console'

export const productStates = [
  'draft',
  'in_review',
  'rejected',
  'listed',
  'hidden',
  'suspended',
  'delisted',
] as const satisfies readonly ProductState[]
export type ProductsSearch = { readonly state?: ProductState }

/** Reads the filter from an address that anybody may have written. */
export function readProductsSearch(search: Record<string, unknown>): ProductsSearch {
  const state = productStates.find((name) => name === search['state'])
  return state ? { state } : {}
}

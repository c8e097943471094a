import { defined } from '@loggia/kernel'
import { productStates } from '@loggia/protocol/console/catalog/kinds'
import type { ProductState } from '@loggia/protocol/console/catalog/kinds'

export type ProductsSearch = { readonly state?: ProductState; readonly q?: string }

/** Reads the filters from an address that anybody may have written. */
export function readProductsSearch(search: Record<string, unknown>): ProductsSearch {
  const state = productStates.find((name) => name === search['state'])
  const { q } = search
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).trim().slice(0, 64) : ''
  return defined({ state, q: text || undefined })
}

import type { ProductState } from '@loggia/protocol/console'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** In the order of the filter. */
export const productStates = [
  'in_review',
  'listed',
  'hidden',
  'suspended',
  'rejected',
  'draft',
  'delisted',
] as const satisfies readonly ProductState[]

/** The filters of the list of products. */
export const readProductSearch = defineSearch({ q: toText(100), state: toChoice(productStates) })

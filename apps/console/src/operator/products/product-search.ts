import type { ProductState } from '@loggia/protocol/console'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'

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

/** What narrows the list of products. */
export const readProductSearch = defineSearch({ state: toChoice(productStates) })

import { productStates } from '@loggia/protocol/console/catalog/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** The filters of the list of products. */
export const readProductsSearch = defineSearch({ state: toChoice(productStates), q: toText(64) })

import { productStates } from '@loggia/protocol/console/catalog/kinds'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** The parts of a product's page. */
const productTabs = ['overview', 'prices', 'terms', 'timeline'] as const
export type ProductTab = (typeof productTabs)[number]

/** The chosen part of a product's page. */
export const readProductSearch = defineSearch({ tab: toChoice(productTabs) })

/** The filters of the list of products. */
export const readProductsSearch = defineSearch({ state: toChoice(productStates), q: toText(64) })

import type { DeliveryList } from '@loggia/protocol/console'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'

/** In the order of the buttons; the first is shown without a parameter. */
export const deliveryLists = ['open', 'delivered', 'over'] as const satisfies readonly DeliveryList[]

export const readDeliveriesSearch = defineSearch({ list: toChoice(deliveryLists) })

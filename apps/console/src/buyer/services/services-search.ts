import { productTypes } from '@loggia/kernel'
import type { ServiceState } from '@loggia/protocol/console'
import { defineSearch, toChoice, toText } from '../../centre/routing/search.ts'

/** In the order of the filter. */
export const serviceStates = [
  'active',
  'opening',
  'grace',
  'retention',
  'released',
  'cancelled',
] as const satisfies readonly ServiceState[]

/** The filters of the list of services. */
export const readServicesSearch = defineSearch({
  text: toText(100),
  type: toChoice(productTypes),
  state: toChoice(serviceStates),
})

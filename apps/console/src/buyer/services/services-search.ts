import type { ServiceState } from '@loggia/protocol/console'
import { defineSearch, toChoice } from '../../centre/routing/search.ts'

/** In the order of the filter. */
export const serviceStates = [
  'active',
  'opening',
  'grace',
  'retention',
  'released',
  'cancelled',
] as const satisfies readonly ServiceState[]

/** The filter of the list of services. */
export const readServicesSearch = defineSearch({ state: toChoice(serviceStates) })

import type { ServiceState } from '@loggia/protocol/console'

/** In the order in which buyers are offered them. */
export const serviceStates = [
  'active',
  'opening',
  'grace',
  'retention',
  'released',
  'cancelled',
] as const satisfies readonly ServiceState[]

/** What narrows the list; it stands in the address. */
export type ServicesSearch = { readonly state?: ServiceState }

/** Reads it from an address that anybody may have written. */
export function readServicesSearch(search: Record<string, unknown>): ServicesSearch {
  const state = serviceStates.find((name) => name === search['state'])
  return state ? { state } : {}
}

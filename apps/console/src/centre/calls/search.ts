import type { CallState } from '@loggia/protocol/console'
import { callStates } from './outcome.ts'

/** Which messages are listed, and which attempt of the chosen one is looked at. */
export type CallSearch = {
  readonly state?: CallState
  readonly activity?: string
  readonly orderId?: string
  readonly attempt?: number
}
/** Reads them from an address that anybody may have written. */
export function readCallSearch(search: Record<string, unknown>): CallSearch {
  const { activity, orderId, attempt } = search
  const state = callStates.find((name) => name === search['state'])
  return {
    ...(state && { state }),
    ...(typeof activity === 'string' && { activity }),
    ...(typeof orderId === 'string' && { orderId }),
    ...(typeof attempt === 'number' && { attempt }),
  }
}

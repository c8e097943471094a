import { callResults, callStates } from '@loggia/protocol/console/calls/kinds'
import type { CallResult, CallState } from '@loggia/protocol/console'
import { isDay, periods } from './period.ts'
import type { PeriodSearch } from './period.ts'

/** Which messages are listed, and which attempt of the chosen one is looked at. */
export type CallSearch = PeriodSearch & {
  readonly orderNumber?: string
  readonly activity?: string
  readonly result?: CallResult
  /** These two are an operator's. */
  readonly state?: CallState
  readonly sellerId?: string
  readonly attempt?: number
}
/** A change of some of them; undefined takes one out. */
export type CallSearchChange = { readonly [K in keyof CallSearch]?: CallSearch[K] | undefined }

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && isDay(value) ? value : undefined
// An address gives what looks like a number as one.
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined

/** Reads them from an address that anybody may have written. */
export function readCallSearch(search: Record<string, unknown>): CallSearch {
  const { attempt, sellerId } = search
  return present({
    period: periods.find((name) => name === search['period']),
    from: day(search['from']),
    to: day(search['to']),
    orderNumber: text(search['orderNumber'])?.slice(0, 64),
    activity: text(search['activity'])?.slice(0, 64),
    result: callResults.find((name) => name === search['result']),
    state: callStates.find((name) => name === search['state']),
    sellerId: typeof sellerId === 'string' && /^sel_[0-9a-z]{26}$/.test(sellerId) ? sellerId : undefined,
    attempt: typeof attempt === 'number' ? attempt : undefined,
  })
}

/** What the address says after a change; another list begins at its first message and newest try. */
export const changed = (search: CallSearch, change: CallSearchChange): CallSearch =>
  present({ ...search, attempt: undefined, ...change })

const present = (search: CallSearchChange): CallSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

/** Whether anything narrows the list. */
export const isNarrowed = ({ attempt: _, ...search }: CallSearch): boolean => Object.keys(search).length > 0

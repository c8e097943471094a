import type { BalanceEntry } from '@loggia/protocol/console'
import { isDay, periods } from '../calls/period.ts'
import type { PeriodSearch } from '../calls/period.ts'

// As in the contract, which a page does not carry.
export const entryKinds = [
  'top_up',
  'correction',
  'payment',
  'refund',
] as const satisfies readonly BalanceEntry['kind'][]

/** What narrows the movements of a balance; all of it stands in the address. */
export type BalanceSearch = PeriodSearch & { readonly entry?: BalanceEntry['kind'] }
export type BalanceSearchChange = { readonly [K in keyof BalanceSearch]?: BalanceSearch[K] | undefined }

/** Reads it from an address that anybody may have written. */
export function readBalanceSearch(search: Record<string, unknown>): BalanceSearch {
  const day = (value: unknown) => (typeof value === 'string' && isDay(value) ? value : undefined)
  return present({
    entry: entryKinds.find((name) => name === search['entry']),
    period: periods.find((name) => name === search['period']),
    from: day(search['from']),
    to: day(search['to']),
  })
}

/** What the address says after a change. */
export const changedBalance = (search: BalanceSearch, change: BalanceSearchChange): BalanceSearch =>
  present({ ...search, ...change })

const present = (search: BalanceSearchChange): BalanceSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))

import { balanceKinds } from '@loggia/protocol/console/ledger/kinds'
import type { BalanceKind } from '@loggia/protocol/console/ledger/kinds'
import { isDay, periods } from '../calls/period.ts'
import type { PeriodSearch } from '../calls/period.ts'

/** What narrows the entries of a balance; all of it stands in the address. */
export type BalanceSearch = PeriodSearch & {
  readonly kind?: BalanceKind
  readonly orderNumber?: string
}
export type BalanceSearchChange = { readonly [K in keyof BalanceSearch]?: BalanceSearch[K] | undefined }

/** Reads it from an address that anybody may have written; what the server would refuse is left out. */
export function readBalanceSearch(search: Record<string, unknown>): BalanceSearch {
  const { orderNumber } = search
  const number = typeof orderNumber === 'string' || typeof orderNumber === 'number' ? String(orderNumber) : ''
  const day = (value: unknown) => (typeof value === 'string' && isDay(value) ? value : undefined)
  return changedBalance(
    {},
    {
      period: periods.find((name) => name === search['period']),
      from: day(search['from']),
      to: day(search['to']),
      kind: balanceKinds.find((name) => name === search['kind']),
      orderNumber: number.trim().slice(0, 64) || undefined,
    },
  )
}

/** What the address says after a change. */
export const changedBalance = (search: BalanceSearch, change: BalanceSearchChange): BalanceSearch =>
  Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined))

export const isBalanceNarrowed = (search: BalanceSearch): boolean => Object.keys(search).length > 0

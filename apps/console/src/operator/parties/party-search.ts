import type { Breaker } from '@loggia/protocol/console/calls/kinds'
import { buyerStates, verifications } from '@loggia/protocol/console/parties/kinds'
import type { BuyerState, Verification } from '@loggia/protocol/console/parties/kinds'

export const breakers = ['open', 'half_open', 'closed'] as const satisfies readonly Breaker[]
export const buyerSorts = ['newest', 'name', 'balance'] as const
export const sellerSorts = ['newest', 'name'] as const

/** What narrows the buyers; it stands in the address. */
export type BuyersSearch = {
  readonly text?: string
  readonly verification?: Verification
  readonly state?: BuyerState
  readonly sort?: (typeof buyerSorts)[number]
}
export type SellersSearch = {
  readonly text?: string
  readonly breaker?: Breaker
  readonly selling?: 'yes' | 'no'
  readonly sort?: (typeof sellerSorts)[number]
}
type Written = Record<string, unknown>

// An address gives what looks like a number as one.
const textIn = ({ text }: Written): string | undefined =>
  typeof text === 'string' || typeof text === 'number'
    ? String(text).trim().slice(0, 100) || undefined
    : undefined
const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === value)
const present = <T extends object>(search: { [K in keyof T]?: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T

/** Reads them from an address that anybody may have written. */
export const readBuyersSearch = (search: Written): BuyersSearch =>
  present({
    text: textIn(search),
    verification: oneOf(verifications, search['verification']),
    state: oneOf(buyerStates, search['state']),
    sort: oneOf(buyerSorts, search['sort']),
  })
export const readSellersSearch = (search: Written): SellersSearch =>
  present({
    text: textIn(search),
    breaker: oneOf(breakers, search['breaker']),
    selling: oneOf(['yes', 'no'], search['selling']),
    sort: oneOf(sellerSorts, search['sort']),
  })

/** What the address says after a change; the order that is meant anyhow is left out. */
export const changedParties = <T extends BuyersSearch | SellersSearch>(
  search: T,
  change: { readonly [K in keyof T]?: T[K] | undefined },
): T => {
  const { sort, ...rest } = { ...search, ...change }
  return present<BuyersSearch>({ ...rest, sort: sort === 'newest' ? undefined : sort }) as T
}

/** Whether anything narrows the list; the order does not. */
export const isNarrowed = ({ sort: _, ...search }: BuyersSearch | SellersSearch): boolean =>
  Object.keys(search).length > 0

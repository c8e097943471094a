import type { Breaker } from '@loggia/protocol/console/calls/kinds'
import { buyerStates, verifications } from '@loggia/protocol/console/parties/kinds'
import { balanceParameters } from '../../centre/balance/balance-search.ts'
import { defineSearch, isNarrowed, toChoice, toText } from '../../centre/routing/search.ts'
import type { Search } from '../../centre/routing/search.ts'

export const breakers = ['open', 'half_open', 'closed'] as const satisfies readonly Breaker[]
/** The orders that an address may contain. Default: newest first. */
export const buyerSorts = ['name', 'balance'] as const
export const sellerSorts = ['name'] as const

export const suspensionStates = ['active', 'proposed'] as const

/** The filters and the order of the buyers. */
export const readBuyersSearch = defineSearch({
  text: toText(100),
  verification: toChoice(verifications),
  state: toChoice(buyerStates),
  sort: toChoice(buyerSorts),
})
export type BuyersSearch = Search<typeof readBuyersSearch>
/** The filters and the order of the sellers. */
export const readSellersSearch = defineSearch({
  text: toText(100),
  breaker: toChoice(breakers),
  selling: toChoice(['yes', 'no']),
  suspension: toChoice(suspensionStates),
  sort: toChoice(sellerSorts),
})
export type SellersSearch = Search<typeof readSellersSearch>

/** The tabs of a buyer's and of a seller's page; the first of each is shown without a parameter. */
export const buyerTabs = ['overview', 'money', 'purchases', 'members', 'record'] as const
export type BuyerTab = (typeof buyerTabs)[number]
export const sellerTabs = ['overview', 'products', 'integration', 'orders', 'members', 'record'] as const
export type SellerTab = (typeof sellerTabs)[number]

/** The tab of a buyer's page, and the filters of its balance. */
export const readBuyerSearch = defineSearch({ ...balanceParameters, tab: toChoice(buyerTabs) })
export const readSellerSearch = defineSearch({ tab: toChoice(sellerTabs) })

/** Whether any filter is set; the order is not a filter. */
export const isPartyListNarrowed = ({ sort: _, ...search }: BuyersSearch | SellersSearch): boolean =>
  isNarrowed(search)

import { operatorRefundLists, refundRequestLists } from '@loggia/protocol/console/refunds/kinds'
import type { OperatorRefundList, RefundRequestList } from '@loggia/protocol/console'
import { defineSearch, toChoice, toText } from '../routing/search.ts'

type List = RefundRequestList | OperatorRefundList
export type RefundArea = 'seller' | 'operator'
/** The lists of each centre in the order of the buttons; the first is shown without a parameter. */
export const listsOf = {
  seller: refundRequestLists,
  operator: operatorRefundLists,
} as const satisfies Readonly<Record<RefundArea, readonly List[]>>

export const readRequestsSearch = defineSearch({
  list: toChoice<List>([...refundRequestLists, ...operatorRefundLists]),
  q: toText(100),
})

export const findList = (area: RefundArea, chosen: List | undefined): List =>
  listsOf[area].find((list) => list === chosen) ?? listsOf[area][0]

// Without zod: pages use the same tables, and load no schemas.
import type { Transitions } from '@loggia/kernel'

/** What a buyer may return: a service within five days (R130), or its newest renewal before it begins (R111). */
export const refundKinds = ['five_day', 'renewal'] as const
export type RefundKind = (typeof refundKinds)[number]

/** R131: state of a refund in another system. */
export const outsideRefundStates = ['open', 'succeeded', 'failed'] as const
export type OutsideRefundState = (typeof outsideRefundStates)[number]

/**
 * Why money was refunded. *negotiated*: buyer and seller agreed (R140); *appealed*: an operator decided an appeal so
 * (R103).
 */
export const refundCauses = [
  'opening_failed',
  'not_delivered',
  'change_failed',
  ...refundKinds,
  'negotiated',
  'appealed',
] as const
export type RefundCause = (typeof refundCauses)[number]

/**
 * Where a request for a negotiated refund stands (commerce.md §8.4, §8.5). *goods_return*: the buyer sends the goods
 * back; *goods_sent*: the seller confirms that they arrived. *closed*: the delivery ended in another way.
 */
export const refundRequestStates = [
  'seller_review',
  'goods_return',
  'goods_sent',
  'refunded',
  'rejected',
  'withdrawn',
  'closed',
] as const
export type RefundRequestState = (typeof refundRequestStates)[number]

/** *overrule*: an operator decided an appeal against the refund; *close*: the delivery ended in another way. */
export const refundRequestActs = [
  'approve',
  'await_goods',
  'send_goods',
  'receive_goods',
  'reject',
  'withdraw',
  'overrule',
  'close',
] as const
export type RefundRequestAct = (typeof refundRequestActs)[number]

const byOthers = { overrule: 'rejected', close: 'closed' } as const
/** The state after each act; an act that is not listed is refused. The drawing of the documentation is made of this. */
export const refundRequestSteps = {
  seller_review: {
    approve: 'refunded',
    await_goods: 'goods_return',
    reject: 'rejected',
    withdraw: 'withdrawn',
    ...byOthers,
  },
  goods_return: { send_goods: 'goods_sent', withdraw: 'withdrawn', ...byOthers },
  goods_sent: { receive_goods: 'refunded', reject: 'rejected', ...byOthers },
  refunded: {},
  rejected: {},
  withdrawn: {},
  closed: {},
} as const satisfies Transitions<RefundRequestState, RefundRequestAct>

/** Who acts next; nobody if it is over. */
export const refundRequestTurns = {
  seller_review: 'seller',
  goods_return: 'buyer',
  goods_sent: 'seller',
  refunded: undefined,
  rejected: undefined,
  withdrawn: undefined,
  closed: undefined,
} as const satisfies Readonly<Record<RefundRequestState, 'buyer' | 'seller' | undefined>>

/** The lists of a seller: what it has to answer, what waits for the buyer, and what is over. */
export const refundRequestLists = ['own', 'others', 'over'] as const
export type RefundRequestList = (typeof refundRequestLists)[number]
/** The lists of operators. *overdue*: the seller has not answered within 7 working days (R146). */
export const operatorRefundLists = ['overdue', 'open', 'over'] as const
export type OperatorRefundList = (typeof operatorRefundLists)[number]

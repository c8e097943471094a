/** What a buyer may return: a service within five days (R130), or its newest renewal before it begins (R111). */
export const refundKinds = ['five_day', 'renewal'] as const
export type RefundKind = (typeof refundKinds)[number]

/** R131: state of a refund in another system. */
export const outsideRefundStates = ['open', 'succeeded', 'failed'] as const
export type OutsideRefundState = (typeof outsideRefundStates)[number]

/** Why money was refunded. */
export const refundCauses = ['opening_failed', 'not_delivered', 'change_failed', ...refundKinds] as const
export type RefundCause = (typeof refundCauses)[number]

/** What a buyer may return: a service within five days (R130), or its newest renewal that has not begun (R111). */
export const refundKinds = ['five_day', 'renewal'] as const
export type RefundKind = (typeof refundKinds)[number]

/** R131: how a refund that another system made stands. */
export const outsideRefundStates = ['open', 'succeeded', 'failed'] as const
export type OutsideRefundState = (typeof outsideRefundStates)[number]

/** Why money went back. */
export const refundCauses = ['opening_failed', 'not_delivered', 'change_failed', ...refundKinds] as const
export type RefundCause = (typeof refundCauses)[number]

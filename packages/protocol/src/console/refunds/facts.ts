import { defineFacts, ofSeller } from '../facts.ts'
import {
  defineAdded,
  defineId,
  defineOneOf,
  defineOptional,
  flag,
  money,
  number,
  string,
} from '../members.ts'
import { outsideRefundStates, refundCauses } from './kinds.ts'

const ofRequest = {
  ...ofSeller,
  supervisionId: defineAdded(defineId('spv')),
  requestId: defineAdded(defineId('rrq')),
  /** The part of the amount that is for this line. */
  amount: money,
}

export const refundFacts = {
  ...defineFacts('ord', {
    'order.refunded': {
      ...ofSeller,
      amount: money,
      cause: defineAdded(defineOneOf(refundCauses)),
      refundNumber: defineAdded(string),
      refundOrderId: defineAdded(defineId('ord')),
    },
    /** On the refund order's own time line. */
    'refund.paid': {
      ...ofSeller,
      amount: money,
      cause: defineAdded(defineOneOf(refundCauses)),
      orderNumber: defineAdded(string),
      orderId: defineAdded(defineId('ord')),
    },
    'refund_request.asked': { ...ofRequest, reason: string, file: defineOptional(string) },
    /** `goods`: the buyer sends them back first (R151). */
    'refund_request.approved': { ...ofRequest, goods: flag },
    'refund_request.rejected': { ...ofRequest, reason: string, by: defineOneOf(['seller', 'operator']) },
    'refund_request.withdrawn': ofRequest,
    'refund_request.goods_sent': { ...ofRequest, carrier: string, trackingNumber: string },
    'refund_request.goods_received': ofRequest,
    /** An operator lets the buyer ask although the goods are on their way (R151). */
    'refund_request.permitted': { ...ofSeller, supervisionId: defineAdded(defineId('spv')), reason: string },
  }),
  ...defineFacts('byr', {
    'refund.outside_reported': {
      reference: string,
      state: defineOneOf(outsideRefundStates),
      refunds: number,
    },
  }),
}

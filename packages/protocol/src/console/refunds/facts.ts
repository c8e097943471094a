import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, defineId, money, number, defineOneOf, string } from '../members.ts'
import { outsideRefundStates, refundCauses } from './kinds.ts'

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
  }),
  ...defineFacts('byr', {
    'refund.outside_reported': {
      reference: string,
      state: defineOneOf(outsideRefundStates),
      refunds: number,
    },
  }),
}

import { defineAdded, defineId, defineOptional, money, defineOneOf, string, text } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'
import { refundCauses } from './kinds.ts'

const ofRequest = {
  orderId: defineId('ord'),
  orderNumber: string,
  product: text,
  supervisionId: defineId('spv'),
  requestId: defineOptional(defineId('rrq')),
  amount: defineOptional(money),
}

export const refundMessages = {
  ...defineMessages('money', {
    order_refunded: {
      orderId: defineAdded(defineId('ord')),
      orderNumber: string,
      amount: money,
      refundNumber: defineAdded(string),
      /** Older messages, without a cause, are about an opening. */
      cause: defineOneOf(refundCauses, 'opening_failed'),
    },
  }),
  ...defineReplacedMessages('orders', {
    /** A request for a negotiated refund, for the party that acts next or has to know. */
    refund_request: {
      what: defineOneOf([
        'asked',
        'reminder',
        'may_appeal',
        'goods_due',
        'goods_sent',
        'rejected',
        'withdrawn',
        'permitted',
      ]),
      ...ofRequest,
      reason: defineOptional(string),
    },
  }),
  /** R146: the seller has not answered within 7 working days; for operators. */
  ...defineReplacedMessages('queues', { refund_request_overdue: ofRequest }),
}

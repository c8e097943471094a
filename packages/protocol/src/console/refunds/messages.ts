import { defineAdded, defineId, money, defineOneOf, string } from '../members.ts'
import { defineMessages } from '../messages.ts'
import { refundCauses } from './kinds.ts'

export const refundMessages = defineMessages({
  order_refunded: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    amount: money,
    refundNumber: defineAdded(string),
    /** One from before there were several causes was of an opening. */
    cause: defineOneOf(refundCauses, 'opening_failed'),
  },
})

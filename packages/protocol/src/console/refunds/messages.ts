import { defineAdded, defineId, money, defineOneOf, string } from '../members.ts'
import { defineMessages } from '../messages.ts'
import { refundCauses } from './kinds.ts'

export const refundMessages = defineMessages('money', {
  order_refunded: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    amount: money,
    refundNumber: defineAdded(string),
    /** Older messages, without a cause, are about an opening. */
    cause: defineOneOf(refundCauses, 'opening_failed'),
  },
})

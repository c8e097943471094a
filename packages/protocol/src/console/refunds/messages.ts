import { added, id, money, oneOf, string } from '../members.ts'
import { messagesOnce } from '../messages.ts'
import { refundCauses } from './kinds.ts'

export const refundMessages = messagesOnce({
  order_refunded: {
    orderId: added(id('ord')),
    orderNumber: string,
    amount: money,
    refundNumber: added(string),
    /** One from before there were several causes was of an opening. */
    cause: oneOf(refundCauses, 'opening_failed'),
  },
})

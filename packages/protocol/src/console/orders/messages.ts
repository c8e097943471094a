import { defineAdded, defineId, defineOneOf, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'

export const orderMessages = defineMessages({
  /** R50, R53: the market cancelled an unpaid order. */
  order_stopped: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    product: text,
    why: defineOneOf(['suspended', 'delisted'], 'delisted'),
  },
})

import { defineAdded, defineId, defineList, defineOneOf, money, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'

const ofOrder = {
  orderId: defineId('ord'),
  orderNumber: string,
  /** What the order is for; `trial` if it costs nothing and ends. */
  purpose: defineOneOf(['new', 'trial', 'renewal', 'conversion', 'change']),
  products: defineList(text),
}

export const orderMessages = defineMessages('orders', {
  /** To the buyer. */
  order_paid: { ...ofOrder, amount: money },
  /** To each seller of a paid order, with its own products and their amount. */
  order_received: { ...ofOrder, amount: money },
  /** To the buyer: what was ordered has been provided. */
  order_completed: ofOrder,
  /** R50, R53: the market cancelled an unpaid order. */
  order_stopped: {
    orderId: defineAdded(defineId('ord')),
    orderNumber: string,
    product: text,
    why: defineOneOf(['suspended', 'delisted'], 'delisted'),
  },
})

import { defineAdded, defineId, defineList, defineOneOf, money, string, text, time } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

const ofOrder = {
  orderId: defineId('ord'),
  orderNumber: string,
  /** What the order is for; `trial` if it costs nothing and ends. */
  purpose: defineOneOf(['new', 'trial', 'renewal', 'conversion', 'change']),
  products: defineList(text),
}

/** An order that waits, or waited, for its payment. */
const ofUnpaid = {
  orderId: defineId('ord'),
  orderNumber: string,
  products: defineList(text),
  amount: money,
}

export const orderMessages = {
  ...defineMessages('orders', {
    /** To the buyer. */
    order_paid: { ...ofOrder, amount: money },
    /** To each seller of a paid order, with its own products and their amount. */
    order_received: { ...ofOrder, amount: money },
    /** To the buyer: what was ordered has been provided. */
    order_completed: ofOrder,
    /** R61: to the buyer, an order that was not paid in time. */
    order_expired: ofUnpaid,
    /** R50, R53: the market cancelled an unpaid order. */
    order_stopped: {
      orderId: defineAdded(defineId('ord')),
      orderNumber: string,
      product: text,
      why: defineOneOf(['suspended', 'delisted'], 'delisted'),
    },
  }),
  ...defineReplacedMessages('orders', {
    /** To the buyer: the balance now covers an order that waits for payment (R61). */
    order_payable: { ...ofUnpaid, payBy: time },
  }),
}

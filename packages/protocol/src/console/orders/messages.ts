import { added, id, oneOf, string, text } from '../members.ts'
import { messagesOnce } from '../messages.ts'

export const orderMessages = messagesOnce({
  /** R50, R53: the market cancelled what was not paid yet. */
  order_stopped: {
    orderId: added(id('ord')),
    orderNumber: string,
    product: text,
    why: oneOf(['suspended', 'delisted'], 'delisted'),
  },
})

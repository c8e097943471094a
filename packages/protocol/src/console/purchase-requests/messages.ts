import { defineId, defineOneOf, money, string, text } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

const ofRequest = { purchaseRequestId: defineId('prq'), product: text, requester: string, amount: money }

/** R3c: all members of a buyer share its messages. */
export const purchaseRequestMessages = {
  ...defineMessages('orders', {
    /** For those who may approve it. */
    purchase_requested: ofRequest,
  }),
  ...defineReplacedMessages('orders', {
    /** For the member who asked. */
    purchase_request_decided: { ...ofRequest, what: defineOneOf(['approved', 'rejected', 'expired']) },
  }),
}

import { added, id, object, oneOf, string, text } from '../members.ts'
import { messagesOnce } from '../messages.ts'
import { sharings } from './kinds.ts'

const seller = object({ id: added(id('sel')), name: text })
const ofInstance = { orderId: added(id('ord')), orderNumber: string, product: text, seller }

export const provisioningMessages = messagesOnce({
  /** An opened service has no address for its buyer. */
  instance_unaddressed: ofInstance,
  /** Two services of the seller go by one id. */
  instance_shared: { ...ofInstance, what: oneOf(sharings), reference: string, otherOrderNumber: string },
  /** R73: what the buyer paid for holds, and the seller does not know of it. */
  renewal_unconfirmed: ofInstance,
})

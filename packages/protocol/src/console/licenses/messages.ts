import { defineId, defineObject, defineOneOf, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'

const ofOrder = { orderId: defineId('ord'), orderNumber: string, product: text }

export const licenseMessages = defineMessages('orders', {
  /**
   * To the buyer: a license for a further device has arrived, or the seller has refused it or not uploaded it in time.
   * *not_renewed*: the seller has refused one for a later end, and the device keeps what it has.
   */
  license_application: {
    ...ofOrder,
    serviceId: defineId('sub'),
    what: defineOneOf(['delivered', 'refused', 'not_renewed', 'unissued']),
  },
  /**
   * To the seller: a license has to be delivered by hand. *order_asked*: the protocol names the order only, and another
   * license of the order is asked for with it. *no_call*: none was made, since the product is bound to no server that
   * has it.
   */
  license_by_hand: {
    ...ofOrder,
    supervisionId: defineId('spv'),
    why: defineOneOf(['call_stopped', 'order_asked', 'no_call']),
  },
  /** To the seller: a device has waited for its license for a day. */
  license_unissued: { ...ofOrder, supervisionId: defineId('spv') },
  /** R112, to the seller: a renewal was paid, and the license of the new term is handed over by hand. */
  license_renewal_due: { ...ofOrder, supervisionId: defineId('spv') },
  /** R112, to the buyer: the license of the new term is there. */
  license_renewed: { ...ofOrder, serviceId: defineId('sub') },
  /** R73, to operators: a paid renewal is valid, although the seller has not confirmed it. */
  license_renewal_unconfirmed: { ...ofOrder, seller: defineObject({ id: defineId('sel'), name: text }) },
})

import { defineAdded, defineId, defineObject, defineOneOf, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'
import { sharedInstanceCases } from './kinds.ts'

const seller = defineObject({ id: defineAdded(defineId('sel')), name: text })
const ofInstance = { orderId: defineAdded(defineId('ord')), orderNumber: string, product: text, seller }

export const provisioningMessages = defineMessages('interfaces', {
  /** An opened service has no address for its buyer. */
  instance_unaddressed: ofInstance,
  /** Two services of the seller have the same instance id. */
  instance_shared: {
    ...ofInstance,
    what: defineOneOf(sharedInstanceCases),
    reference: string,
    otherOrderNumber: string,
  },
  /** R73: a paid renewal is valid, although the seller has not confirmed it. */
  renewal_unconfirmed: ofInstance,
})

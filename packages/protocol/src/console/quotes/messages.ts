import { verdict } from '../calls/facts.ts'
import { defineAdded, defineId, text } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'

export const quoteMessages = defineReplacedMessages('interfaces', {
  /** R119: buyers cannot change this at renewal, since the seller's server does not answer the change check. */
  change_check_unanswered: {
    productId: defineAdded(defineId('prd')),
    name: text,
    verdict: defineAdded(verdict),
  },
})

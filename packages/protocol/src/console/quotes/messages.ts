import { verdict } from '../calls/facts.ts'
import { added, id, text } from '../members.ts'
import { messagesReplaced } from '../messages.ts'

export const quoteMessages = messagesReplaced({
  /** R119: buyers may not change this at renewal, since the seller's server does not answer whether it can be. */
  change_check_unanswered: { productId: added(id('prd')), name: text, verdict: added(verdict) },
})

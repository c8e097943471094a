import { defineAdded, flag, defineId, defineOneOf, defineOptional, string, text } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

const of = defineOneOf(['seller', 'buyer'], 'buyer')

export const partyMessages = {
  ...defineMessages({
    account_confirmed: { name: text },
    organisation_applied: { applicationId: defineAdded(defineId('oap')), name: text, of },
    organisation_decided: {
      name: defineAdded(text),
      of,
      approved: defineAdded(flag),
      reason: defineOptional(string),
    },
    sign_up_waiting: { name: text },
    application_submitted: { applicationId: defineAdded(defineId('sap')), name: text },
    application_decided: { name: text, approved: defineAdded(flag), reason: defineOptional(string) },
  }),
  ...defineReplacedMessages({
    /** The member's name. */
    sign_ins_slowed: { member: string },
  }),
}

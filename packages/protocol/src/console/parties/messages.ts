import { defineAdded, flag, defineId, defineOneOf, defineOptional, string, text, time } from '../members.ts'
import { factorChanges } from './kinds.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'

const of = defineOneOf(['seller', 'buyer'], 'buyer')

export const partyMessages = {
  ...defineMessages('account', {
    account_confirmed: { name: text },
    organisation_decided: {
      name: defineAdded(text),
      of,
      approved: defineAdded(flag),
      reason: defineOptional(string),
    },
    party_suspended: { name: text, of, reason: string, until: defineOptional(time) },
    /** Without a reason it ended when it was due. */
    party_reinstated: { name: text, of, reason: defineOptional(string) },
    application_decided: { name: text, approved: defineAdded(flag), reason: defineOptional(string) },
  }),
  ...defineMessages('queues', {
    organisation_applied: { applicationId: defineAdded(defineId('oap')), name: text, of },
    sign_up_waiting: { name: text },
    /** The name of the member, and of the operator who asks for a new password. */
    owner_reset_waiting: { resetId: defineAdded(defineId('prr')), member: string, by: string },
    suspension_waiting: { sellerId: defineId('sel'), name: text, by: string, reason: string },
    application_submitted: { applicationId: defineAdded(defineId('sap')), name: text },
  }),
  ...defineReplacedMessages('account', {
    /** The member's name. */
    sign_ins_slowed: { member: string },
    /** The member's name, and what happened to their second factors. */
    factors_changed: { member: string, change: defineOneOf(factorChanges) },
  }),
}

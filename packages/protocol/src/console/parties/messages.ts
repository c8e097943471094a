import { added, flag, id, oneOf, optional, string, text } from '../members.ts'
import { messagesOnce, messagesReplaced } from '../messages.ts'

const of = oneOf(['seller', 'buyer'], 'buyer')

export const partyMessages = {
  ...messagesOnce({
    account_confirmed: { name: text },
    organisation_applied: { applicationId: added(id('oap')), name: text, of },
    organisation_decided: { name: added(text), of, approved: added(flag), reason: optional(string) },
    sign_up_waiting: { name: text },
    application_submitted: { applicationId: added(id('sap')), name: text },
    application_decided: { name: text, approved: added(flag), reason: optional(string) },
  }),
  ...messagesReplaced({
    /** The member's name. */
    sign_ins_slowed: { member: string },
  }),
}

import { defineFacts } from '../facts.ts'
import { defineId } from '../members.ts'

// Without the address and the name: history is permanent, and a person who unsubscribes is forgotten.
const ofReceiver = { receiverId: defineId('mrc') }

export const mailFacts = defineFacts('party', {
  'mail_receiver.added': ofReceiver,
  'mail_receiver.changed': ofReceiver,
  'mail_receiver.confirmed': ofReceiver,
  'mail_receiver.unsubscribed': ofReceiver,
  'mail_receiver.removed': ofReceiver,
})

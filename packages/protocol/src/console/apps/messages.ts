import { defineId, defineOneOf, defineOptional, number, string, text } from '../members.ts'
import { defineReplacedMessages } from '../messages.ts'
import { syncChanges, syncSubjects } from './kinds.ts'

const ofBatch = {
  product: text,
  subject: defineOneOf(syncSubjects),
  change: defineOneOf(syncChanges),
  items: number,
}

export const appMessages = {
  ...defineReplacedMessages('services', {
    /** R272, R273, to the buyer: the seller's server did not accept a batch, and nothing more is sent until somebody decides. */
    app_sync_asks: {
      ...ofBatch,
      connectedAppId: defineId('cap'),
      batchId: defineId('syb'),
      enterprise: string,
    },
    /** To the buyer: the seller knows the company, the app and the departments. */
    app_connected: { product: text, connectedAppId: defineId('cap'), enterprise: string },
  }),
  ...defineReplacedMessages('interfaces', {
    /** R272, R273, to the seller: its server did not accept a batch, and its customer decides how it goes on. */
    app_sync_failed: { ...ofBatch, appCredentialId: defineId('acr'), customer: defineOptional(text) },
  }),
}

import { defineFacts, ofSeller } from '../facts.ts'
import { defineId, defineList, defineOneOf, defineOptional, number, string } from '../members.ts'
import { appRoles, batchDecisions, endings, personalData, syncChanges, syncSubjects } from './kinds.ts'

const ofBatch = {
  ...ofSeller,
  batchId: defineId('syb'),
  subject: defineOneOf(syncSubjects),
  change: defineOneOf(syncChanges),
  items: number,
}

/** No fact names a person. */
export const appFacts = {
  ...defineFacts('acr', {
    'app_credential.created': { productId: defineId('prd'), appId: string },
    /** The members of the form that are other than before. */
    'app_credential.changed': { changed: defineList(string), version: number },
    'app_credential.key_replaced': {},
    'app_credential.adopted': { apps: number, version: number },
    'app_credential.test_requested': {},
  }),
  ...defineFacts('cap', {
    'connected_app.created': {
      ...ofSeller,
      subscriptionId: defineOptional(defineId('sub')),
      enterpriseId: defineOptional(defineId('ent')),
    },
    'connected_app.connected': ofSeller,
    'connected_app.sharing_changed': { ...ofSeller, shared: defineList(defineOneOf(personalData)) },
    'connected_app.assigned': { ...ofSeller, people: number, role: defineOneOf(appRoles) },
    'connected_app.withdrawn': { ...ofSeller, people: number },
    'connected_app.adopted': { ...ofSeller, version: number },
    'connected_app.batch_failed': ofBatch,
    'connected_app.batch_decided': {
      ...ofBatch,
      decision: defineOneOf(batchDecisions),
      reason: defineOptional(string),
    },
    'connected_app.batch_restarted': ofBatch,
    'connected_app.left_out_repeated': { ...ofSeller, items: number },
    'connected_app.reconciled': { ...ofSeller, differing: number },
    'connected_app.ending': { ...ofSeller, because: defineOneOf(endings) },
    'connected_app.ended': ofSeller,
  }),
}

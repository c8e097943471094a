import { defineFacts, ofSeller } from '../facts.ts'
import { defineAdded, time } from '../members.ts'

export const fulfilmentFacts = defineFacts('ord', {
  'change.applied': ofSeller,
  'change.failed': { ...ofSeller, until: defineAdded(time) },
})

import { defineFacts } from '../facts.ts'
import { defineOptional, json } from '../members.ts'

const ofChange = { from: defineOptional(json), to: defineOptional(json) }

export const siteFacts = defineFacts('market', {
  'site.profile_changed': ofChange,
  'site.sites_changed': ofChange,
})

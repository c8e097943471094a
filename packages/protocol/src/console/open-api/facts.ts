import { defineFacts } from '../facts.ts'
import { string } from '../members.ts'

const ofKey = { name: string, accessKeyId: string }

export const openApiFacts = defineFacts('oak', {
  'open_api_key.made': ofKey,
  'open_api_key.renamed': { ...ofKey, from: string },
  'open_api_key.enabled': ofKey,
  'open_api_key.disabled': ofKey,
  'open_api_key.deleted': ofKey,
  'open_api_key.locked': ofKey,
})

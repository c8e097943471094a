import { defineFacts } from '../facts.ts'
import { defineList, string } from '../members.ts'

const words = defineList(string)

export const searchFacts = defineFacts('syn', {
  'search.synonyms_added': { words },
  'search.synonyms_changed': { from: words, words },
  'search.synonyms_removed': { words },
})

import { defineFacts } from '../facts.ts'
import { json } from '../members.ts'

/** Each holds the whole part before and after the change. */
export const homePageFacts = defineFacts('market', {
  'home_page.selection_changed': { from: json, to: json },
  'home_page.words_changed': { from: json, to: json },
})

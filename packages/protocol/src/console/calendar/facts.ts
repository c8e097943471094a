import { defineFacts } from '../facts.ts'
import { json } from '../members.ts'

export const calendarFacts = defineFacts('market', {
  /** `replaced` are the days that these dates had before. */
  'calendar.days_set': { days: json, replaced: json },
  'calendar.days_removed': { days: json },
})

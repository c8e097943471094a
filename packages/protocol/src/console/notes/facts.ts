import { defineFacts } from '../facts.ts'
import { string } from '../members.ts'

/** What was written stays here when a note is changed or withdrawn. */
export const noteFacts = defineFacts('nte', {
  /** `about`: the id of what it is about. */
  'note.written': { about: string, text: string },
  'note.changed': { about: string, text: string },
  'note.withdrawn': { about: string },
})

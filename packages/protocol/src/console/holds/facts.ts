import { defineFacts } from '../facts.ts'
import { defineId, string } from '../members.ts'

/** `kind` and `about`: what is worked on, as in the to-do list. */
const ofThing = { kind: string, about: string }

export const holdFacts = defineFacts('hld', {
  'hold.taken': ofThing,
  'hold.handed_over': { ...ofThing, to: defineId('mbr') },
  'hold.handed_back': ofThing,
})

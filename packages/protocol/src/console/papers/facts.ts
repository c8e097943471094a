import { defineFacts } from '../facts.ts'
import { defineOneOf, number } from '../members.ts'
import { paperKinds } from './kinds.ts'

/** Without the name of the file: facts are kept longer than papers, and names tell of persons. */
const ofPaper = { paper: defineOneOf(paperKinds) }

export const paperFacts = defineFacts('application', {
  'paper.added': ofPaper,
  'paper.removed': ofPaper,
  /** A member of another party than the owner has downloaded it. */
  'paper.opened': ofPaper,
  'papers.deleted': { count: number },
})

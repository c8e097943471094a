import { defineFacts } from '../facts.ts'
import { defineOneOf, number, string } from '../members.ts'
import { paperKinds } from './kinds.ts'

const ofPaper = { paper: defineOneOf(paperKinds), name: string }

export const paperFacts = defineFacts('application', {
  'paper.added': ofPaper,
  'paper.removed': ofPaper,
  /** A member of another party than the owner has downloaded it. */
  'paper.opened': ofPaper,
  'papers.deleted': { count: number },
})

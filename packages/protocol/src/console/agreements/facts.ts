import { defineFacts } from '../facts.ts'
import { defineOneOf, number } from '../members.ts'
import { agreementKinds } from './kinds.ts'

export const agreementFacts = {
  ...defineFacts('market', {
    'agreement.published': { kind: defineOneOf(agreementKinds), version: number },
    /** Of before there were several agreements: the user agreement. */
    'market_terms.published': { version: number },
  }),
  ...defineFacts('mbr', { 'member.agreed': { kind: defineOneOf(agreementKinds), version: number } }),
}

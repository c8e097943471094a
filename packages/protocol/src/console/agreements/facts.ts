import { defineFacts } from '../facts.ts'
import { defineOneOf, number } from '../members.ts'
import { agreementKinds, textKinds } from './kinds.ts'

export const agreementFacts = {
  ...defineFacts('market', {
    'agreement.published': { kind: defineOneOf(textKinds), version: number },
  }),
  ...defineFacts('mbr', { 'member.agreed': { kind: defineOneOf(agreementKinds), version: number } }),
}

import { defineFacts } from '../facts.ts'
import { defineId, defineOneOf, number } from '../members.ts'
import { agreementKinds, textKinds } from './kinds.ts'

export const agreementFacts = {
  ...defineFacts('market', {
    'agreement.published': { kind: defineOneOf(textKinds), version: number },
  }),
  ...defineFacts('sel', { 'seller.agreed': { memberId: defineId('mbr'), version: number } }),
  ...defineFacts('mbr', { 'member.agreed': { kind: defineOneOf(agreementKinds), version: number } }),
}

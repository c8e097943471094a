import { defineFacts } from '../facts.ts'
import { defineId, money, defineOneOf, defineOptional, string } from '../members.ts'
import { balanceChangeKinds } from './kinds.ts'

/** R6: `changeId` and `proposedBy` if two operators made the change. */
const posted = {
  postingId: defineId('pst'),
  amount: money,
  reason: string,
  balanceAfter: money,
  changeId: defineOptional(defineId('bch')),
  proposedBy: defineOptional(defineId('mbr')),
}
const change = { changeId: defineId('bch'), change: defineOneOf(balanceChangeKinds), amount: money }

export const ledgerFacts = defineFacts('byr', {
  'balance.topped_up': posted,
  'balance.corrected': posted,
  'balance.proposed': { ...change, reason: string },
  'balance.change_rejected': { ...change, reason: defineOptional(string) },
  'balance.change_withdrawn': { ...change, reason: defineOptional(string) },
})

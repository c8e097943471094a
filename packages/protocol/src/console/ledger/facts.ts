import { factsOn } from '../facts.ts'
import { id, money, oneOf, optional, string } from '../members.ts'
import { balanceChangeKinds } from './kinds.ts'

/** R6: `changeId` and `proposedBy` where two operators made the change. */
const posted = {
  postingId: id('pst'),
  amount: money,
  reason: string,
  balanceAfter: money,
  changeId: optional(id('bch')),
  proposedBy: optional(id('mbr')),
}
const change = { changeId: id('bch'), change: oneOf(balanceChangeKinds), amount: money }

export const ledgerFacts = factsOn('byr', {
  'balance.topped_up': posted,
  'balance.corrected': posted,
  'balance.proposed': { ...change, reason: string },
  'balance.change_rejected': { ...change, reason: optional(string) },
  'balance.change_withdrawn': { ...change, reason: optional(string) },
})

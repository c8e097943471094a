import { defineFacts } from '../facts.ts'
import { defineId, json, money, defineOneOf, defineOptional, string } from '../members.ts'
import { balanceChangeKinds } from './kinds.ts'

/** R6: `changeId` and `proposedBy` if two operators made the change. */
const posted = {
  postingId: defineId('pst'),
  amount: money,
  reason: string,
  balanceAfter: money,
  changeId: defineOptional(defineId('bch')),
  proposedBy: defineOptional(defineId('mbr')),
  requestId: defineOptional(defineId('tur')),
}
const change = {
  changeId: defineId('bch'),
  change: defineOneOf(balanceChangeKinds),
  amount: money,
  requestId: defineOptional(defineId('tur')),
}
const ofRequest = { requestId: defineId('tur'), reference: string, amount: money }

export const ledgerFacts = {
  ...defineFacts('byr', {
    'balance.topped_up': posted,
    'balance.corrected': posted,
    'balance.proposed': { ...change, reason: string },
    'balance.change_rejected': { ...change, reason: defineOptional(string) },
    'balance.change_withdrawn': { ...change, reason: defineOptional(string) },
    'top_up.requested': ofRequest,
    'top_up.receipt_added': { ...ofRequest, file: string },
    'top_up.rejected': { ...ofRequest, reason: string },
    'top_up.withdrawn': ofRequest,
  }),
  ...defineFacts('market', {
    'transfer_details.changed': { from: defineOptional(json), to: defineOptional(json) },
  }),
}

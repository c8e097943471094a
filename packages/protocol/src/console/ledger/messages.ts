import { defineAdded, flag, defineId, money, defineOneOf, defineOptional, string, text } from '../members.ts'
import { defineMessages } from '../messages.ts'
import { balanceChangeKinds } from './kinds.ts'

/** A change that another operator has to confirm (R6); `by` proposed or decided it. */
const ofChange = {
  changeId: defineAdded(defineId('bch')),
  change: defineOneOf(balanceChangeKinds, 'top_up'),
  buyer: text,
  amount: money,
  by: string,
}

export const ledgerMessages = defineMessages('money', {
  balance_change_waiting: ofChange,
  balance_change_decided: { ...ofChange, approved: defineAdded(flag), reason: defineOptional(string) },
})

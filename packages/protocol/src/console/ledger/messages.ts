import { added, flag, id, money, oneOf, optional, string, text } from '../members.ts'
import { messagesOnce } from '../messages.ts'
import { balanceChangeKinds } from './kinds.ts'

/** What one operator asks another one to confirm (R6); `by` proposed or decided it. */
const ofChange = {
  changeId: added(id('bch')),
  change: oneOf(balanceChangeKinds, 'top_up'),
  buyer: text,
  amount: money,
  by: string,
}

export const ledgerMessages = messagesOnce({
  balance_change_waiting: ofChange,
  balance_change_decided: { ...ofChange, approved: added(flag), reason: optional(string) },
})

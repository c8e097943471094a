import { defineAdded, flag, defineId, money, defineOneOf, defineOptional, string, text } from '../members.ts'
import { defineMessages, defineReplacedMessages } from '../messages.ts'
import { balanceChangeKinds } from './kinds.ts'

/** A change that another operator has to confirm (R6); `by` proposed or decided it. */
const ofChange = {
  changeId: defineAdded(defineId('bch')),
  change: defineOneOf(balanceChangeKinds, 'top_up'),
  buyer: text,
  amount: money,
  by: string,
}

const ofRequest = { requestId: defineId('tur'), reference: string }

export const ledgerMessages = {
  ...defineReplacedMessages('money', {
    /** To operators: a buyer has announced a transfer, or what was recorded for it was not confirmed. */
    top_up_requested: { ...ofRequest, buyer: text, amount: money },
    /** To the buyer. */
    top_up_rejected: { ...ofRequest, amount: money, reason: string },
  }),
  ...defineMessages('money', {
    balance_change_waiting: ofChange,
    balance_change_decided: { ...ofChange, approved: defineAdded(flag), reason: defineOptional(string) },
    /** To the buyer: what arrived is in the balance; `asked` if that is another amount. */
    top_up_credited: { ...ofRequest, amount: money, asked: defineOptional(money), balance: money },
    /** To operators: whoever changes the account that buyers pay to could redirect all payments. */
    transfer_details_changed: { by: string, from: defineOptional(text), to: defineOptional(text) },
  }),
}

import type { Id, Instant, Money } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { Setting } from '../platform/index.ts'
import type {
  BalanceChangeKind,
  BalanceChangeState,
  BalanceKind,
} from '@loggia/protocol/console/ledger/kinds'

export type { BalanceChangeState }

/** `buyer_balance` is a buyer's money; the others are the market's counter accounts. */
export type AccountKind = 'buyer_balance' | 'market_cash' | 'market_clearing'
export type PostingKind = BalanceKind
/** A change by operators: an addition to a balance, or a correction that takes back a wrong one. */
export type ChangeKind = BalanceChangeKind

/**
 * A movement between a buyer's balance and a market account; `amount` is the change of the balance, negative if it
 * falls.
 */
export type Posting = {
  readonly id: Id<'pst'>
  readonly kind: PostingKind
  /**
   * The subject; each has at most one posting of a kind. It is the order of a payment, the refund order of a refund,
   * the change that two operators made, or else the posting itself.
   */
  readonly subject: string
  readonly reason?: string
  readonly at: Instant
  readonly actorId?: Id<'mbr'>
  readonly balanceId: Id<'lac'>
  readonly counterId: Id<'lac'>
  readonly amount: Money
}

export type Posted = { readonly postingId: Id<'pst'>; readonly balanceAfter: Money }

/** R6: whether top-ups and corrections need two operators; off by default. */
export const fourEyesOnTopUps: Setting<boolean> = {
  name: 'ledger.four_eyes_on_top_ups',
  schema: marketSettingsSchema.shape.fourEyesOnTopUps,
}

/** A change of a balance that an operator asks for; the amount is above zero for both kinds. */
export type ChangeAsk = {
  readonly buyerId: Id<'byr'>
  readonly kind: ChangeKind
  readonly amount: Money
  readonly reason: string
}
/** A change that one operator has proposed and another decides (R6). */
export type BalanceChange = ChangeAsk & {
  readonly id: Id<'bch'>
  readonly state: BalanceChangeState
  readonly proposedBy: Id<'mbr'>
  readonly proposedAt: Instant
}

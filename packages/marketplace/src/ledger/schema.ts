import type { Id, Instant, Money } from '@loggia/kernel'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { Setting } from '../platform/index.ts'
import type {
  BalanceChangeKind,
  BalanceChangeState,
  BalanceKind,
} from '@loggia/protocol/console/ledger/kinds'

export type { BalanceChangeState }

/** `buyer_balance` is a buyer's money; the other two are the market's sides of it. */
export type AccountKind = 'buyer_balance' | 'market_cash' | 'market_clearing'
export type PostingKind = BalanceKind
/** What operators do to a balance: they add to it, or take back what should not have been added. */
export type ChangeKind = BalanceChangeKind

/** A movement between a buyer's balance and one of the market's accounts; `amount` is what the balance gains, negative for what it loses. */
export type Posting = {
  readonly id: Id<'pst'>
  readonly kind: PostingKind
  /** What it is for, once each: the order of a payment, the refund order of a refund, the change that two operators made, else itself for a top-up or a correction. */
  readonly subject: string
  readonly reason?: string
  readonly at: Instant
  readonly actorId?: Id<'mbr'>
  readonly balanceId: Id<'lac'>
  readonly counterId: Id<'lac'>
  readonly amount: Money
}

export type Posted = { readonly postingId: Id<'pst'>; readonly balanceAfter: Money }

/** R6: whether a top-up and a correction take two operators; off until an operator sets it. */
export const fourEyesOnTopUps: Setting<boolean> = {
  name: 'ledger.four_eyes_on_top_ups',
  schema: marketSettingsSchema.shape.fourEyesOnTopUps,
}

/** What an operator asks to be added to a balance or taken from it; the amount is above zero either way. */
export type ChangeAsk = {
  readonly buyerId: Id<'byr'>
  readonly kind: ChangeKind
  readonly amount: Money
  readonly reason: string
}
/** A change that one operator has proposed and another one decides (R6). */
export type BalanceChange = ChangeAsk & {
  readonly id: Id<'bch'>
  readonly state: BalanceChangeState
  readonly proposedBy: Id<'mbr'>
  readonly proposedAt: Instant
}

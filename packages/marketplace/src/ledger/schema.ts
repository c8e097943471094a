import type { Id, Instant, Money } from '@loggia/kernel'
import { marketSettingsSchema, transferDetailsSchema } from '@loggia/protocol/console'
import type { TransferDetails } from '@loggia/protocol/console'
import type { Setting } from '../platform/index.ts'
import type {
  BalanceChangeKind,
  BalanceChangeState,
  BalanceKind,
  TopUpRequestState,
} from '@loggia/protocol/console/ledger/kinds'

export type { BalanceChangeState, TopUpRequestState }

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
   * the request of a top-up, the change that two operators made, or else the posting itself.
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
  /** The buyer's request that a top-up answers. */
  readonly requestId?: Id<'tur'>
  /** The operator says that a top-up without a request is no transfer that the buyer has announced. */
  readonly isOtherTransfer?: boolean | undefined
}
/** A change that one operator has proposed and another decides (R6). */
export type BalanceChange = ChangeAsk & {
  readonly id: Id<'bch'>
  readonly state: BalanceChangeState
  readonly proposedBy: Id<'mbr'>
  readonly proposedAt: Instant
}

/** Where buyers transfer money to; nothing is known until operators say it. */
export const transferDetails: Setting<TransferDetails> = {
  name: 'ledger.transfer_details',
  schema: transferDetailsSchema,
}

/** A buyer's announcement of a transfer, found again by its payment reference. */
export type TopUpRequest = {
  readonly id: Id<'tur'>
  readonly reference: string
  readonly buyerId: Id<'byr'>
  readonly memberId: Id<'mbr'>
  readonly amount: Money
  readonly note?: string
  readonly state: TopUpRequestState
  readonly askedAt: Instant
  readonly dueAt: Instant
}
/** How a request is changed; what is not given stays, and null clears it. */
export type RequestChange = Pick<TopUpRequest, 'id' | 'state'> & {
  /** Null if what was recorded does not hold. */
  readonly recordedAt?: Instant | null
  readonly endedAt?: Instant | null
  readonly endedBy?: Id<'mbr'> | null
  readonly reason?: string | null
  readonly credited?: { readonly amount: Money; readonly postingId: Id<'pst'> }
}

/** Emitted in the transaction in which a top-up adds to a balance. */
export type BalanceCredited = {
  readonly type: 'balance.credited'
  readonly buyerId: Id<'byr'>
  readonly before: Money
  readonly after: Money
}

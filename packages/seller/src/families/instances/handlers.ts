import type { Instance } from '../../instance.ts'
import type { Purchase } from '../../purchase.ts'
import type { RefusalName } from '../../refusals.ts'
import type { Answer, Asked } from '../handler.ts'

/** The argument of `open`: a new order needs an instance. */
export type OpenAsked = Asked & {
  /** The id that the instance will have. It is the same in every repeat of this order. */
  readonly instanceId: string
  readonly purchase: Purchase
}
/** The argument of handlers for an instance that was opened before. */
export type InstanceAsked = Asked & { readonly instance: Instance }
/** Why the end of an instance's term changes. */
export type ChangeEndReason = 'renewal' | 'trialToPaid' | 'renewalCancelled' | 'renewalWithChange'
/** What the handlers get that change the end of a term. */
export type NewEnd = {
  /** The new end, in UTC milliseconds. */
  readonly expiresAtMs: number
  /**
   * The order that changes the end. For a cancelled renewal, this is either the cancelling order or the cancelled one.
   */
  readonly purchase: Purchase
}
/** The argument of `changeEnd`: the term of an instance gets another end. */
export type ChangeEndAsked<Reason extends ChangeEndReason = ChangeEndReason> = InstanceAsked &
  NewEnd & { readonly reason: Reason }
/** The order by which the buyer returned what was bought, if that is the reason of an end. */
export type ReturnedBy = { readonly orderId?: string; readonly orderLineId?: string }
/** The argument of `release`: the instance has ended for good, and its data may be deleted. */
export type ReleaseAsked = InstanceAsked & ReturnedBy

/** The handlers that the families of instances have in common, as they are called. */
export type InstanceHandlers = {
  changeEnd?(asked: ChangeEndAsked): Answer<void, RefusalName>
  freeze?(asked: InstanceAsked): Answer<void, RefusalName>
  unfreeze?(asked: InstanceAsked): Answer<void, RefusalName>
  release?(asked: ReleaseAsked): Answer<void, RefusalName>
}

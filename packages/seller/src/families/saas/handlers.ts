import type { Access, Instance } from '../../instance.ts'
import type { Purchase } from '../../purchase.ts'
import type { Answer, Asked, HandlerNeeds } from '../handler.ts'

/** What was used so far, of products paid by use and of packages. */
export type Usage = {
  /** Pay-per-use: the running total; package: what is used of it. Kept to four decimals. */
  readonly value: number
  /** When that was counted, UTC milliseconds. */
  readonly atMs: number
  /** Of a package: the pay-per-use instance that it belongs to. */
  readonly relatedInstanceId?: string | undefined
  readonly dashboardUrl?: string | undefined
}

/** What {@link SaasHandlers.describe} tells of an instance; what it leaves out is taken from what `open` returned. */
export type Description = Omit<Access, 'frontEndUrl'> & {
  readonly frontEndUrl?: string | undefined
  readonly usage?: readonly Usage[] | undefined
}

const laterMark: unique symbol = Symbol.for('loggia.seller.later')

/** The answer of a handler that is not ready yet; made by {@link answerLater}. */
export type Later = { readonly [laterMark]: true }

/**
 * Says that the instance is being made: the marketplace is told so and asks again. Say that it is there by
 * `seller.opened(instanceId, access)`, or by returning its access data from `describe`.
 */
export const answerLater = (): Later => ({ [laterMark]: true })

export const isLater = (value: unknown): value is Later =>
  typeof value === 'object' && value !== null && laterMark in value

/** Make an instance for a new order. */
export type OpenAsked = Asked & {
  /** The id that the instance will have; the same in every repeat of this order. */
  readonly instanceId: string
  readonly purchase: Purchase
}
/** Something is wanted of an instance that was opened. */
export type InstanceAsked = Asked & { readonly instance: Instance }
/** Why the end of an instance's term changes. */
export type ChangeEndReason = 'renewal' | 'trialToPaid' | 'renewalCancelled' | 'renewalWithChange'
/** The term of an instance ends at another time than before. */
export type ChangeEndAsked = InstanceAsked & {
  readonly reason: ChangeEndReason
  /** The new end, UTC milliseconds. */
  readonly expiresAtMs: number
  /** The order that changes it; of a cancelled renewal, the one that cancels it or the one that is cancelled. */
  readonly purchase: Purchase
}
/** The instance is given up; its data may go. */
export type ReleaseAsked = InstanceAsked & {
  /** The order that gave it back, if that is why. */
  readonly orderId?: string
  readonly orderLineId?: string
}
/** Another specification or quantity was paid for. */
export type UpgradeAsked = InstanceAsked & { readonly purchase: Purchase }
/** What the buyer wants to renew to. */
export type Target = {
  readonly productId: string
  readonly skuCode: string
  readonly productName: string
  readonly quantity?: number
}
/** May this renewal change the instance? Nothing is changed yet. */
export type CheckChangeAsked = InstanceAsked & { readonly target: Target }
/**
 * What a seller does for buyers of SaaS products, in our words. Each is called once for what it is asked, however often and at however
 * many processes the marketplace repeats it, and again after it threw or refused. Who throws anything but a refusal is answered
 * for with 000005; what was thrown goes to `onProblem` and not to the marketplace.
 */
export type SaasHandlers = {
  /**
   * Makes the instance; returns what the buyer needs to get in, nothing if that is told another way, or {@link answerLater}. After
   * `refuse('busy')` the marketplace is told that the instance is being made, and the next call about it tries again.
   */
  open(asked: OpenAsked): Answer<Access | Later | void>
  /**
   * Tells how things stand, for queries and for a buyer who opens the details. Without it the answer comes from what `open`
   * returned; with it the store keeps no password. {@link answerLater} says that the instance is not there yet.
   */
  describe?(asked: InstanceAsked): Answer<Description | Later | void>
  /** Moves the end of the term. Without it the new end is only kept in the store. */
  changeEnd?(asked: ChangeEndAsked): Answer<void>
  /** Takes the buyer's access away and keeps the data. Without it only the store knows. */
  freeze?(asked: InstanceAsked): Answer<void>
  /** Gives access back. Without it only the store knows. */
  unfreeze?(asked: InstanceAsked): Answer<void>
  /** Ends the instance for good; never called while `open` is still at it. Without it only the store knows. */
  release?(asked: ReleaseAsked): Answer<void>
  /** Gives what was newly paid for. Without it upgrades are refused. */
  upgrade?(asked: UpgradeAsked): Answer<void>
  /** Returns nothing if the change can be made, or a refusal. Without it a change is possible if `upgrade` is there. */
  checkChange?(asked: CheckChangeAsked): Answer<void>
}

export const saasHandlerNeeds: HandlerNeeds<SaasHandlers> = {
  open: 'it makes an instance for a new order',
  describe: undefined,
  changeEnd: undefined,
  freeze: undefined,
  unfreeze: undefined,
  release: undefined,
  upgrade: undefined,
  checkChange: undefined,
}

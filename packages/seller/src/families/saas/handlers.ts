import type { Access } from '../../instance.ts'
import type { Purchase } from '../../purchase.ts'
import type { Answer, HandlerNeeds } from '../handler.ts'
import type { ChangeEndAsked, InstanceAsked, OpenAsked, ReleaseAsked } from '../instances/handlers.ts'
import type { Later } from '../later.ts'

/** The usage so far, for pay-per-use products and packages. */
export type Usage = {
  /** Pay-per-use: the running total. Package: the used part. Rounded to four decimals when it is sent. */
  readonly value: number
  /** The time of the measurement, in UTC milliseconds. */
  readonly atMs: number
  /** Package only: the pay-per-use instance that it belongs to. */
  readonly relatedInstanceId?: string | undefined
  readonly dashboardUrl?: string | undefined
}

/**
 * What {@link SaasHandlers.describe} returns about an instance. Members that are left out are taken from what `open`
 * returned.
 */
export type Description = Omit<Access, 'frontEndUrl'> & {
  readonly frontEndUrl?: string | undefined
  readonly usage?: readonly Usage[] | undefined
}

/** The argument of `upgrade`: another specification or quantity was paid. */
export type UpgradeAsked = InstanceAsked & { readonly purchase: Purchase }
/** What the buyer wants to renew to. */
export type Target = {
  readonly productId: string
  readonly skuCode: string
  readonly productName: string
  readonly quantity?: number
}
/** The argument of `checkChange`: may this renewal change the instance? Nothing is changed yet. */
export type CheckChangeAsked = InstanceAsked & { readonly target: Target }
/**
 * The handlers for buyers of SaaS products. Each handler runs once for an operation, however often the marketplace
 * repeats the request and however many processes get it; it runs again after it threw or refused. Only `describe` and
 * `checkChange`, which change nothing, run for each request. If a handler throws an error that is not a refusal, the
 * marketplace gets `000005` without the error, and `onProblem` gets the error.
 */
export type SaasHandlers = {
  /**
   * Creates the instance. Returns the access data for the buyer, nothing if the buyer gets them in another way, or
   * {@link answerLater}. After `refuse('busy')` the marketplace is told that the instance is being made, and the next
   * call about it runs `open` again.
   */
  open(asked: OpenAsked): Answer<Access | Later | void>
  /**
   * Describes the instance, for queries and when a buyer opens the details. Without it, the answer is what `open`
   * returned. With it, the store keeps no password. Return {@link answerLater} if the instance is not ready yet.
   */
  describe?(asked: InstanceAsked): Answer<Description | Later | void>
  /** Changes the end of the term. Without it, only the store records the new end. */
  changeEnd?(asked: ChangeEndAsked): Answer<void>
  /** Takes the buyer's access away and keeps the data. Without it, only the store records that. */
  freeze?(asked: InstanceAsked): Answer<void>
  /** Gives the access back. Without it, only the store records that. */
  unfreeze?(asked: InstanceAsked): Answer<void>
  /**
   * Ends the instance for good. Never called while `open` is still running. Without it, only the store records that.
   */
  release?(asked: ReleaseAsked): Answer<void>
  /** Delivers what was paid for the upgrade. Without it, upgrades are refused. */
  upgrade?(asked: UpgradeAsked): Answer<void>
  /**
   * Returns nothing if the change is possible, or a refusal. Without it, a change is possible if there is an `upgrade`
   * handler.
   */
  checkChange?(asked: CheckChangeAsked): Answer<void>
}

export const saasHandlerNeeds: HandlerNeeds<SaasHandlers> = {
  open: 'it creates an instance for a new order',
  describe: undefined,
  changeEnd: undefined,
  freeze: undefined,
  unfreeze: undefined,
  release: undefined,
  upgrade: undefined,
  checkChange: undefined,
}

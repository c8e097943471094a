import type { HandlersByFamily, HandlersOfOneFamily } from './families/families.ts'
import type { AccessKeys } from './keys.ts'
import type { OrderQuery, OrderQueryOptions } from './orders/order-query.ts'
import type { SellerProblem } from './problems.ts'
import type { EncryptType, Protocol } from './protocol.ts'
import type { SellerStore } from './stores/store.ts'

/** One access key, or while it changes both: `[new, old]`. */
type GivenKeys = string | readonly string[]

/** What a seller sets beside its handlers and the key that it has to give. */
export type SellerSettings = {
  /**
   * The access key of the general interface, with which order notifications are signed; `accessKey` unless told. While it changes,
   * both: `[new, old]`.
   */
  readonly notificationKey?: GivenKeys | undefined
  /** What is served: unless told, every protocol of the families whose handlers are given. Each of these has to have one in the list. */
  readonly protocols?: readonly Protocol[] | undefined
  /** SaaS V1.0: the size of the key with which phone number and e-mail are sealed, as chosen when publishing; 256 unless told. */
  readonly keyBits?: 128 | 256 | undefined
  /**
   * SaaS V2.0 and order notifications: the furthest that the time of a request may lie from ours, in milliseconds; 60,000
   * unless told, as the protocol says. A wider one is for a clock that cannot be set right.
   */
  readonly replayWindowMs?: number | undefined
  /**
   * SaaS V1.0: the furthest that the time of a request may lie from ours, in milliseconds; 900,000 unless told, fifteen minutes. The
   * protocol has no limit, so that a request which somebody has read in a log could be sent again for ever. `false` takes a
   * request of any age, for a clock that cannot be set right and for requests that were recorded.
   */
  readonly saasV1WindowMs?: number | false | undefined
  /** How account and password are sealed in replies. Unless told `1` in SaaS V1.0, and `none` in V2.0, which says nothing of it. */
  readonly encryptType?: EncryptType | undefined
  /** Where instances and claims are kept: {@link createMemoryStore} for trying out, PostgreSQL or SQLite otherwise. */
  readonly store: SellerStore
  /** Where to ask what was bought. Without it SaaS V2.0 tells nothing but the ids of an order. */
  readonly orders?: OrderQuery | OrderQueryOptions | undefined
  /**
   * Whether the first password that `open` returned is kept, to be told when the marketplace asks; unless told it is, sealed with a key
   * that the access key stands for, but not where `describe` tells it. With `false` only the answer to that one call of SaaS
   * V1.0 has it, and SaaS V2.0, which asks later, never hears it: tell it in `describe`, or by another way.
   */
  readonly keepPassword?: boolean | undefined
  /** Real time in UTC milliseconds. */
  readonly now?: (() => number) | undefined
  /** Hears what goes wrong; printed to the console in one line unless told. */
  readonly onProblem?: ((problem: SellerProblem) => void) | undefined
  /**
   * So many milliseconds after it came a call is answered, whatever its handler or the store does; 15,000 unless told. The
   * marketplace waits 20 s.
   */
  readonly budgetMs?: number | undefined
  /** How long the work of a process that died stays claimed; 60,000 unless told. */
  readonly leaseMs?: number | undefined
  /** The longest body that is read, in bytes; 65,536 unless told. */
  readonly bodyLimitBytes?: number | undefined
}

/** The access key that every seller of SaaS has to give. */
export type BasicKey = {
  /**
   * The access key of the basic interfaces, as the seller centre shows it. While it changes, both: `[new, old]`. Either is accepted
   * then, and a reply is signed and sealed with the key by which its request was proved, so that no call fails on the day of the
   * change. Take the old one out when nothing comes with it any more. It may be left out where only `notifications` is given, with
   * their `notificationKey`.
   */
  readonly accessKey: GivenKeys
}

/** Who only hears of orders needs no more than the key of these. */
type NotificationKeyAlone = {
  readonly accessKey?: undefined
  readonly notificationKey: GivenKeys
  readonly saas?: undefined
}

/** What {@link createSeller} needs. What is done stands by family; at least one has to be given. */
export type SellerOptions = SellerSettings &
  HandlersByFamily &
  HandlersOfOneFamily &
  (BasicKey | NotificationKeyAlone)

/** The options, checked and filled in. */
export type Config = {
  readonly accessKeys: AccessKeys
  readonly notificationKeys: AccessKeys
  readonly protocols: ReadonlySet<Protocol>
  readonly keyBits: 128 | 256
  readonly replayWindowMs: number
  readonly saasV1WindowMs: number | false
  readonly encryptType: EncryptType | undefined
  /** First passwords are sealed in it. */
  readonly store: SellerStore
  readonly keepsPassword: boolean
  readonly orders: OrderQuery | undefined
  readonly handlers: HandlersByFamily
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  readonly budgetMs: number
  readonly leaseMs: number
  readonly bodyLimitBytes: number
}

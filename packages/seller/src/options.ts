import type { HandlersByFamily, HandlersOfOneFamily } from './families/families.ts'
import type { AccessKeys } from './keys.ts'
import type { OrderQuery, OrderQueryOptions } from './orders/order-query.ts'
import type { SellerProblem } from './problems.ts'
import type { EncryptType, Protocol } from './protocol.ts'
import type { SellerStore } from './stores/store.ts'

/** One access key, or two while the key changes: `[new, old]`. */
type GivenKeys = string | readonly string[]

/** The settings of a seller, apart from its handlers and its access key. */
export type SellerSettings = {
  /**
   * The access key of the general interface, which signs order notifications. Default: `accessKey`. While the key
   * changes, give both: `[new, old]`.
   */
  readonly notificationKey?: GivenKeys | undefined
  /**
   * The protocols that are served. Default: every protocol of the families whose handlers are given. If the list is
   * given, it must name at least one protocol of each such family, and no protocol of another family.
   */
  readonly protocols?: readonly Protocol[] | undefined
  /**
   * SaaS V1.0: the size in bits of the key that seals phone number and e-mail, as chosen when publishing the product.
   * Default: 256.
   */
  readonly keyBits?: 128 | 256 | undefined
  /**
   * SaaS V2.0 and order notifications: how far the timestamp of a request may differ from `now`, in milliseconds.
   * Default: 60,000, as the protocol says. Raise it only if the clock of the server cannot be set right.
   */
  readonly replayWindowMs?: number | undefined
  /**
   * SaaS V1.0: how far the timestamp of a request may differ from `now`, in milliseconds. Default: 900,000 (15
   * minutes). The protocol has no limit, so a request that leaked from a log could be replayed for ever. With `false`,
   * requests of any age are accepted: for a clock that cannot be set right, and for recorded requests.
   */
  readonly saasV1WindowMs?: number | false | undefined
  /**
   * How account and password are sealed in replies. Default: `1` in SaaS V1.0, and `none` in V2.0, whose specification
   * does not mention sealing.
   */
  readonly encryptType?: EncryptType | undefined
  /**
   * Where instances and claims are stored: {@link createMemoryStore} for trials and tests, PostgreSQL or SQLite in
   * production.
   */
  readonly store: SellerStore
  /**
   * Where to query what was bought: options, or the result of {@link createOrderQuery}. Without it, SaaS V2.0 gives a
   * handler only the ids of an order.
   */
  readonly orders?: OrderQuery | OrderQueryOptions | undefined
  /**
   * Whether the first password that `open` returned is stored, so that it can be told when the marketplace asks for it.
   * Default: true, unless there is a `describe` handler. A stored password is sealed with a key that is derived from
   * the access key. With `false`, only the answer to the SaaS V1.0 call that opened the instance has the password. SaaS
   * V2.0 asks for it later and does not get it: return it from `describe`, or give it to the buyer in another way.
   */
  readonly keepPassword?: boolean | undefined
  /** Returns real time in UTC milliseconds. Default: the system clock. */
  readonly now?: (() => number) | undefined
  /** Called with each problem. Default: prints it to the console in one line. */
  readonly onProblem?: ((problem: SellerProblem) => void) | undefined
  /**
   * The deadline for answering a call, in milliseconds after it arrived. The call is then answered even if its handler
   * or the store has not finished. Default: 15,000. The marketplace waits for 20 s.
   */
  readonly budgetMs?: number | undefined
  /** How long the work of a process that died stays claimed, in milliseconds. Default: 60,000. */
  readonly leaseMs?: number | undefined
  /** The longest body that is read, in bytes. Default: 65,536. */
  readonly bodyLimitBytes?: number | undefined
}

/** The access key, which is required if `saas` is given. */
export type BasicKey = {
  /**
   * The access key of the basic interfaces, as the seller centre shows it. While the key changes, give both: `[new,
   * old]`. Both are then accepted, and a reply is signed and sealed with the key that signed its request, so no call
   * fails during the change. Remove the old key when no request is signed with it any more. `accessKey` may be left out
   * if only `notifications` is given, together with `notificationKey`.
   */
  readonly accessKey: GivenKeys
}

/** A seller with only the `notifications` family needs only the key of the order notifications. */
type NotificationKeyAlone = {
  readonly accessKey?: undefined
  readonly notificationKey: GivenKeys
  readonly saas?: undefined
}

/** The options of {@link createSeller}. Handlers are given by family; at least one family is required. */
export type SellerOptions = SellerSettings &
  HandlersByFamily &
  HandlersOfOneFamily &
  (BasicKey | NotificationKeyAlone)

/** The options after they were checked and completed with defaults. */
export type Config = {
  readonly accessKeys: AccessKeys
  readonly notificationKeys: AccessKeys
  readonly protocols: ReadonlySet<Protocol>
  readonly keyBits: 128 | 256
  readonly replayWindowMs: number
  readonly saasV1WindowMs: number | false
  readonly encryptType: EncryptType | undefined
  /** A store that seals first passwords. */
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

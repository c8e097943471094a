import type { KeyObject } from 'node:crypto'
import type { HandlersByFamily, HandlersOfOneFamily } from './families/families.ts'
import type { AccessKeys } from './keys.ts'
import type { LicenseApi, LicenseApiOptions } from './licenses/license-api.ts'
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
   * The access key of the interfaces for authorisation codes, which signs the calls about codes. Default: `accessKey`.
   * While the key changes, give both: `[new, old]`.
   */
  readonly licenseCodeKey?: GivenKeys | undefined
  /**
   * The access key of the joint kit (the interfaces for joint SaaS sync), which signs its calls. Required with `kit`, since
   * a key is bound to one type of interface. While the key changes, give both: `[new, old]`.
   */
  readonly kitKey?: GivenKeys | undefined
  /**
   * The private key that belongs to the public key of your app credential, as PEM or its Base64 alone: RSA with at least
   * 3,072 bits. It decrypts the secrets of apps. Required with `kit`. While the key changes, give both: `[new, old]`.
   */
  readonly kitPrivateKey?: GivenKeys | undefined
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
   * SaaS V2.0, order notifications, authorisation codes, online activation and the joint kit V2.0: how far the timestamp of a request may differ from `now`, in milliseconds.
   * Default: 60,000, as the protocol says. Raise it only if the clock of the server cannot be set right.
   */
  readonly replayWindowMs?: number | undefined
  /**
   * SaaS V1.0, License 1.0 and the joint kit V1.0: how far the timestamp of a request may differ from `now`, in milliseconds. Default: 900,000 (15
   * minutes). The protocol has no limit, so a request that leaked from a log could be replayed for ever. With `false`,
   * requests of any age are accepted: for a clock that cannot be set right, and for recorded requests.
   */
  readonly tokenWindowMs?: number | false | undefined
  /**
   * How account and password are sealed in replies. Default: `1` in SaaS V1.0, and `none` in V2.0, whose specification
   * does not mention sealing.
   */
  readonly encryptType?: EncryptType | undefined
  /**
   * Where instances, licenses and claims are stored: {@link createMemoryStore} for trials and tests, PostgreSQL or SQLite in
   * production.
   */
  readonly store: SellerStore
  /**
   * Where to query what was bought: options, or the result of {@link createOrderQuery}. Without it, SaaS V2.0 gives a
   * handler only the ids of an order.
   */
  readonly orders?: OrderQuery | OrderQueryOptions | undefined
  /**
   * Where licenses for devices are uploaded: options, or the result of {@link createLicenseApi}. Required with
   * `licenseOnline`, and not needed otherwise.
   */
  readonly licenseApi?: LicenseApi | LicenseApiOptions | undefined
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
   * or the store has not finished. Default: 15,000; the marketplace waits for 20 s. Calls about authorisation codes and
   * online activation are answered within 4,000 ms, because their guides allow 5 s for an answer (this marketplace waits
   * longer).
   */
  readonly budgetMs?: number | undefined
  /** How long the work of a process that died stays claimed, in milliseconds. Default: 60,000. */
  readonly leaseMs?: number | undefined
  /** The longest body that is read, in bytes. Default: 65,536, with `kit` 16,777,216: one call has all departments
   * of a company. */
  readonly bodyLimitBytes?: number | undefined
}

/** The access key, which is required for all families but `notifications`, `licenseCode` and `kit`. */
export type BasicKey = {
  /**
   * The access key of the basic interfaces, as the seller centre shows it. While the key changes, give both: `[new,
   * old]`. Both are then accepted, and a reply is signed and sealed with the key that signed its request, so no call
   * fails during the change. Remove the old key when no request is signed with it any more, and no license is needed
   * that was sealed with it: a first password or a license is sealed again only when it is read. `accessKey` may be left
   * out if only `notifications`, `licenseCode` or `kit` are given, together with their own keys.
   */
  readonly accessKey: GivenKeys
}

/** A seller whose calls are all signed with keys of their own needs no key of the basic interfaces. */
type OwnKeysAlone = {
  readonly accessKey?: undefined
  readonly saas?: undefined
  readonly licenseV1?: undefined
  readonly licenseOnline?: undefined
} & ({ readonly notifications?: undefined } | { readonly notificationKey: GivenKeys }) &
  ({ readonly licenseCode?: undefined } | { readonly licenseCodeKey: GivenKeys })

/** The joint kit has a key of its own, and the secrets of apps have to be decrypted. */
type KitKeys =
  | { readonly kit?: undefined }
  | { readonly kitKey: GivenKeys; readonly kitPrivateKey: GivenKeys }

/** Licenses that are activated online have to be uploaded. */
type Uploading =
  | { readonly licenseOnline?: undefined }
  | { readonly licenseApi: LicenseApi | LicenseApiOptions }

/**
 * SaaS V2.0 and online activation have the same activities, so one address cannot serve both: `protocols` has to name
 * one of them.
 */
type OneReader =
  | { readonly saas?: undefined }
  | { readonly licenseOnline?: undefined }
  | { readonly protocols: readonly Protocol[] }

/** The options of {@link createSeller}. Handlers are given by family; at least one family is required. */
export type SellerOptions = SellerSettings &
  HandlersByFamily &
  HandlersOfOneFamily &
  (BasicKey | OwnKeysAlone) &
  Uploading &
  KitKeys &
  OneReader

/** The options after they were checked and completed with defaults. */
export type Config = {
  readonly accessKeys: AccessKeys
  readonly notificationKeys: AccessKeys
  readonly licenseCodeKeys: AccessKeys
  readonly kitKeys: AccessKeys
  /** The private keys of the app credential; empty if the kit is not served. */
  readonly kitPrivateKeys: readonly KeyObject[]
  readonly protocols: ReadonlySet<Protocol>
  readonly keyBits: 128 | 256
  readonly replayWindowMs: number
  readonly tokenWindowMs: number | false
  readonly encryptType: EncryptType | undefined
  /** A store that seals first passwords and licenses. */
  readonly store: SellerStore
  readonly keepsPassword: boolean
  readonly orders: OrderQuery | undefined
  /** Undefined if no licenses are uploaded. */
  readonly licenseApi: LicenseApi | undefined
  readonly handlers: HandlersByFamily
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
  readonly budgetMs: number
  readonly leaseMs: number
  readonly bodyLimitBytes: number
}

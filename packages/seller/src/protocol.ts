import type { Protocol } from '@loggia/protocol/protocols'

/** The families of operations about instances; each has its own handlers. */
export type InstanceFamily = 'saas' | 'licenseV1' | 'licenseCode' | 'licenseOnline'
/** The families of operations. */
export type FamilyName = InstanceFamily | 'notifications' | 'kit'

/** The protocols that one address serves. */
export type { Protocol }

/**
 * How account and password are sealed in a reply: `1` is AES-256, `2` is AES-128, `none` is plain text (saas-v1 §5).
 */
export type EncryptType = '1' | '2' | 'none'

/**
 * The traits of a protocol: the family whose handlers it calls, and how it differs from other protocols of that family.
 */
export type ProtocolTraits = {
  readonly protocol: Protocol
  readonly family: FamilyName
  /** The default of the `encryptType` option. */
  readonly encryptType: EncryptType
  /** True if the answer to an opening has the access data. Otherwise the marketplace asks for them by a query. */
  readonly answersOpenedWithAccess: boolean
  /** True if a renewal to a future end also unfreezes the instance, because the protocol has no message for that. */
  readonly renewalUnfreezes: boolean
  /** True if the marketplace waits for an answer only 5 s, and not 20 s. */
  readonly answersSoon: boolean
}

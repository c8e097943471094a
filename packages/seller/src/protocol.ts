import type { Protocol } from '@loggia/protocol/protocols'

/** The families of what a seller does; each has handlers of its own. */
export type FamilyName = 'saas' | 'notifications'

/** The protocols that one address serves. */
export type { Protocol }

/** How account and password are sealed in a reply: `1` AES with 256 bits, `2` with 128, `none` not at all (saas-v1 §5). */
export type EncryptType = '1' | '2' | 'none'

/** What a protocol is beside its words: whose handlers it calls, and where one family's protocols differ. */
export type ProtocolTraits = {
  readonly protocol: Protocol
  readonly family: FamilyName
  /** How account and password are sealed unless the seller says it. */
  readonly encryptType: EncryptType
  /** The answer to an opening tells the access data; elsewhere the marketplace asks for them by a query. */
  readonly answersOpenedWithAccess: boolean
  /** A renewal to an end that is yet to come gives back what was frozen: there is no other word for it. */
  readonly renewalUnfreezes: boolean
}

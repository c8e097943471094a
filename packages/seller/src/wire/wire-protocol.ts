import type { DecodedObject } from '@loggia/protocol/wire'
import type { ProtocolTraits } from '../protocol.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Opening } from './opened-fields.ts'
import type { Sealing } from './sealing.ts'
import type { ReadFault } from './why-refused.ts'

/** A request in our own words, or why it cannot be read. */
export type ReadRequest =
  | { readonly ok: true; readonly request: SellerRequest }
  | { readonly ok: false; readonly reason: ReadFault }

/** A protocol: its traits, and how its messages are read and written. */
export type WireProtocol<Received> = ProtocolTraits & {
  /** The activities of the protocol. No other protocol with the same proof may be served that has one of them. */
  readonly activities: readonly string[]
  /** The message of the refusal if this protocol is not served. */
  readonly notServed: string
  /** Reads a request that was proved. */
  readonly read: (received: Received, opening: Opening) => ReadRequest
  /**
   * Writes the body of a reply. A seller's answers were checked against the tables before. Throws a TypeError if a
   * value of a store, or a sealed value, does not fit the tables.
   */
  readonly write: (outcome: Outcome, sealing: Sealing) => string
}

/**
 * The class of an interface, which decides on the key: `accessKey` for the basic interfaces, `notificationKey` for the
 * common ones, `licenseCodeKey` for those about authorisation codes.
 */
export type KeyClass = 'basic' | 'common' | 'authorisation_code'

/** A protocol whose requests have an `authToken` over their parameters, as text (saas-v1 §3). */
export type TokenProtocol = WireProtocol<string>

/** A protocol whose requests are JSON and signed in the query (saas-v2 §2.2). */
export type SignedProtocol = WireProtocol<DecodedObject> & {
  readonly keyClass: KeyClass
}

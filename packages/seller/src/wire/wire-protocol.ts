import type { DecodedObject } from '@loggia/protocol/wire'
import type { ProtocolTraits } from '../protocol.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import type { Opening } from './opened-fields.ts'
import type { Sealing } from './sealing.ts'
import type { ReadFault } from './why-refused.ts'

/** A request in our words, or why it cannot be read. */
export type ReadRequest =
  | { readonly ok: true; readonly request: SellerRequest }
  | { readonly ok: false; readonly reason: ReadFault }

/** A protocol: its traits, and how it says what we say in our words. */
export type WireProtocol<Received> = ProtocolTraits & {
  /** What is answered where it is not served. */
  readonly notServed: string
  /** Reads what was proved. */
  readonly read: (received: Received, opening: Opening) => ReadRequest
  /**
   * The body of a reply. What a seller tells was held against the tables where it came in; here a TypeError is thrown of what a
   * store gives back and what is sealed, if they do not fit.
   */
  readonly write: (outcome: Outcome, sealing: Sealing) => string
}

/** With which of a seller's keys an interface is signed: `accessKey` the basic ones, `notificationKey` the common ones. */
export type KeyClass = 'basic' | 'common'

/** A protocol whose requests are JSON, signed in their query (saas-v2 §2.2). */
export type SignedProtocol = WireProtocol<DecodedObject> & {
  readonly keyClass: KeyClass
  /** What it may ask: no other protocol that is signed so may have one of them. */
  readonly activities: readonly string[]
}

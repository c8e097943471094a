import type { Protocol, ProtocolTraits } from '../protocol.ts'
import { kitV1, kitV2 } from './kit.ts'
import { licenseCode } from './license-code.ts'
import { licenseOnline } from './license-online.ts'
import { licenseV1 } from './license-v1.ts'
import { orderNotification } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SignedProtocol, TokenProtocol } from './wire-protocol.ts'

/**
 * The protocols that are signed in the query. A request without a known activity is refused by the first of them that
 * is served.
 */
export const signedProtocols: readonly [SignedProtocol, ...SignedProtocol[]] = [
  saasV2,
  licenseOnline,
  licenseCode,
  orderNotification,
]

/** The protocols with an `authToken`, in the same way. */
export const tokenProtocols: readonly [TokenProtocol, ...TokenProtocol[]] = [saasV1, licenseV1]

/** A protocol with the activities by which its requests are recognised. */
type Listed = ProtocolTraits & { readonly activities: readonly string[] }

/** All protocols of this package, in the order in which messages list them. */
export const protocols: readonly Listed[] = [
  saasV2,
  saasV1,
  licenseOnline,
  licenseCode,
  licenseV1,
  orderNotification,
  kitV2,
  kitV1,
]

const traits = new Map<Protocol, ProtocolTraits>(protocols.map((one) => [one.protocol, one]))

/** Undefined if a later version of this package stored the name of this protocol. */
export const findTraits = (protocol: Protocol): ProtocolTraits | undefined => traits.get(protocol)

import type { Protocol, ProtocolTraits } from '../protocol.ts'
import { orderNotification } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SignedProtocol } from './wire-protocol.ts'

/**
 * The protocols that are signed in the query. A request without a known activity is refused by the first of them that
 * is served.
 */
export const signedProtocols: readonly [SignedProtocol, ...SignedProtocol[]] = [saasV2, orderNotification]

/** All protocols of this package, in the order in which messages list them. */
export const protocols: readonly ProtocolTraits[] = [saasV2, saasV1, orderNotification]

const traits = new Map(protocols.map((one) => [one.protocol, one]))

/** Undefined if a later version of this package stored the name of this protocol. */
export const findTraits = (protocol: Protocol): ProtocolTraits | undefined => traits.get(protocol)

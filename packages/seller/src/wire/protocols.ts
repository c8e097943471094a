import type { Protocol, ProtocolTraits } from '../protocol.ts'
import { orderNotification } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SignedProtocol } from './wire-protocol.ts'

/** Those that are signed in their query. Of what names no activity, the first one that is served says that it cannot be read. */
export const signedProtocols: readonly [SignedProtocol, ...SignedProtocol[]] = [saasV2, orderNotification]

/** All that this kit speaks, in the order in which they are told of. */
export const protocols: readonly ProtocolTraits[] = [saasV2, saasV1, orderNotification]

const traits = new Map(protocols.map((one) => [one.protocol, one]))

/** Undefined of one that a later version of this kit has noted down. */
export const findTraits = (protocol: Protocol): ProtocolTraits | undefined => traits.get(protocol)

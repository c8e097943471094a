import type { SaasCall, TestCall } from '../calls.ts'
import { orderNotification } from './order-notification.ts'
import type { NotificationMessage } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import type { SaasV1Message } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SaasV2Message } from './saas-v2.ts'
import type { TestProtocol } from './test-protocol.ts'

/** A message of a protocol, with the members of the specification's tables. */
export type TestMessage = SaasV2Message | SaasV1Message | NotificationMessage

type SaasMessage = SaasV2Message | SaasV1Message
/** The protocols for instances. */
export type SaasProtocol = SaasMessage['protocol']

/** All protocols for instances; a new one is a row here. Order notifications are sent beside each of them. */
const saasProtocols = { [saasV2.protocol]: saasV2, [saasV1.protocol]: saasV1 } as const
const protocols = { ...saasProtocols, [orderNotification.protocol]: orderNotification } as const

/** The default protocol for instances. */
export const usualProtocol: SaasProtocol = saasV2.protocol

/** The protocol of a message. */
export const getProtocol = (sent: TestMessage): TestProtocol<TestMessage, never> =>
  protocols[sent.protocol] as TestProtocol<TestMessage, never>

/** The protocol of this name. */
export const getSaasProtocol = (name: SaasProtocol): TestProtocol<SaasMessage, SaasCall> =>
  saasProtocols[name] as TestProtocol<SaasMessage, SaasCall>

/** Writes a call as a message of its protocol. */
export const writeCall = (call: TestCall, protocol: SaasProtocol): TestMessage =>
  call.activity === 'orderPaid' ? orderNotification.say(call) : getSaasProtocol(protocol).say(call)

import type { SaasCall, TestCall } from '../calls.ts'
import { orderNotification } from './order-notification.ts'
import type { NotificationMessage } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import type { SaasV1Message } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SaasV2Message } from './saas-v2.ts'
import type { TestProtocol } from './test-protocol.ts'

/** A message in the words of its protocol, as the tables of the specification have it. */
export type TestMessage = SaasV2Message | SaasV1Message | NotificationMessage

type SaasMessage = SaasV2Message | SaasV1Message
/** What may be spoken about instances. */
export type SaasProtocol = SaasMessage['protocol']

/** Every protocol that is spoken about instances, and the one of order notifications beside each: a new one is a row here. */
const saasProtocols = { [saasV2.protocol]: saasV2, [saasV1.protocol]: saasV1 } as const
const protocols = { ...saasProtocols, [orderNotification.protocol]: orderNotification } as const

/** What is spoken about instances unless it is told. */
export const usualProtocol: SaasProtocol = saasV2.protocol

/** The protocol of a message. */
export const getProtocol = (sent: TestMessage): TestProtocol<TestMessage, never> =>
  protocols[sent.protocol] as TestProtocol<TestMessage, never>

/** The one of this name. */
export const getSaasProtocol = (name: SaasProtocol): TestProtocol<SaasMessage, SaasCall> =>
  saasProtocols[name] as TestProtocol<SaasMessage, SaasCall>

/** Says a call in the words of its protocol. */
export const writeCall = (call: TestCall, protocol: SaasProtocol): TestMessage =>
  call.activity === 'orderPaid' ? orderNotification.say(call) : getSaasProtocol(protocol).say(call)

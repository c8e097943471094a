import type { LicenseCall, OrderPaidCall, TestCall } from '../calls.ts'
import { licenseCode } from './license-code.ts'
import type { LicenseCodeMessage } from './license-code.ts'
import { licenseOnline } from './license-online.ts'
import type { LicenseOnlineMessage } from './license-online.ts'
import { licenseV1 } from './license-v1.ts'
import type { LicenseV1Message } from './license-v1.ts'
import { orderNotification } from './order-notification.ts'
import type { NotificationMessage } from './order-notification.ts'
import { saasV1 } from './saas-v1.ts'
import type { SaasV1Message } from './saas-v1.ts'
import { saasV2 } from './saas-v2.ts'
import type { SaasV2Message } from './saas-v2.ts'
import type { TestProtocol } from './test-protocol.ts'

type SaasMessage = SaasV2Message | SaasV1Message
type LicenseMessage = LicenseOnlineMessage | LicenseCodeMessage | LicenseV1Message
/** A message of a protocol, with the members of the specification's tables. */
export type TestMessage = SaasMessage | LicenseMessage | NotificationMessage

/** The protocols of SaaS products. */
export type SaasProtocol = SaasMessage['protocol']
/** The protocols of license products. */
export type LicenseProtocol = LicenseMessage['protocol']
/** The protocols of products. */
export type ProductProtocol = SaasProtocol | LicenseProtocol

/** All protocols of products; a new one is a row here. Order notifications are sent beside each of them. */
const productProtocols = {
  [saasV2.protocol]: saasV2,
  [saasV1.protocol]: saasV1,
  [licenseOnline.protocol]: licenseOnline,
  [licenseCode.protocol]: licenseCode,
  [licenseV1.protocol]: licenseV1,
} as const
const protocols = { ...productProtocols, [orderNotification.protocol]: orderNotification } as const

/** The default protocol of products. */
export const usualProtocol: SaasProtocol = saasV2.protocol

/** The protocol of a message. */
export const getProtocol = (sent: TestMessage): TestProtocol<TestMessage, never> =>
  protocols[sent.protocol] as TestProtocol<TestMessage, never>

type ProductCall = Exclude<TestCall, OrderPaidCall>

/** The protocol of this name. */
export const getProductProtocol = (
  name: ProductProtocol,
): TestProtocol<SaasMessage | LicenseMessage, ProductCall> =>
  productProtocols[name] as TestProtocol<SaasMessage | LicenseMessage, LicenseCall>

/** Writes a call as a message of its protocol. Throws a TypeError if the protocol has no such request. */
export function writeCall(call: TestCall, protocol: ProductProtocol): TestMessage {
  if (call.activity === 'orderPaid') return orderNotification.say(call)
  if (call.activity === 'apply' && protocol !== licenseOnline.protocol)
    throw new TypeError(`${protocol} has no request for a license.`)
  return getProductProtocol(protocol).say(call)
}

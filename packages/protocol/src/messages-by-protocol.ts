import { kitV1Messages } from './kit/v1/message-set.ts'
import { kitV2Messages } from './kit/v2/message-set.ts'
import { licenseCodeMessages } from './license/code/message-set.ts'
import { licenseOnlineMessages } from './license/online/message-set.ts'
import { licenseV1Messages } from './license/v1/message-set.ts'
import type { MessageSet } from './message-set.ts'
import { notificationMessages } from './orders/message-set.ts'
import type { Protocol } from './protocols.ts'
import { saasV1Messages } from './saas/v1/message-set.ts'
import { saasV2Messages } from './saas/v2/message-set.ts'

/** The messages of each protocol, for code that handles any protocol. */
export const messagesByProtocol: Readonly<Record<Protocol, MessageSet>> = {
  'saas-v2': saasV2Messages,
  'saas-v1': saasV1Messages,
  'license-online': licenseOnlineMessages,
  'license-code': licenseCodeMessages,
  'license-v1': licenseV1Messages,
  'order-notification': notificationMessages,
  'kit-v2': kitV2Messages,
  'kit-v1': kitV1Messages,
}
export type {
  CheckedReply,
  FreshValues,
  MessageSet,
  ReadAnyReply,
  TextMembers,
  TextOptions,
  UnsignedRequest,
} from './message-set.ts'

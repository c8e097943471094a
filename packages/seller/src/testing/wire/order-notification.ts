import { encodeNotification, readNotificationReply } from '@loggia/protocol/orders'
import type { OrderNotification } from '@loggia/protocol/orders'
import { openAppInfo } from '@loggia/signing'
import type { OrderPaidCall } from '../calls.ts'
import { readSignInQuery } from './sign-in-query.ts'
import { toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

export type NotificationMessage = {
  readonly protocol: 'order-notification'
  readonly message: OrderNotification
}

export const orderNotification: TestProtocol<NotificationMessage, OrderPaidCall> = {
  protocol: 'order-notification',
  keyClass: 'common',
  mayOpenLater: false,
  refusesReplays: true,
  say: ({ order: { orderId, orderLineId }, isTest }) => ({
    protocol: 'order-notification',
    message: { activity: 'orderNotify', orderId, orderLineId, testFlag: isTest ? '1' : '0' },
  }),
  sign: (message, options) => readSignInQuery(encodeNotification(message), options),
  read: (_, received) => toRead(readNotificationReply(received)),
  open: openAppInfo,
}

export { gatewayCodes, orderResultCodes } from './codes.ts'
export type { GatewayCode, OrderResultCode } from './codes.ts'
export {
  chargingModes,
  formatOrderTime,
  gatewayRefusalSchema,
  orderQueryPath,
  orderQueryReplySchema,
  orderTypes,
} from './messages.ts'
export type { GatewayRefusal, OrderQueryReply } from './messages.ts'
export { createMockOrder, mockOrderIds } from './mock-orders.ts'
export type { MockOrder, MockOrderId } from './mock-orders.ts'
export {
  encodeNotification,
  encodeNotificationReply,
  notificationReplyLimitBytes,
  notificationToRead,
  notificationToSend,
  readDecodedNotification,
  readNotification,
  readNotificationReply,
} from './notification.ts'
export type {
  NotificationFault,
  NotificationReply,
  OrderNotification,
  ReadNotification,
  ReadNotificationReply,
  ReceivedNotification,
} from './notification.ts'

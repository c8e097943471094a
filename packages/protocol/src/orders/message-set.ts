import { writeBodyOfTexts } from '../body-of-texts.ts'
import type { MessageSet } from '../message-set.ts'
import { isSaasResultCode } from '../saas/result-codes.ts'
import { mockOrderIds } from './mock-orders.ts'
import {
  encodeNotification,
  notificationReplyLimitBytes,
  notificationToSend,
  readNotificationReply,
} from './notification.ts'
import type { OrderNotification } from './notification.ts'

export const notificationMessages: MessageSet = {
  requestName: 'an order notification',
  activities: ['orderNotify'],
  requestsToSend: { orderNotify: notificationToSend },
  samples: {
    orderNotify: () => ({
      orderId: mockOrderIds.period,
      orderLineId: `${mockOrderIds.period}-000001`,
      testFlag: '1',
    }),
  },
  writeRequest: (members, options) =>
    writeBodyOfTexts(members, options, (body) => encodeNotification(body as OrderNotification)),
  readReply(_, received) {
    const read = readNotificationReply(received)
    return read.ok ? { ...read, isUnderWay: false } : read
  },
  isResultCode: isSaasResultCode,
  replyLimitBytes: notificationReplyLimitBytes,
}

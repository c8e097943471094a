import { fromHours, fromMinutes, fromSeconds } from '@loggia/kernel'
import { isSaasV2ResultCode } from '@loggia/protocol/saas/v2'
import {
  encodeNotification,
  mockOrderIds as mockOrders,
  notificationReplyLimitBytes,
  notificationToSend,
  readNotificationReply,
} from '@loggia/protocol/orders'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { defineDialect } from '../define-dialect.ts'
import { done, toConfirmed, toRefused } from '../outcomes.ts'
import { createThreeDaySchedule } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import { signPost } from '../sign-post.ts'
import type { Outcome, Sending, WireRequest } from '../schema.ts'
import type { TestCalls } from '../test-calls.ts'
import type { OrdersAnswer, OrdersOperation } from './operations.ts'

type Line = { readonly orderId: string; readonly orderLineId: string; readonly testFlag: '0' | '1' }

const writeLine = (line: Line, signing: Pick<Sending, 'accessKey' | 'nonce' | 'timestampMs'>): WireRequest =>
  signPost({
    ...signing,
    body: encodeNotification({ activity: 'orderNotify', ...line }),
    contentType: 'application/json;charset=utf-8',
  })

/** Replies need no signature (order-notification §4). */
function readAnswer(received: ReceivedReply): Outcome<OrdersAnswer> {
  const read = readNotificationReply(received)
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply } = read
  if (code === done) return toConfirmed(code, {})
  return toRefused({ resultCode: code, isKnown: isSaasV2ResultCode(code), message: reply.resultMsg })
}

const testCalls: TestCalls = {
  scenes: [
    {
      name: 'order_paid',
      activity: 'orderNotify',
      neededFor: ['orders'],
      preset: () => ({ orderId: mockOrders.period, orderLineId: `${mockOrders.period}-000001` }),
    },
  ],
  requests: { orderNotify: notificationToSend },
  flags: { testFlag: '1' },
  toWire: ({ request, ...signing }) =>
    writeLine(
      { ...(request as unknown as { orderId: string; orderLineId: string }), testFlag: '1' },
      signing,
    ),
  fromWire: (_request, received) => readAnswer(received),
}

/** Order notification: tells a seller the numbers of a paid line; its server asks for the rest by the order query. */
export const orderNotification = defineDialect<OrdersOperation, never, OrdersAnswer>({
  protocol: 'order-notification',
  operations: {
    notify_order: {
      activity: 'orderNotify',
      windowMs: fromHours(3),
      spacing: { kind: 'even', everyMs: fromMinutes(2) },
      source: 'order-notification §6, 3 hours, then by hand [doc], every 2 minutes [decide]',
      patient: createThreeDaySchedule(fromMinutes(2)),
    },
  },
  toWire: ({ operation: { orderNumber: orderId, lineNumber: orderLineId }, ...signing }) =>
    writeLine({ orderId, orderLineId, testFlag: '0' }, signing),
  fromWire: (_operation, received) => readAnswer(received),
  testCalls,
  secretsOf: secretNames,
  // No edition names a limit; the other interfaces of these sellers have this one.
  timeLimitMs: fromSeconds(20),
  replyLimitBytes: notificationReplyLimitBytes,
})

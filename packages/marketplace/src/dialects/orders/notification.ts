import { hours, minutes, seconds } from '@loggia/kernel'
import { isSaasV2ResultCode } from '@loggia/protocol/saas/v2'
import {
  encodeNotification,
  mockOrderIds as mockOrders,
  notificationReplyLimitBytes,
  notificationToSend,
  readNotificationReply,
} from '@loggia/protocol/orders'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { signSaasV2 } from '@loggia/signing'
import { defineDialect } from '../define-dialect.ts'
import { threeDays } from '../patience.ts'
import { secretNames } from '../secret-names.ts'
import type { Outcome, Sending, WireRequest } from '../schema.ts'
import type { TestCalls } from '../test-calls.ts'
import type { OrdersAnswer, OrdersOperation } from './operations.ts'

function signedPost(
  line: { readonly orderId: string; readonly orderLineId: string; readonly testFlag: '0' | '1' },
  { accessKey, nonce, timestampMs }: Pick<Sending, 'accessKey' | 'nonce' | 'timestampMs'>,
): WireRequest {
  const body = encodeNotification({ activity: 'orderNotify', ...line })
  const { query } = signSaasV2({ accessKey, body, nonce, timestampMs })
  return {
    method: 'POST',
    query,
    headers: { accept: 'application/json', 'content-type': 'application/json;charset=utf-8' },
    body,
  }
}

/** Replies need not be signed (order-notification §4). */
function readAnswer(received: ReceivedReply): Outcome<OrdersAnswer> {
  const read = readNotificationReply(received)
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply } = read
  if (code === '000000')
    return { kind: 'confirmed', verdict: { code: 'succeeded' }, resultCode: code, data: {} }
  const verdict = {
    code: isSaasV2ResultCode(code) ? ('refused' as const) : ('result_code_unknown' as const),
    resultCode: code,
    resultMsg: reply.resultMsg ?? null,
  }
  return { kind: 'refused', verdict, resultCode: code }
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
    signedPost(
      { ...(request as unknown as { orderId: string; orderLineId: string }), testFlag: '1' },
      signing,
    ),
  fromWire: (_request, received) => readAnswer(received),
}

/** Order notification: a paid line is told by its numbers; what was bought is asked for by the order query. */
export const orderNotification = defineDialect<OrdersOperation, never, OrdersAnswer>({
  protocol: 'order-notification',
  operations: {
    notify_order: {
      activity: 'orderNotify',
      windowMs: hours(3),
      spacing: { kind: 'even', everyMs: minutes(2) },
      source: 'order-notification §6, 3 hours, then by hand [doc], every 2 minutes [decide]',
      patient: threeDays(minutes(2)),
    },
  },
  toWire: ({ operation: { orderNumber: orderId, lineNumber: orderLineId }, ...signing }) =>
    signedPost({ orderId, orderLineId, testFlag: '0' }, signing),
  fromWire: (_operation, received) => readAnswer(received),
  testCalls,
  secretsOf: secretNames,
  // No edition says how long; as long as the other interfaces of these sellers have.
  timeLimitMs: seconds(20),
  replyLimitBytes: notificationReplyLimitBytes,
})

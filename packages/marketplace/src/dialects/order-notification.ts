import { hours, minutes, seconds } from '@loggia/kernel'
import { isSaasV2ResultCode } from '@loggia/protocol/saas/v2'
import {
  encodeNotification,
  notificationReplyLimitBytes,
  readNotificationReply,
} from '@loggia/protocol/orders'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { signSaasV2 } from '@loggia/signing'
import { threeDays } from './patience.ts'
import { secretNames } from './secret-names.ts'
import type { Dialect, Operation, Outcome, Schedules, Sending, WireRequest } from './schema.ts'

const isSpoken = (operation: Operation): operation is Extract<Operation, { kind: 'notify_order' }> =>
  operation.kind === 'notify_order'

const compatible: Schedules = {
  notify_order: {
    windowMs: hours(3),
    spacing: { kind: 'even', everyMs: minutes(2) },
    source: 'order-notification §6, 3 hours, then by hand [doc], every 2 minutes [decide]',
  },
}
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
function readAnswer(received: ReceivedReply): Outcome {
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

/** Order notification: a paid line is told by its numbers; what was bought is asked for by the order query. */
export const orderNotification: Dialect = {
  protocol: 'order-notification',
  activityOf: (kind) => (kind === 'notify_order' ? 'orderNotify' : kind),
  speaks: isSpoken,
  tellsQuantityAtConversion: false,
  saysOrder: false,
  toWire({ operation, ...signing }) {
    if (!isSpoken(operation)) throw new Error(`Order notification has no words for ${operation.kind}`)
    const { orderNumber: orderId, lineNumber: orderLineId } = operation
    return signedPost({ orderId, orderLineId, testFlag: '0' }, signing)
  },
  fromWire: (_operation, received) => readAnswer(received),
  toTestWire: ({ request, ...signing }) =>
    signedPost(
      { ...(request as unknown as { orderId: string; orderLineId: string }), testFlag: '1' },
      signing,
    ),
  fromTestWire: (_request, received) => readAnswer(received),
  secretsOf: secretNames,
  schedules: { compatible, patient: { notify_order: threeDays(minutes(2)) } },
  mayReplace: () => false,
  supersedes: () => false,
  // No edition says how long; as long as the other interfaces of these sellers have.
  timeLimitMs: seconds(20),
  replyLimitBytes: notificationReplyLimitBytes,
}

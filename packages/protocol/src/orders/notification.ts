import { z } from 'zod'

import { decodeObject } from '../wire/decode.ts'
import type { DecodedObject } from '../wire/decode.ts'
import { encodeBody, writeReply } from '../wire/encode.ts'
import { toMemberFault, withoutBlanks } from '../wire/member-faults.ts'
import type { ReceivedReply } from '../wire/read-reply.ts'
import { requireFitting } from '../wire/require-fitting.ts'
import type { BodyFault, MemberFault, Verdict } from '../wire/verdicts.ts'
import { readPlainReply } from '../saas/read-plain-reply.ts'
import { outcome, defineTolerant } from '../saas/reply-members.ts'

const text = (max: number) => z.string().min(1).max(max)

/** A notification as we send it, always with the flag, as the table requires (order-notification §2). */
export const notificationToSend = z.strictObject({
  activity: z.literal('orderNotify'),
  orderId: text(64),
  orderLineId: text(64),
  testFlag: z.enum(['0', '1']),
})
export type OrderNotification = z.infer<typeof notificationToSend>

/** The notification as a seller's server reads it: the flag absent, `0` or `1`; unknown members dropped. */
export const notificationToRead = z.preprocess(
  withoutBlanks,
  z.object({
    activity: z.literal('orderNotify'),
    orderId: z.string().max(64),
    orderLineId: z.string().max(64),
    testFlag: z.enum(['0', '1']).optional(),
  }),
)
export type ReceivedNotification = z.infer<typeof notificationToRead>

/** Why a notification cannot be read; a seller's server answers each with `000002`. */
export type NotificationFault = BodyFault | MemberFault | { code: 'activity_unknown'; activity: string }
export type ReadNotification =
  | { ok: true; notification: ReceivedNotification }
  | { ok: false; reason: NotificationFault }

/**
 * The body of a notification as it is signed (in the way of SaaS V2.0) and sent. Throws a TypeError that lists every
 * fault.
 */
export function encodeNotification(notification: OrderNotification): string {
  return encodeBody(requireFitting(notificationToSend, notification, 'order notification'))
}

/** Reads the body of a notification on the seller's side. Verify its signature over the same bytes first. */
export const readNotification = (body: Uint8Array): ReadNotification =>
  readDecodedNotification(decodeObject(body))

/** Like {@link readNotification}, for a body that was already decoded to read its activity. */
export function readDecodedNotification(decoded: DecodedObject): ReadNotification {
  if (!decoded.ok) return { ok: false, reason: decoded.fault }
  const { activity } = decoded.value
  if (typeof activity === 'string' && activity !== '' && activity !== 'orderNotify')
    return { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
  const read = notificationToRead.safeParse(decoded.value)
  return read.success
    ? { ok: true, notification: read.data }
    : { ok: false, reason: toMemberFault(read.error.issues[0], decoded.value) }
}

const replyToSend = z.strictObject(outcome)
const replyToRead = defineTolerant(outcome)
export type NotificationReply = z.infer<typeof replyToSend>

/**
 * The body of a seller's reply, HTTP status 200, non-ASCII characters escaped. Throws a TypeError that lists every
 * fault.
 */
export function encodeNotificationReply(reply: NotificationReply): string {
  return writeReply(requireFitting(replyToSend, reply, 'reply to orderNotify'))
}

/** The default limit of a reply to a notification, in bytes. */
export const notificationReplyLimitBytes = 64 * 1024

/** A valid reply with its result code (`000000` is success); or the verdict on a reply that breaks the protocol. */
export type ReadNotificationReply =
  | { ok: true; reply: NotificationReply; code: string }
  | { ok: false; verdict: Verdict }

/** Reads a seller's reply to a notification, which needs no signature (order-notification §4). */
export function readNotificationReply(
  received: ReceivedReply & { limitBytes?: number },
): ReadNotificationReply {
  return readPlainReply(received, {
    schema: replyToRead,
    isAccepted: (code) => code === '000000',
    mayNameInstance: false,
    limitBytes: notificationReplyLimitBytes,
  })
}

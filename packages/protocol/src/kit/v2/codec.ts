import { encodeBodyWithNumbers } from '../../wire/encode.ts'
import type { ReceivedReply } from '../../wire/read-reply.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import { readPlainReply } from '../../saas/read-plain-reply.ts'
import { writeSubPath } from '../activities.ts'
import type { KitActivity } from '../activities.ts'
import { replyToRead } from '../replies.ts'
import type { ReceivedKitReply } from '../replies.ts'
import { requestsToSend } from './requests.ts'
import type { KitV2Request } from './requests.ts'

/** The default limit of a reply in bytes. */
export const replyLimitBytes = 64 * 1024

/** The path of an interface, which is appended to the seller's address. */
export const writePath = (activity: KitActivity): string => writeSubPath('v2', activity)

/**
 * The body of a request as it is signed and sent: top level sorted, without nulls, compact (joint-kit §4.1). Throws a
 * TypeError that lists every fault against the tables.
 */
export function encodeRequest(request: KitV2Request): string {
  const schema = requestsToSend[request.activity]
  const { activity: _, ...body } = requireFitting(schema, request, `${request.activity} request`)
  return encodeBodyWithNumbers(body)
}

/** A valid reply with its result code (`000000` is success); or the verdict on a reply that breaks the protocol. */
export type ReadReply = { ok: true; reply: ReceivedKitReply; code: string } | { ok: false; verdict: Verdict }

/** Reads a seller's reply to any interface, which needs no signature. */
export const readReply = (received: ReceivedReply & { limitBytes?: number }): ReadReply =>
  readPlainReply(received, {
    schema: replyToRead,
    isAccepted: (code) => code === '000000',
    mayNameInstance: false,
    limitBytes: replyLimitBytes,
  })

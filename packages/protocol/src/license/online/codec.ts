import { z } from 'zod'

import { decodeObject } from '../../wire/decode.ts'
import type { DecodedObject } from '../../wire/decode.ts'
import { encodeBody, writeReply } from '../../wire/encode.ts'
import { readBodyRequest } from '../../wire/read-body-request.ts'
import type { ReadBodyRequest } from '../../wire/read-body-request.ts'
import type { ReceivedReply } from '../../wire/read-reply.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import { readPlainReply } from '../../saas/read-plain-reply.ts'
import { defineText, defineTolerant, instanceId, outcome } from '../../saas/reply-members.ts'
import { replySucceeded } from '../replies.ts'
import { requestsToRead, requestsToSend } from './requests.ts'
import type { LicenseOnlineActivity, LicenseOnlineRequest, ReceivedRequest } from './requests.ts'

const strictOutcome = z.strictObject(outcome)
const tolerantOutcome = defineTolerant(outcome)

/** Replies as a seller's server sends them. */
export const repliesToSend = {
  newInstance: z.strictObject({ instanceId: defineText(64).optional(), ...outcome }),
  refreshInstance: strictOutcome,
  updateInstanceStatus: strictOutcome,
  releaseInstance: strictOutcome,
  getLicenseAsync: strictOutcome,
} as const

/** Replies that accept a request, as the marketplace reads them. */
export const repliesToRead = {
  newInstance: defineTolerant({ ...outcome, instanceId }),
  refreshInstance: tolerantOutcome,
  updateInstanceStatus: tolerantOutcome,
  releaseInstance: tolerantOutcome,
  getLicenseAsync: tolerantOutcome,
} as const

/** The reply to one activity, as a seller sends it and as the marketplace reads it. */
export type ReplyOf<A extends LicenseOnlineActivity> = z.infer<(typeof repliesToSend)[A]>

/** The default limit of a reply in bytes. */
export const replyLimitBytes = 64 * 1024

/** A parsed request, or why it could not be read. */
export type ReadRequest = ReadBodyRequest<ReceivedRequest>

/** The body of a request as it is signed and sent. Throws a TypeError that lists every fault against the tables. */
export function encodeRequest(request: LicenseOnlineRequest): string {
  const { activity } = request
  return encodeBody(requireFitting(requestsToSend[activity], request, `${activity} request`))
}

/** Reads the body of a request on the seller's side. Verify its signature over the same bytes first. */
export const readRequest = (body: Uint8Array): ReadRequest => readDecodedRequest(decodeObject(body))

/** Like {@link readRequest}, for a body that was already decoded to read its activity. */
export const readDecodedRequest = (decoded: DecodedObject): ReadRequest =>
  readBodyRequest(requestsToRead, decoded)

/**
 * Whether the seller accepted the request: it may create the instance, or make the license, after its answer
 * (license §3.1, §3.4).
 */
export const isAccepted = (activity: LicenseOnlineActivity, code: string): boolean =>
  code === '000000' || (code === '000004' && (activity === 'newInstance' || activity === 'getLicenseAsync'))

/**
 * A valid reply with its result code, or the verdict on a reply that breaks the protocol. `ok` does not mean success:
 * look at `code`. An accepted `newInstance` names its `instanceId`.
 */
export type ReadReply<A extends LicenseOnlineActivity> =
  | { ok: true; reply: ReplyOf<A>; code: string }
  | { ok: false; verdict: Verdict }

/** Reads a seller's reply to one activity, which needs no signature (license §3). */
export function readReply<A extends LicenseOnlineActivity>(
  activity: A,
  received: ReceivedReply & { limitBytes?: number },
): ReadReply<A> {
  const schema: (typeof repliesToRead)[LicenseOnlineActivity] = repliesToRead[activity]
  return readPlainReply(received, {
    schema,
    isAccepted: (code) => isAccepted(activity, code),
    mayNameInstance: activity === 'newInstance',
    limitBytes: replyLimitBytes,
  }) as ReadReply<A>
}

/**
 * The body of a reply, HTTP status 200, non-ASCII characters escaped. Throws a TypeError that lists every fault against
 * the tables.
 */
export function encodeReply<A extends LicenseOnlineActivity>(activity: A, reply: ReplyOf<A>): string {
  const schema: (typeof repliesToSend)[LicenseOnlineActivity] = repliesToSend[activity]
  const data = requireFitting(schema, reply, `reply to ${activity}`)
  const mustName = activity === 'newInstance' && isAccepted(activity, data.resultCode)
  if (mustName && !('instanceId' in data && data.instanceId))
    throw new TypeError(`A reply to newInstance with ${data.resultCode} names an instanceId.`)
  return writeReply(data)
}

/** The instance exists. A repeat of the order line must get the same id. */
export const replyCreated = (named: string): ReplyOf<'newInstance'> => ({
  instanceId: named,
  ...replySucceeded(),
})
/** The instance is being created under this id. */
export const replyCreating = (named: string): ReplyOf<'newInstance'> => ({
  instanceId: named,
  resultCode: '000004',
  resultMsg: 'processing.',
})
/** The license will be uploaded later (license §3.5). */
export const replyApplying = (): ReplyOf<'getLicenseAsync'> => ({
  resultCode: '000004',
  resultMsg: 'processing.',
})

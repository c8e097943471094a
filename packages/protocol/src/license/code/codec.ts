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
import { defineTolerant, outcome } from '../../saas/reply-members.ts'
import type { OutcomeReply } from '../replies.ts'
import { licenseCodeActivities, requestsToRead, requestsToSend } from './requests.ts'
import type { LicenseCodeActivity, LicenseCodeRequest, ReceivedRequest } from './requests.ts'

const toEach = <S>(schema: S): Readonly<Record<LicenseCodeActivity, S>> =>
  Object.fromEntries(licenseCodeActivities.map((activity) => [activity, schema])) as Record<
    LicenseCodeActivity,
    S
  >
/** Replies as a seller's server sends them. */
export const repliesToSend = toEach(z.strictObject(outcome))
/** Replies that accept a request, as the marketplace reads them. */
export const repliesToRead = toEach(defineTolerant(outcome))

/** The default limit of a reply in bytes. */
export const replyLimitBytes = 64 * 1024

/** A parsed request, or why it could not be read. */
export type ReadRequest = ReadBodyRequest<ReceivedRequest>

/**
 * The body of a request as it is signed and sent. Throws a TypeError that lists every fault against the tables.
 */
export function encodeRequest(request: LicenseCodeRequest): string {
  const { activity } = request
  return encodeBody(requireFitting(requestsToSend[activity], request, `${activity} request`))
}

/** Reads the body of a request on the seller's side. Verify its signature over the same bytes first. */
export const readRequest = (body: Uint8Array): ReadRequest => readDecodedRequest(decodeObject(body))

/** Like {@link readRequest}, for a body that was already decoded to read its activity. */
export const readDecodedRequest = (decoded: DecodedObject): ReadRequest =>
  readBodyRequest(requestsToRead, decoded)

/** A valid reply with its result code (`000000` is success); or the verdict on a reply that breaks the protocol. */
export type ReadReply = { ok: true; reply: OutcomeReply; code: string } | { ok: false; verdict: Verdict }

/** Reads a seller's reply to one activity, which needs no signature. */
export const readReply = (
  activity: LicenseCodeActivity,
  received: ReceivedReply & { limitBytes?: number },
): ReadReply =>
  readPlainReply(received, {
    schema: repliesToRead[activity],
    isAccepted: (code) => code === '000000',
    mayNameInstance: false,
    limitBytes: replyLimitBytes,
  })

/**
 * The body of a reply, HTTP status 200, non-ASCII characters escaped. Throws a TypeError that lists every fault.
 */
export const encodeReply = (activity: LicenseCodeActivity, reply: OutcomeReply): string =>
  writeReply(requireFitting(repliesToSend[activity], reply, `reply to ${activity}`))

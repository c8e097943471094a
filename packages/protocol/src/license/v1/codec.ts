import { createQueryReader } from '../../wire/read-query-request.ts'
import type { ReadQueryRequest } from '../../wire/read-query-request.ts'
import { toParameters } from '../../wire/parameters.ts'
import { requireFitting } from '../../wire/require-fitting.ts'
import { writeReply } from '../../wire/encode.ts'
import type { ProofFault, Verdict } from '../../wire/verdicts.ts'
import { readSignedReply } from '../../saas/v1/read-reply.ts'
import type { SignedReply } from '../../saas/v1/read-reply.ts'
import { repliesToRead, repliesToSend } from './replies.ts'
import type { ReplyOf, SentReplyOf } from './replies.ts'
import { requestsToRead, requestsToSend } from './requests.ts'
import type { LicenseV1Activity, LicenseV1Request, ReceivedRequest } from './requests.ts'

/** A parsed request, or why it could not be read. */
export type ReadRequest = ReadQueryRequest<ReceivedRequest>

/**
 * The parameters of a request as they are signed and sent. Throws a TypeError that lists every fault against the
 * tables.
 */
export function encodeRequest(request: LicenseV1Request): Record<string, string> {
  const { activity } = request
  return toParameters(requireFitting(requestsToSend[activity], request, `${activity} request`))
}

/** Reads the query string of a request on the seller's side. Verify `authToken` over the same query string first. */
export const readRequest: (query: string) => ReadRequest = createQueryReader(requestsToRead)

/**
 * A valid reply with its result code, or the verdict on a reply that breaks the protocol. `ok` does not mean success:
 * look at `code`. With `000000` the signature is valid, and a reply to `getLicense` has the license.
 */
export type ReadReply<A extends LicenseV1Activity> =
  | { ok: true; reply: ReplyOf<A>; code: string; unproven?: ProofFault }
  | { ok: false; verdict: Verdict }

/** Reads a seller's reply to one activity. A refusal counts without a valid signature. */
export function readReply<A extends LicenseV1Activity>(activity: A, received: SignedReply): ReadReply<A> {
  const schema: (typeof repliesToRead)[LicenseV1Activity] = repliesToRead[activity]
  return readSignedReply(received, {
    schema,
    mayNameInstance: activity === 'getLicense',
  }) as ReadReply<A>
}

/**
 * The body of a reply, HTTP status 200; sign exactly this text for `Body-Sign`. Non-ASCII characters are written as
 * `\uXXXX`. Throws a TypeError that lists every fault against the tables.
 */
export function encodeReply<A extends LicenseV1Activity>(activity: A, reply: SentReplyOf<A>): string {
  const schema: (typeof repliesToSend)[LicenseV1Activity] = repliesToSend[activity]
  const data = requireFitting(schema, reply, `reply to ${activity}`)
  const isWhole = 'license' in data && 'instanceId' in data
  if (activity === 'getLicense' && data.resultCode === '000000' && !isWhole)
    throw new TypeError('A reply to getLicense with 000000 has a license and an instanceId.')
  return writeReply(data)
}

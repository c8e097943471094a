import { decodeObject } from '../../wire/decode.ts'
import type { DecodedObject } from '../../wire/decode.ts'
import { getJsonType } from '../../wire/json.ts'
import type { JsonObject } from '../../wire/json.ts'
import { toMemberFault } from '../../wire/member-faults.ts'
import type { BodyFault, MemberFault } from '../../wire/verdicts.ts'
import { requestsToRead } from './received-requests.ts'
import type { ReceivedRequest } from './received-requests.ts'
import { saasV2Activities } from './requests.ts'
import type { SaasV2Activity } from './requests.ts'

/** Why a request cannot be read; a seller's server answers each with `000002`. `activity` is cut to 80 characters. */
export type RequestFault = BodyFault | MemberFault | { code: 'activity_unknown'; activity: string }
/** A parsed request, or why it could not be read. */
export type ReadRequest = { ok: true; request: ReceivedRequest } | { ok: false; reason: RequestFault }

const isActivity = (text: string): text is SaasV2Activity =>
  (saasV2Activities as readonly string[]).includes(text)

function activityOf({
  activity,
}: JsonObject): { ok: true; activity: SaasV2Activity } | { ok: false; reason: RequestFault } {
  if (activity === undefined || activity === null || activity === '')
    return { ok: false, reason: { code: 'member_missing', name: 'activity' } }
  if (typeof activity !== 'string')
    return {
      ok: false,
      reason: { code: 'member_type', name: 'activity', expected: 'string', got: getJsonType(activity) },
    }
  return isActivity(activity)
    ? { ok: true, activity }
    : { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
}

/** Reads the body of a request on the seller's side. Verify its signature over the same bytes first. */
export const readRequest = (body: Uint8Array): ReadRequest => readDecodedRequest(decodeObject(body))

/** Like {@link readRequest}, for a body that was already decoded to read its activity. */
export function readDecodedRequest(decoded: DecodedObject): ReadRequest {
  if (!decoded.ok) return { ok: false, reason: decoded.fault }
  const found = activityOf(decoded.value)
  if (!found.ok) return found
  const read = requestsToRead[found.activity].safeParse(decoded.value)
  return read.success
    ? { ok: true, request: read.data }
    : { ok: false, reason: toMemberFault(read.error.issues[0], decoded.value) }
}

/** The ids of a `queryInstance`, in their order, without surrounding blanks. */
export const splitInstanceIds = (request: { instanceId: string }): string[] =>
  request.instanceId
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')

/** Whether the request comes from the debugging console and must change nothing that a buyer sees. */
export const isTest = (request: { testFlag?: string | undefined }): boolean => request.testFlag === '1'

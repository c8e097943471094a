import { toMemberFault } from '../../wire/member-faults.ts'
import type { MemberFault } from '../../wire/verdicts.ts'
import { toVisible } from '../../wire/visible.ts'
import { requestsToRead } from './received-requests.ts'
import type { ReceivedRequest } from './received-requests.ts'
import { saasV1Activities } from './requests.ts'
import type { SaasV1Activity } from './requests.ts'

/** Why a request cannot be read; a seller's server answers each with `000002`. `activity` is cut to 80 characters. */
export type RequestFault = MemberFault | { code: 'activity_unknown'; activity: string }
/** A parsed request, or why it could not be read. */
export type ReadRequest = { ok: true; request: ReceivedRequest } | { ok: false; reason: RequestFault }

const isActivity = (text: string): text is SaasV1Activity =>
  (saasV1Activities as readonly string[]).includes(text)

// All parameters are text: text instead of a number is a wrong value, not a wrong type.
function asValueFault(fault: MemberFault, members: Readonly<Record<string, string>>): MemberFault {
  if (fault.code !== 'member_type') return fault
  return { code: 'member_value', name: fault.name, got: toVisible(members[fault.name] ?? '', 80) }
}

/** Names of parameters that `authToken` may cover, by activity. */
const namesOf = new Map<SaasV1Activity, ReadonlySet<string>>(
  saasV1Activities.map((activity) => [
    activity,
    new Set([...Object.keys(requestsToRead[activity].out.shape), 'timeStamp']),
  ]),
)

/**
 * Finds a parameter inside the value of another one. `authToken` covers the joined pairs and not their boundaries
 * (saas-v1 §3): with the same token a parameter could be resent as part of its neighbour, which would turn a debugging
 * call into a real one, or a cancelled renewal into a purchase. No real value looks like that.
 */
function hiddenParameter(activity: SaasV1Activity, parameters: URLSearchParams): MemberFault | undefined {
  const names = namesOf.get(activity)
  for (const [name, value] of parameters) {
    const pair = `${name}=${value}`
    if (!pair.includes('&')) continue
    const hidden = pair
      .split('&')
      .flatMap((part) => (part.includes('=') ? part.slice(0, part.indexOf('=')) : []))
    const found = hidden.find((other, at) => names?.has(other) && (at > 0 || other !== name))
    if (found !== undefined) return { code: 'member_value', name: found, got: toVisible(pair, 80) }
  }
  return undefined
}

/**
 * Reads the query string of a request on the seller's side, form decoded; of a repeated name the first value counts, as
 * in the signature. Verify `authToken` over the same query string first.
 */
export function readRequest(query: string): ReadRequest {
  const parameters = new URLSearchParams(query)
  const activity = parameters.get('activity')
  if (!activity) return { ok: false, reason: { code: 'member_missing', name: 'activity' } }
  if (!isActivity(activity))
    return { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
  const hidden = hiddenParameter(activity, parameters)
  if (hidden) return { ok: false, reason: hidden }
  // In reverse, so that the first value of a name wins.
  const members = Object.fromEntries([...parameters].toReversed())
  const read = requestsToRead[activity].safeParse(members)
  return read.success
    ? { ok: true, request: read.data }
    : { ok: false, reason: asValueFault(toMemberFault(read.error.issues[0], members), members) }
}

import { memberFault } from '../../wire/member-faults.ts'
import type { MemberFault } from '../../wire/verdicts.ts'
import { visible } from '../../wire/visible.ts'
import { requestsToRead } from './received-requests.ts'
import type { ReceivedRequest } from './received-requests.ts'
import { saasV1Activities } from './requests.ts'
import type { SaasV1Activity } from './requests.ts'

/** Why a request cannot be read; a seller's server answers each with `000002`. `activity` is cut to 80 characters. */
export type RequestFault = MemberFault | { code: 'activity_unknown'; activity: string }
/** A request that was read, or why not. */
export type ReadRequest = { ok: true; request: ReceivedRequest } | { ok: false; reason: RequestFault }

const isActivity = (text: string): text is SaasV1Activity =>
  (saasV1Activities as readonly string[]).includes(text)

// Everything in a query is text: where a number is meant, other text is a wrong value and not a wrong type.
function asValueFault(fault: MemberFault, members: Readonly<Record<string, string>>): MemberFault {
  if (fault.code !== 'member_type') return fault
  return { code: 'member_value', name: fault.name, got: visible(members[fault.name] ?? '', 80) }
}

/**
 * `authToken` covers the text of the pairs as they are joined, and not where one ends (saas-v1 §3): with the same token a debugging
 * call could be sent on as a real one, its flag a part of the parameter beside it. None has a use for such a value.
 */
function hiddenFlag(parameters: URLSearchParams): MemberFault | undefined {
  for (const [name, value] of parameters) {
    const pair = `${name}=${value}`
    if (name !== 'testFlag' && /(^|&)testFlag=/.test(pair))
      return { code: 'member_value', name: 'testFlag', got: visible(pair, 80) }
  }
  return undefined
}

/**
 * Reads the query string of a request on the seller's side, form decoded; of a repeated name the first value counts, as
 * it does for the signature. Verify `authToken` over the same query string first.
 */
export function readRequest(query: string): ReadRequest {
  const parameters = new URLSearchParams(query)
  const activity = parameters.get('activity')
  if (!activity) return { ok: false, reason: { code: 'member_missing', name: 'activity' } }
  if (!isActivity(activity))
    return { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
  const hidden = hiddenFlag(parameters)
  if (hidden) return { ok: false, reason: hidden }
  // Later values first, so that the first one stays.
  const members = Object.fromEntries([...parameters].toReversed())
  const read = requestsToRead[activity].safeParse(members)
  return read.success
    ? { ok: true, request: read.data }
    : { ok: false, reason: asValueFault(memberFault(read.error.issues[0], members), members) }
}

import type { z } from 'zod'
import { toMemberFault } from './member-faults.ts'
import type { MemberFault } from './verdicts.ts'
import { toVisible } from './visible.ts'

/** Why a query is no request; a seller's server answers each with `000002`. `activity` is cut to 80 characters. */
export type QueryRequestFault = MemberFault | { code: 'activity_unknown'; activity: string }
/** A parsed request, or why it could not be read. */
export type ReadQueryRequest<Request> =
  | { ok: true; request: Request }
  | { ok: false; reason: QueryRequestFault }

type Schemas = Readonly<Record<string, z.ZodType & { readonly out: z.ZodObject }>>

// All parameters are text: text instead of a number is a wrong value, not a wrong type.
function asValueFault(fault: MemberFault, members: Readonly<Record<string, string>>): MemberFault {
  if (fault.code !== 'member_type') return fault
  return { code: 'member_value', name: fault.name, got: toVisible(members[fault.name] ?? '', 80) }
}

/**
 * Finds a parameter inside the value of another one; `names` are those that `authToken` may cover. The token covers the
 * joined pairs and not their boundaries (saas-v1 §3): with the same token a parameter could be resent as part of its
 * neighbour, which would turn a debugging call into a real one, or a cancelled renewal into a purchase. No real value
 * looks like that.
 */
function hiddenParameter(names: ReadonlySet<string>, parameters: URLSearchParams): MemberFault | undefined {
  for (const [name, value] of parameters) {
    const pair = `${name}=${value}`
    if (!pair.includes('&')) continue
    const hidden = pair
      .split('&')
      .flatMap((part) => (part.includes('=') ? part.slice(0, part.indexOf('=')) : []))
    const found = hidden.find((other, at) => names.has(other) && (at > 0 || other !== name))
    if (found !== undefined) return { code: 'member_value', name: found, got: toVisible(pair, 80) }
  }
  return undefined
}

/**
 * Creates the reader of the requests of a protocol that is signed by `authToken`. It reads a query string on the
 * seller's side, form decoded; of a repeated name the first value counts, as in the signature. Verify `authToken` over
 * the same query string first.
 */
export function createQueryReader<S extends Schemas>(schemas: S) {
  const byActivity: Schemas = schemas
  const namesOf = new Map(
    Object.entries(byActivity).map(([activity, { out }]) => [
      activity,
      new Set([...Object.keys(out.shape), 'timeStamp']),
    ]),
  )
  return function readRequest(query: string): ReadQueryRequest<z.infer<S[keyof S]>> {
    const parameters = new URLSearchParams(query)
    const activity = parameters.get('activity')
    if (!activity) return { ok: false, reason: { code: 'member_missing', name: 'activity' } }
    const names = namesOf.get(activity)
    if (!names) return { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
    const hidden = hiddenParameter(names, parameters)
    if (hidden) return { ok: false, reason: hidden }
    // In reverse, so that the first value of a name wins.
    const members = Object.fromEntries([...parameters].toReversed())
    const read = byActivity[activity]?.safeParse(members)
    return read?.success
      ? { ok: true, request: read.data as z.infer<S[keyof S]> }
      : { ok: false, reason: asValueFault(toMemberFault(read?.error.issues[0], members), members) }
  }
}

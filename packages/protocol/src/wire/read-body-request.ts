import type { z } from 'zod'
import type { DecodedObject } from './decode.ts'
import { getJsonType } from './json.ts'
import type { JsonObject } from './json.ts'
import { toMemberFault } from './member-faults.ts'
import type { BodyFault, MemberFault } from './verdicts.ts'

/** Why a body is no request; a seller's server answers each with `000002`. `activity` is cut to 80 characters. */
export type BodyRequestFault = BodyFault | MemberFault | { code: 'activity_unknown'; activity: string }
/** A parsed request, or why it could not be read. */
export type ReadBodyRequest<Request> =
  | { ok: true; request: Request }
  | { ok: false; reason: BodyRequestFault }

type Schemas = Readonly<Record<string, z.ZodType>>

function activityOf(
  { activity }: JsonObject,
  schemas: Schemas,
): { ok: true; activity: string } | { ok: false; reason: BodyRequestFault } {
  if (activity === undefined || activity === null || activity === '')
    return { ok: false, reason: { code: 'member_missing', name: 'activity' } }
  if (typeof activity !== 'string')
    return {
      ok: false,
      reason: { code: 'member_type', name: 'activity', expected: 'string', got: getJsonType(activity) },
    }
  return Object.hasOwn(schemas, activity)
    ? { ok: true, activity }
    : { ok: false, reason: { code: 'activity_unknown', activity: activity.slice(0, 80) } }
}

/** Reads a request by the schema of its activity. */
export function readBodyRequest<S extends Schemas>(
  schemas: S,
  decoded: DecodedObject,
): ReadBodyRequest<z.infer<S[keyof S]>> {
  if (!decoded.ok) return { ok: false, reason: decoded.fault }
  const found = activityOf(decoded.value, schemas)
  if (!found.ok) return found
  const read = (schemas as Schemas)[found.activity]?.safeParse(decoded.value)
  return read?.success
    ? { ok: true, request: read.data as z.infer<S[keyof S]> }
    : { ok: false, reason: toMemberFault(read?.error.issues[0], decoded.value) }
}

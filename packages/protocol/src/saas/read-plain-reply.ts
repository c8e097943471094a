import type { z } from 'zod'
import { toMemberFault } from '../wire/member-faults.ts'
import { readJsonReply } from '../wire/read-reply.ts'
import type { ReceivedReply } from '../wire/read-reply.ts'
import type { Verdict } from '../wire/verdicts.ts'
import { readRefusal, readResultCode } from './read-result.ts'

/** How the reply to one activity is read. */
export type PlainReading<S extends z.ZodType> = {
  /** The members of a reply that accepts the request. */
  readonly schema: S
  readonly isAccepted: (code: string) => boolean
  /** Whether a refusal may name an instance, which may have to be released. */
  readonly mayNameInstance: boolean
  readonly limitBytes: number
}

/**
 * Reads a reply that needs no signature: the transport first, then `resultCode`, then the members of the table. Any
 * refusal counts, even with wrong members.
 */
export function readPlainReply<S extends z.ZodType>(
  received: ReceivedReply & { limitBytes?: number },
  { schema, isAccepted, mayNameInstance, limitBytes }: PlainReading<S>,
): { ok: true; reply: z.infer<S>; code: string } | { ok: false; verdict: Verdict } {
  const json = readJsonReply({ ...received, limitBytes: received.limitBytes ?? limitBytes })
  if (!json.ok) return json
  const result = readResultCode(json.value)
  if (!result.ok) return result
  const { code } = result
  if (!isAccepted(code))
    return { ok: true, code, reply: readRefusal(json.value, code, mayNameInstance) as z.infer<S> }
  const read = schema.safeParse(json.value)
  return read.success
    ? { ok: true, code, reply: read.data }
    : { ok: false, verdict: toMemberFault(read.error.issues[0], json.value) }
}

import type { z } from 'zod'
import { omitUndefined } from '@loggia/kernel'
import { toMemberFault } from '../../wire/member-faults.ts'
import { listHeaderValues, readJsonReply } from '../../wire/read-reply.ts'
import type { JsonObject } from '../../wire/json.ts'
import type { ReceivedReply } from '../../wire/read-reply.ts'
import type { ProofFault, Verdict } from '../../wire/verdicts.ts'
import { toVisible } from '../../wire/visible.ts'
import { readResultCode, readRefusal } from '../read-result.ts'
import { replyLimitBytes } from '../v2/read-reply.ts'
import { openingToRead, repliesToRead } from './reply-messages.ts'
import type { OpeningReply, ReplyOf } from './reply-messages.ts'
import type { SaasV1Activity } from './requests.ts'

/** The result of checking a reply's `Body-Sign`, such as that of `verifyBodySign` in `@loggia/signing`. */
export type BodySignCheck =
  | { ok: true }
  | {
      ok: false
      reason:
        | { code: 'header_missing' }
        | { code: 'header_malformed' }
        | { code: 'sign_type_unknown'; got: string }
        | { code: 'signature_differs' }
    }

/**
 * A reply, and the check of its `Body-Sign`: `verifyBodySign` gets every value of the header, in the order of arrival,
 * and the body's bytes as received. `limitBytes` defaults to that of V2.0.
 */
export type SignedReply = ReceivedReply & {
  limitBytes?: number
  verifyBodySign: (header: readonly string[], body: Uint8Array) => BodySignCheck
}

/**
 * A valid reply with its result code, or the verdict on a reply that breaks the protocol. `ok` does not mean success:
 * look at `code`. With `000000` the signature is valid and every mandatory member is present. With any other code the
 * reply has `resultCode`, `resultMsg` and, for `newInstance`, an `instanceId` if the seller named one; `unproven` is
 * then the fault of its `Body-Sign`, if any.
 */
export type ReadReply<A extends SaasV1Activity> =
  | { ok: true; reply: ReplyOf<A>; code: string; unproven?: ProofFault }
  | { ok: false; verdict: Verdict }

function proofFault({ headers, body, verifyBodySign }: SignedReply): ProofFault | undefined {
  const check = verifyBodySign(listHeaderValues(headers, 'body-sign'), body)
  if (check.ok) return undefined
  switch (check.reason.code) {
    case 'header_missing':
      return { code: 'body_sign_missing' }
    case 'header_malformed':
      return { code: 'body_sign_malformed' }
    case 'sign_type_unknown':
      return { code: 'body_sign_type', got: toVisible(check.reason.got, 40) }
    case 'signature_differs':
      return { code: 'body_sign_differs' }
  }
}

/** Like {@link ReadReply}, for a reply that may lack the buyer's address. */
export type ReadOpening =
  | { ok: true; reply: OpeningReply; code: string; unproven?: ProofFault }
  | { ok: false; verdict: Verdict }

type Proven = { readonly ok: true; readonly code: string; readonly value: JsonObject; unproven?: ProofFault }

/** Reads what comes before the members: the transport, then `resultCode`, then `Body-Sign`. */
function readProven(received: SignedReply): Proven | { readonly ok: false; readonly verdict: Verdict } {
  const json = readJsonReply({ ...received, limitBytes: received.limitBytes ?? replyLimitBytes })
  if (!json.ok) return json
  const result = readResultCode(json.value)
  if (!result.ok) return result
  const { code } = result
  const unproven = proofFault(received)
  if (unproven && code === '000000') return { ok: false, verdict: unproven }
  return { ok: true, code, value: json.value, ...omitUndefined({ unproven }) }
}

/**
 * Reads a signed reply: the transport first, then `resultCode`, then `Body-Sign`, then the members of the table. A
 * refusal counts without a valid signature, since sellers differ in whether they sign it, and a forged one does no more
 * harm than a broken connection.
 */
export function readSignedReply<S extends z.ZodType>(
  received: SignedReply,
  { schema, mayNameInstance }: { readonly schema: S; readonly mayNameInstance: boolean },
): { ok: true; reply: z.infer<S>; code: string; unproven?: ProofFault } | { ok: false; verdict: Verdict } {
  const proven = readProven(received)
  if (!proven.ok) return proven
  const { code, value, unproven } = proven
  if (code !== '000000') {
    const reply = readRefusal(value, code, mayNameInstance) as z.infer<S>
    return { ok: true, code, reply, ...omitUndefined({ unproven }) }
  }
  const read = schema.safeParse(value)
  if (!read.success) return { ok: false, verdict: toMemberFault(read.error.issues[0], value) }
  return { ok: true, code, reply: read.data }
}

/**
 * Reads a seller's reply to one activity. Sealed access data stay sealed; `encryptType` says how.
 */
export function readReply<A extends SaasV1Activity>(activity: A, received: SignedReply): ReadReply<A> {
  const schema: (typeof repliesToRead)[SaasV1Activity] = repliesToRead[activity]
  return readSignedReply(received, { schema, mayNameInstance: activity === 'newInstance' }) as ReadReply<A>
}

/**
 * Reads the reply to a paid `newInstance` like {@link readReply}, except that `appInfo.frontEndUrl` may be missing: the
 * seller has made the instance, and a refund would leave them with it.
 */
export function readOpening(received: SignedReply): ReadOpening {
  const strict = readReply('newInstance', received)
  if (strict.ok || strict.verdict.code !== 'member_missing') return strict
  const proven = readProven(received)
  const read = proven.ok ? openingToRead.safeParse(proven.value) : undefined
  return read?.success ? { ok: true, code: '000000', reply: read.data } : strict
}

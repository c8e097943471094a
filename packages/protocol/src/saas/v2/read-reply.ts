import { jsonTypeOf } from '../../wire/json.ts'
import type { JsonObject } from '../../wire/json.ts'
import { memberFault } from '../../wire/member-faults.ts'
import { readJsonReply } from '../../wire/read-reply.ts'
import type { ReceivedReply } from '../../wire/read-reply.ts'
import type { Verdict } from '../../wire/verdicts.ts'
import { visible } from '../../wire/visible.ts'
import { isInstanceId, repliesToRead } from './reply-messages.ts'
import type { ReplyOf } from './reply-messages.ts'
import type { SaasV2Activity } from './requests.ts'

/** The longest reply that is read unless told: a hundred instances with full access data, every character escaped, need 1.5 MB. */
export const replyLimitBytes = 2 * 1024 * 1024

/**
 * A reply as the protocol demands, with its result code, or the verdict on one that is not. `ok` does not mean success:
 * look at `code`. With `000000`, and `000004` for `newInstance`, every mandatory member is there; with any other code the
 * reply holds `resultCode`, `resultMsg` and, for `newInstance`, an `instanceId` if the seller named one.
 */
export type ReadReply<A extends SaasV2Activity> =
  | { ok: true; reply: ReplyOf<A>; code: string }
  | { ok: false; verdict: Verdict }

function resultCodeFault(value: unknown): Verdict | undefined {
  if (value === undefined || value === null || value === '') return { code: 'result_code_missing' }
  if (typeof value !== 'string')
    return { code: 'member_type', name: 'resultCode', expected: 'string', got: jsonTypeOf(value) }
  return /^\d{6}$/.test(value) ? undefined : { code: 'result_code_malformed', got: visible(value, 32) }
}

// A refusal is heard even if its message is too long or the rest is odd: that the seller refused says more than that.
function refusal(value: JsonObject, activity: SaasV2Activity, code: string): ReplyOf<'newInstance'> {
  const { resultMsg, instanceId } = value
  const named = activity === 'newInstance' && typeof instanceId === 'string' && isInstanceId(instanceId)
  return {
    resultCode: code,
    ...(typeof resultMsg === 'string' && resultMsg !== '' && { resultMsg: resultMsg.slice(0, 255) }),
    ...(named && { instanceId }),
  }
}

const isAccepted = (activity: SaasV2Activity, code: string): boolean =>
  code === '000000' || (code === '000004' && activity === 'newInstance')

/**
 * Reads a seller's reply to one activity: the transport first, then `resultCode`, then the members of the table.
 * It decides nothing: what `000004` or `000003` mean for an order is for the caller. Sealed access data stay sealed;
 * `encryptType` says so.
 */
export function readReply<A extends SaasV2Activity>(
  activity: A,
  received: ReceivedReply & { limitBytes?: number },
): ReadReply<A> {
  const json = readJsonReply({ ...received, limitBytes: received.limitBytes ?? replyLimitBytes })
  if (!json.ok) return json
  const fault = resultCodeFault(json.value.resultCode)
  if (fault) return { ok: false, verdict: fault }
  const code = String(json.value.resultCode)
  if (!isAccepted(activity, code))
    return { ok: true, code, reply: refusal(json.value, activity, code) as ReplyOf<A> }
  const read = repliesToRead[activity].safeParse(json.value)
  if (!read.success) return { ok: false, verdict: memberFault(read.error.issues[0], json.value) }
  return { ok: true, code, reply: read.data as ReplyOf<A> }
}

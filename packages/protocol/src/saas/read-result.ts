import { omitUndefined } from '@loggia/kernel'
import { getJsonType } from '../wire/json.ts'
import type { JsonObject } from '../wire/json.ts'
import type { Verdict } from '../wire/verdicts.ts'
import { toVisible } from '../wire/visible.ts'
import { isInstanceId } from './reply-members.ts'

/** The result code of a reply, or the verdict if there is none. */
export type ReadResultCode = { ok: true; code: string } | { ok: false; verdict: Verdict }

/** Reads `resultCode`: six digits, as text. */
export function readResultCode({ resultCode: value }: JsonObject): ReadResultCode {
  const refuse = (verdict: Verdict): ReadResultCode => ({ ok: false, verdict })
  if (value === undefined || value === null || value === '') return refuse({ code: 'result_code_missing' })
  if (typeof value !== 'string')
    return refuse({ code: 'member_type', name: 'resultCode', expected: 'string', got: getJsonType(value) })
  return /^\d{6}$/.test(value)
    ? { ok: true, code: value }
    : refuse({ code: 'result_code_malformed', got: toVisible(value, 32) })
}

/** The members kept of a refusing reply. */
export type Refusal = { resultCode: string; resultMsg?: string; instanceId?: string }

/**
 * A refusal counts even if its message is too long or other members are wrong: that the seller refused matters more. An
 * `instanceId` is kept if the activity `mayNameInstance`, since that instance may have to be released.
 */
export function readRefusal(value: JsonObject, code: string, mayNameInstance: boolean): Refusal {
  const { resultMsg, instanceId } = value
  const named = mayNameInstance && typeof instanceId === 'string' && isInstanceId(instanceId)
  return omitUndefined({
    resultCode: code,
    resultMsg: typeof resultMsg === 'string' && resultMsg !== '' ? resultMsg.slice(0, 255) : undefined,
    instanceId: named ? instanceId : undefined,
  })
}

import { omitUndefined } from '@loggia/kernel'
import {
  splitInstanceIds,
  isSaasV1ResultCode,
  readOpening,
  readReply,
  replyLimitBytes,
} from '@loggia/protocol/saas/v1'
import type { OpeningReply, SaasV1Activity, SignedReply } from '@loggia/protocol/saas/v1'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { openAppInfo, openSaasV1AppInfo, verifyBodySign } from '@loggia/signing'
import { done, toConfirmed, toPending, toRefused, underWay, unknownInstance } from '../outcomes.ts'
import type { TestRequest } from '../test-calls.ts'
import type { AccessData, SaasAnswer, SaasOperation, SaasOutcome } from './operations.ts'

const toOwnRefused = (resultCode: string, message: string | undefined, reference?: string): SaasOutcome =>
  toRefused({ resultCode, isKnown: isSaasV1ResultCode(resultCode), message, reference })

/**
 * Account and password are sealed, with 256 bits unless the reply says 128; values that cannot be opened count as
 * absent (saas-v1 §5).
 */
function accessOf({ encryptType, appInfo }: OpeningReply, accessKey: string): AccessData {
  const sealed = { encryptType: encryptType === '2' ? '2' : '1', info: [{ appInfo: appInfo ?? {} }] }
  return (openAppInfo(sealed, accessKey).reply.info[0]?.appInfo ?? {}) as AccessData
}

/** The part of a request that its answer depends on; our query is another newInstance on the wire. */
type Asked = {
  /** A debugging call, whose reply must have every member that the table requires. */
  readonly isTest?: boolean
  readonly activity: SaasV1Activity
  readonly kind: SaasOperation['kind']
  readonly references: readonly string[]
}

function readDone({ kind, references }: Asked, reply: OpeningReply, accessKey: string): SaasOutcome {
  if (kind !== 'create_instance' && kind !== 'query_instance') return toConfirmed(done, {})
  const { instanceId: reference } = reply
  const isOther = kind === 'query_instance' && !references.includes(reference)
  // A repeat returns the existing instance (saas-v1 §1); data of another id must not be shown to the buyer.
  if (isOther)
    return {
      kind: 'faulty',
      verdict: { code: 'member_value', name: 'instanceId', got: reference.slice(0, 80) },
    }
  // Ids come from the seller and may be the name of a property of `Object.prototype`.
  const opened = accessOf(reply, accessKey)
  const access = Object.assign(Object.create(null) as Record<string, AccessData>, { [reference]: opened })
  const isUnaddressed = opened.frontEndUrl === undefined
  return toConfirmed(done, omitUndefined({ reference, access, isUnaddressed: isUnaddressed || undefined }))
}

/**
 * saas-v1 §9 treats every code but 000000 as a failure; work that the seller has begun is asked for again, as in V2.0
 * (R71).
 */
export function readAnswer(asked: Asked, received: ReceivedReply, accessKey: string): SaasOutcome {
  const { kind } = asked
  const isOpening = asked.activity === 'newInstance' && asked.isTest !== true
  const signed = proven(received, accessKey)
  const read = isOpening ? readOpening(signed) : readReply(asked.activity, signed)
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code } = read
  const reply = read.reply as OpeningReply
  if (code === done) return readDone(asked, reply, accessKey)
  const refused = toOwnRefused(code, reply.resultMsg, reply.instanceId)
  // A refusal needs no valid proof; an answer that changes something does.
  if (read.unproven) return refused
  if (kind === 'create_instance' && code === underWay && reply.instanceId !== undefined)
    return toPending(code, { reference: reply.instanceId })
  if (kind === 'query_instance' && code === underWay) return toPending(code, {})
  return kind === 'release_instance' && code === unknownInstance ? toConfirmed(code, {}) : refused
}

const proven = (received: ReceivedReply, accessKey: string): SignedReply => ({
  ...received,
  limitBytes: replyLimitBytes,
  verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
})

const kinds: Readonly<Record<SaasV1Activity, SaasOperation['kind']>> = {
  newInstance: 'create_instance',
  refreshInstance: 'refresh_instance',
  expireInstance: 'set_instance_status',
  releaseInstance: 'release_instance',
  upgrade: 'upgrade_instance',
  instanceStatus: 'set_instance_status',
  queryInstance: 'query_instance',
}

/**
 * Reads the answer to a debugging call, which may be the real `queryInstance` of V1.0, for products that are paid by
 * use (saas-v1 §7.6).
 */
export function readTestAnswer(
  request: TestRequest,
  received: ReceivedReply,
  accessKey: string,
): SaasOutcome {
  const activity = request.activity as SaasV1Activity
  return activity === 'queryInstance'
    ? readQuery(splitInstanceIds({ instanceId: String(request.instanceId) }), received, accessKey)
    : readAnswer({ isTest: true, activity, kind: kinds[activity], references: [] }, received, accessKey)
}

/** As in V2.0: success with no `info`, or with `info` of every instance asked for, means that all exist. */
function readQuery(references: readonly string[], received: ReceivedReply, accessKey: string): SaasOutcome {
  const read = readReply('queryInstance', proven(received, accessKey))
  if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
  const { code, reply } = read
  if (code !== done)
    return code === underWay && !read.unproven ? toPending(code, {}) : toOwnRefused(code, reply.resultMsg)
  const { info } = openSaasV1AppInfo(reply, accessKey).reply
  const access = Object.create(null) as Record<string, AccessData>
  for (const entry of info ?? []) access[entry.instanceId] = { ...entry.appInfo } as AccessData
  const isThere = info === undefined || references.every((reference) => Object.hasOwn(access, reference))
  return isThere ? toConfirmed<SaasAnswer>(code, { access }) : toPending(code, {})
}

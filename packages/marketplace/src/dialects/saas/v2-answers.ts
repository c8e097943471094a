import { isSaasV2ResultCode, readReply, replyLimitBytes } from '@loggia/protocol/saas/v2'
import type { QueryInstanceReply, SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { ReceivedReply } from '@loggia/protocol/wire'
import { openAppInfo } from '@loggia/signing'
import { done, toConfirmed, toPending, toRefused, underWay, unknownInstance } from '../outcomes.ts'
import type { AccessData, SaasAnswer, SaasOperation, SaasOutcome } from './operations.ts'

const toOwnRefused = (resultCode: string, message: string | undefined, reference?: string): SaasOutcome =>
  toRefused({ resultCode, isKnown: isSaasV2ResultCode(resultCode), message, reference })

/**
 * Confirmed if `info` is absent or names every instance asked for; otherwise pending (CALLS: delivered, failed, or
 * both).
 */
function readQuery(references: readonly string[], reply: QueryInstanceReply, accessKey: string): SaasOutcome {
  const info = openAppInfo(reply, accessKey).reply.info
  // Ids come from the seller and may be the name of a property of `Object.prototype`.
  const access = Object.create(null) as Record<string, AccessData>
  for (const entry of info ?? []) access[entry.instanceId] = { ...entry.appInfo } as AccessData
  const there = info === undefined || references.every((reference) => Object.hasOwn(access, reference))
  return there ? toConfirmed<SaasAnswer>(done, { access }) : toPending(done, {})
}

/** The part of a request that its answer depends on. */
export type Asked = {
  readonly activity: SaasV2Activity
  readonly kind: SaasOperation['kind']
  readonly references: readonly string[]
}

function readPlain(
  { kind }: Pick<Asked, 'kind'>,
  read: { code: string; reply: { resultMsg?: string | undefined; instanceId?: string | undefined } },
): SaasOutcome {
  const { code, reply } = read
  if (kind === 'create_instance' && (code === done || code === underWay)) {
    const data = reply.instanceId === undefined ? {} : { reference: reply.instanceId }
    return code === done ? toConfirmed(code, data) : toPending(code, data)
  }
  if (code === done) return toConfirmed(code, {})
  // saas-v2 §11, 14: an instance that the seller does not know counts as released.
  if (kind === 'release_instance' && code === unknownInstance) return toConfirmed(code, {})
  return toOwnRefused(code, reply.resultMsg, reply.instanceId)
}

/** Reads the reply to an operation or a debugging call. */
export function readAnswer(asked: Asked, received: ReceivedReply, accessKey: string): SaasOutcome {
  if (asked.kind === 'query_instance') {
    const read = readReply('queryInstance', { ...received, limitBytes: replyLimitBytes })
    if (!read.ok) return { kind: 'faulty', verdict: read.verdict }
    if (read.code === done) return readQuery(asked.references, read.reply, accessKey)
    const refused = toOwnRefused(read.code, read.reply.resultMsg)
    if (read.code === underWay) return toPending(read.code, {})
    return read.code === unknownInstance
      ? { kind: 'pending', verdict: refused.verdict, resultCode: read.code, data: {} }
      : refused
  }
  const read = readReply(asked.activity, { ...received, limitBytes: replyLimitBytes })
  return read.ok ? readPlain(asked, read) : { kind: 'faulty', verdict: read.verdict }
}

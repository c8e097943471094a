import { readNotificationReply } from '@loggia/protocol/orders'
import { isSaasV1ResultCode, readReply as readV1 } from '@loggia/protocol/saas/v1'
import type { SaasV1Activity } from '@loggia/protocol/saas/v1'
import { isSaasV2ResultCode, readReply as readV2 } from '@loggia/protocol/saas/v2'
import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import { verdictSentence } from '@loggia/protocol/wire'
import type { Verdict } from '@loggia/protocol/wire'
import { bodySignValues, openAppInfo, openSaasV1AppInfo, verifyBodySign } from '@loggia/signing'
import type { SealableReply } from '@loggia/signing'
import { bodySignSentence } from '../refusals/body-sign.ts'
import { activitiesOf } from './make-request.ts'
import type { Protocol } from './make-request.ts'
import type { Reply } from './send.ts'

/** What a reply comes to; `notes` are about what is worth knowing and no fault. */
export type Judged = { readonly verdict: Verdict; readonly notes: readonly string[] }

type Asked = { readonly protocol: Protocol; readonly activity: string; readonly accessKey: string }
type Read =
  | {
      ok: true
      code: string
      reply: { resultMsg?: string | undefined }
      notes?: string[]
      /** Whether `000004` may be believed. */
      isUnderWay?: boolean
    }
  | { ok: false; verdict: Verdict }

/** Reads a reply as the marketplace reads it. */
export function judgeReply(received: Reply, asked: Asked): Judged {
  const read = readAs(received, asked)
  if (!read.ok) return { verdict: read.verdict, notes: [] }
  const { code } = read
  const resultMsg = read.reply.resultMsg ?? null
  const notes = [...(read.notes ?? []), ...proofNotes(received, asked)]
  if (code === '000000') return { verdict: { code: 'succeeded' }, notes }
  if (code === '000004' && asked.activity === 'newInstance' && read.isUnderWay)
    return { verdict: { code: 'pending' }, notes }
  const isKnown = asked.protocol === 'saas-v1' ? isSaasV1ResultCode(code) : isSaasV2ResultCode(code)
  return {
    verdict: { code: isKnown ? 'refused' : 'result_code_unknown', resultCode: code, resultMsg },
    notes,
  }
}

function readAs(received: Reply, { protocol, activity, accessKey }: Asked): Read {
  // An activity that no table has is judged by its result code, as one that answers with nothing else.
  const known = activitiesOf[protocol].includes(activity) ? activity : 'releaseInstance'
  if (protocol === 'order-notification') return readNotificationReply(received)
  if (protocol === 'saas-v2') {
    const read = readV2(known as SaasV2Activity, received)
    return read.ok
      ? {
          ...read,
          notes: unreadable(openAppInfo(read.reply as SealableReply, accessKey).unreadable),
          isUnderWay: true,
        }
      : read
  }
  const read = readV1(known as SaasV1Activity, {
    ...received,
    verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
  })
  if (!read.ok) return read
  const unproven = read.unproven ? [verdictSentence(read.unproven, 'en-US')] : []
  return {
    ...read,
    notes: [...unproven, ...unreadable(openSaasV1AppInfo(read.reply as SealableReply, accessKey).unreadable)],
    // What is no success in V1.0 is heard without a proof; what is to be waited for is not.
    isUnderWay: !read.unproven && 'instanceId' in read.reply,
  }
}

const unreadable = (members: readonly string[]): string[] =>
  members.map((name) => `${name} cannot be opened with this key, and counts as absent.`)

/** V2.0 and order notifications demand no proof of a reply; one that is there and wrong is still told. */
function proofNotes({ headers, body }: Reply, { protocol, accessKey }: Asked): string[] {
  const header = bodySignValues(headers)
  if (protocol === 'saas-v1' || header.length === 0) return []
  const verdict = verifyBodySign({ accessKey, header, body })
  return verdict.ok
    ? []
    : [
        `The reply has a Body-Sign, which is not demanded here and does not hold. ${bodySignSentence(verdict.reason)}`,
      ]
}

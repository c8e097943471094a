import { messagesByProtocol } from '@loggia/protocol/messages'
import { protocolTraits } from '@loggia/protocol/protocols'
import type { Protocol } from '@loggia/protocol/protocols'
import { describeVerdict } from '@loggia/protocol/wire'
import type { ProofFault, Verdict } from '@loggia/protocol/wire'
import { listBodySignValues, openAppInfo, openSaasV1AppInfo, verifyBodySign } from '@loggia/signing'
import type { SealableReply } from '@loggia/signing'
import { describeBodySignRefusal } from '../refusals/body-sign.ts'
import type { Reply } from './send.ts'

/** The verdict on a reply; `notes` are worth knowing but not faults. */
export type Judged = { readonly verdict: Verdict; readonly notes: readonly string[] }

type Asked = { readonly protocol: Protocol; readonly activity: string; readonly accessKey: string }

/** Reads and judges a reply as the marketplace does. */
export function judgeReply(received: Reply, asked: Asked): Judged {
  const { protocol, activity, accessKey } = asked
  const { readReply, isResultCode } = messagesByProtocol[protocol]
  const read = readReply(activity, {
    ...received,
    verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
  })
  if (!read.ok) return { verdict: read.verdict, notes: [] }
  const notes = [
    ...unprovenNotes(read.unproven),
    ...unreadableNotes(read.reply as SealableReply, asked),
    ...proofNotes(received, asked),
  ]
  const { code: resultCode, reply, isUnderWay } = read
  if (resultCode === '000000') return { verdict: { code: 'succeeded' }, notes }
  if (isUnderWay) return { verdict: { code: 'pending' }, notes }
  const code = isResultCode(resultCode) ? 'refused' : 'result_code_unknown'
  return { verdict: { code, resultCode, resultMsg: reply.resultMsg ?? null }, notes }
}

const unprovenNotes = (unproven: ProofFault | undefined): string[] =>
  unproven ? [describeVerdict(unproven, 'en-US')] : []

function unreadableNotes(reply: SealableReply, { protocol, accessKey }: Asked): string[] {
  const open = protocolTraits[protocol].sealsReplies ? openSaasV1AppInfo : openAppInfo
  return open(reply, accessKey).unreadable.map(
    (name) => `${name} cannot be decrypted with this key, and is treated as missing.`,
  )
}

/** If replies need not be signed, a wrong proof is still noted. */
function proofNotes({ headers, body }: Reply, { protocol, accessKey }: Asked): string[] {
  const header = listBodySignValues(headers)
  if (protocolTraits[protocol].signsReplies || header.length === 0) return []
  const verdict = verifyBodySign({ accessKey, header, body })
  return verdict.ok
    ? []
    : [
        `The response has a Body-Sign that is not required here and is wrong. ${describeBodySignRefusal(verdict.reason)}`,
      ]
}

import { findKitCall } from '@loggia/protocol/kit'
import { messagesByProtocol } from '@loggia/protocol/messages'
import { proofTraits, protocolTraits, protocols } from '@loggia/protocol/protocols'
import { readJsonReply } from '@loggia/protocol/wire'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { ReplyContext } from '../context.ts'
import { readMembers, readParameters, readPath, decodeText } from '../exchange.ts'
import type { Finding, Problem } from '../findings.ts'
import type { Hows } from '../hows.ts'
import { checkBodySign } from './body-sign.ts'
import { checkReplyFields } from './fields.ts'
import { findRefusalProblems } from './refusals.ts'

const limitBytes = 2 * 1024 * 1024

function toReceivedReply({ reply }: ReplyContext): ReceivedReply {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of reply.headers) (headers[name.toLowerCase()] ??= []).push(value)
  return { status: reply.status, headers, body: reply.body }
}

/** The activity of the request, which decides what its reply must contain. */
function activityOf({ protocol, exchange: { request } }: ReplyContext): unknown {
  if (!request) return undefined
  const call = findKitCall(readPath(request.target))
  if (call) return call.activity
  if (proofTraits[protocol].membersIn === 'query')
    return readParameters(request.target).find(({ name }) => name === 'activity')?.value
  return readMembers(request.body)?.['activity']
}

type Read = { readonly ok: true } | { readonly ok: false; readonly verdict: Verdict }

/** Reads the reply by the rules of its protocol. Its proof is checked separately and in more detail. */
function readShape(context: ReplyContext): Read {
  const activity = activityOf(context)
  const reply = toReceivedReply(context)
  // Replies to notifications have no more than their result, which is checked separately.
  const protocol = protocols.find(
    (one) => one === context.protocol && protocolTraits[one].family !== 'orders',
  )
  const messages = protocol && messagesByProtocol[protocol]
  return messages && typeof activity === 'string' && messages.activities.includes(activity)
    ? messages.readReply(activity, { ...reply, verifyBodySign: () => ({ ok: true }) })
    : readJsonReply({ ...reply, limitBytes })
}

/** Why a body that begins like a JSON object is not one. */
function howWritten(body: Uint8Array): Hows['reply'] | undefined {
  const text = (decodeText(body) ?? '').trim()
  const from = text.indexOf('{')
  if (from < 0) return undefined
  if (/^[\w.$]+\s*\(\s*\{/.test(text) && /\)\s*;?$/.test(text)) return 'wrapped'
  const end = endOfObject(text, from)
  if (end === undefined) return from === 0 ? 'cut' : undefined
  if (readMembers(Buffer.from(text.slice(from, end))) === undefined) return undefined
  const behind = text.slice(end).trim()
  if (from > 0) return 'before'
  return behind.startsWith('{') ? 'several' : 'behind'
}

/** Where the object that begins at `from` ends; undefined if it does not end. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0
  let isText = false
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') isText = !isText
    else if (isText) at += letter === '\\' ? 1 : 0
    else if (letter === '{') depth++
    else if (letter === '}') depth--
    if (!isText && depth === 0) return at + 1
  }
  return undefined
}

function shapeProblems(context: ReplyContext): Problem[] {
  const read = readShape(context)
  if (read.ok) return []
  const fault: Finding = { kind: 'reply_fault', verdict: read.verdict }
  const how = read.verdict.code === 'body_unparsable' ? howWritten(context.reply.body) : undefined
  const findings: Finding[] = how === undefined ? [fault] : [fault, { kind: 'reply_text', how }]
  return [{ subject: 'reply', explanations: [{ certainty: 'proved', findings }] }]
}

/** Checks a seller’s reply: its transport and members, its proof, its sealed fields, and its result. */
export function checkReply(
  context: ReplyContext,
  { requestIsRight }: { requestIsRight: boolean },
): Problem[] {
  const { requestProof, signsReplies: required } = proofTraits[context.protocol]
  if (requestProof === 'ak_sk') return []
  return [
    ...shapeProblems(context),
    ...checkBodySign(context, { required }),
    ...checkReplyFields(context),
    ...(context.exchange.request && requestIsRight ? findRefusalProblems(context) : []),
  ]
}

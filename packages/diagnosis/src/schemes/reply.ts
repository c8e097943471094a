import { readReply as readV1, saasV1Activities } from '@loggia/protocol/saas/v1'
import { readReply as readV2, saasV2Activities } from '@loggia/protocol/saas/v2'
import { readJsonReply } from '@loggia/protocol/wire'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { ReplyContext } from '../context.ts'
import { membersOf, parametersOf } from '../exchange.ts'
import { shown } from '../explaining.ts'
import type { Problem } from '../findings.ts'
import { checkBodySign } from './body-sign.ts'
import { checkReplyFields } from './fields.ts'
import { refusalProblems } from './refusals.ts'

const limitBytes = 2 * 1024 * 1024

function received({ reply }: ReplyContext): ReceivedReply {
  const headers: Record<string, string[]> = {}
  for (const [name, value] of reply.headers) (headers[name.toLowerCase()] ??= []).push(value)
  return { status: reply.status, headers, body: reply.body }
}

/** What the request asked for, which says what its reply has to hold. */
function activityOf({ protocol, exchange: { request } }: ReplyContext): unknown {
  if (!request) return undefined
  if (protocol === 'saas-v1')
    return parametersOf(request.target).find(({ name }) => name === 'activity')?.value
  return membersOf(request.body)?.['activity']
}

type Read = { readonly ok: true } | { readonly ok: false; readonly verdict: Verdict }

/** The reply as its protocol reads it; its proof is looked at elsewhere, and more closely. */
function readShape(context: ReplyContext): Read {
  const activity = activityOf(context)
  const reply = received(context)
  const v2 = saasV2Activities.find((one) => one === activity)
  const v1 = saasV1Activities.find((one) => one === activity)
  if (context.protocol === 'saas-v2' && v2) return readV2(v2, reply)
  if (context.protocol === 'saas-v1' && v1)
    return readV1(v1, { ...reply, verifyBodySign: () => ({ ok: true }) })
  return readJsonReply({ ...reply, limitBytes })
}

function shapeProblems(context: ReplyContext): Problem[] {
  const read = readShape(context)
  return read.ok ? [] : [shown('reply', { kind: 'reply_fault', verdict: read.verdict })]
}

/** Checks a seller’s reply: its transport and members, its proof, its sealed fields, and what it says. */
export function checkReply(
  context: ReplyContext,
  { requestIsRight }: { requestIsRight: boolean },
): Problem[] {
  if (context.protocol === 'ak-sk') return []
  const required = context.protocol === 'saas-v1' || context.protocol === 'kit-v1'
  return [
    ...shapeProblems(context),
    ...checkBodySign(context, { required }),
    ...checkReplyFields(context),
    ...(context.exchange.request && requestIsRight ? refusalProblems(context) : []),
  ]
}

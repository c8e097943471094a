import type { CallAttempt } from '@loggia/protocol/console'
import type { VerdictCode } from '@loggia/protocol/wire'
import { toOutcome } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** The checks of an answer, in the order in which the reader of replies makes them. */
export const checkOrder = [
  'connection',
  'answer',
  'status',
  'contentType',
  'json',
  'resultCode',
  'proof',
  'members',
] as const
export type CheckName = (typeof checkOrder)[number]
export type Check = { readonly name: CheckName; readonly outcome: 'passed' | 'failed' | 'waits' | 'skipped' }

/** The check at which a verdict fails. Every other code is about the connection, or not about an answer. */
const failsAt: Readonly<Partial<Record<VerdictCode, CheckName>>> = {
  connection_reset: 'answer',
  not_http: 'answer',
  head_too_long: 'answer',
  head_truncated: 'answer',
  body_truncated: 'answer',
  body_too_long: 'answer',
  redirect: 'status',
  http_status: 'status',
  content_type: 'contentType',
  content_encoding: 'contentType',
  body_empty: 'json',
  body_not_utf8: 'json',
  body_bom: 'json',
  body_unparsable: 'json',
  not_an_object: 'json',
  result_code_missing: 'resultCode',
  result_code_malformed: 'resultCode',
  result_code_unknown: 'resultCode',
  refused: 'resultCode',
  body_sign_missing: 'proof',
  body_sign_malformed: 'proof',
  body_sign_type: 'proof',
  body_sign_differs: 'proof',
  member_missing: 'members',
  member_type: 'members',
  member_too_long: 'members',
  instance_id_taken: 'members',
  member_value: 'members',
}

/** Whether the answer must carry a proof: only in SaaS V1.0, which is recognised by the proof of its request. */
export const mustBeProven = ({ request }: Pick<CallAttempt, 'request'>): boolean =>
  /[?&]authToken=/.test(request.line)

/**
 * The checks that an answer passed before its verdict. Empty if the verdict is not about an answer: the attempt was
 * interrupted, its answer came late, or it is still in progress. `isProven`: the answer must carry a proof.
 */
export function listChecks(verdict: CallAttempt['verdict'], isProven = false): readonly Check[] {
  if (!verdict) return []
  const made = checkOrder.filter((name) => name !== 'proof' || isProven)
  const outcome = toOutcome(verdict.code)
  if (outcome === 'succeeded') return made.map((name) => ({ name, outcome: 'passed' }))
  // A seller that is still processing has answered correctly; its result cannot be checked yet.
  if (outcome === 'pending') return upTo(made, 'resultCode', 'waits')
  const place = outcome === 'timedOut' ? timeOutAt(verdict.params) : placeOf(verdict.code, outcome)
  return place ? upTo(made, place, 'failed') : []
}

function placeOf(code: string, outcome: Outcome): CheckName | undefined {
  const known = (failsAt as Readonly<Record<string, CheckName>>)[code]
  return known ?? (outcome === 'unreachable' ? 'connection' : undefined)
}

/** The time limit of a call covers connection and answer; `phase` says which of them it cut off. */
const timeOutAt = (params: Record<string, unknown>): CheckName =>
  params['phase'] === 'headers' || params['phase'] === 'body' ? 'answer' : 'connection'

function upTo(made: readonly CheckName[], place: CheckName, outcome: 'failed' | 'waits'): readonly Check[] {
  const at = made.indexOf(place)
  return made.map((name, index) => {
    if (index === at) return { name, outcome }
    return { name, outcome: index < at ? 'passed' : 'skipped' }
  })
}

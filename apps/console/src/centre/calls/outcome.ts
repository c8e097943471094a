import type { CallState } from '@loggia/protocol/console'
import type { VerdictCode } from '@loggia/protocol/wire'
import type { StateKind } from '@loggia/ui'

/** The outcome of an attempt as it is shown: the codes of the closed list in eight groups. */
export type Outcome =
  | 'succeeded'
  | 'pending'
  | 'refused'
  | 'timedOut'
  | 'unreachable'
  | 'faulty'
  | 'interrupted'
  | 'late'
  | 'noAnswer'

const groups: Readonly<Record<VerdictCode, Outcome>> = {
  succeeded: 'succeeded',
  pending: 'pending',
  refused: 'refused',
  result_code_unknown: 'refused',
  timed_out: 'timedOut',
  connection_refused: 'unreachable',
  connection_reset: 'unreachable',
  connection_failed: 'unreachable',
  host_unreachable: 'unreachable',
  dns_not_found: 'unreachable',
  dns_failed: 'unreachable',
  tls_missing: 'unreachable',
  tls_too_old: 'unreachable',
  tls_broken_off: 'unreachable',
  tls_failed: 'unreachable',
  certificate_expired: 'unreachable',
  certificate_not_yet_valid: 'unreachable',
  certificate_self_signed: 'unreachable',
  certificate_untrusted: 'unreachable',
  certificate_wrong_host: 'unreachable',
  address_forbidden: 'unreachable',
  plain_http: 'unreachable',
  not_http: 'faulty',
  head_too_long: 'faulty',
  head_truncated: 'faulty',
  http_status: 'faulty',
  redirect: 'faulty',
  content_type: 'faulty',
  content_encoding: 'faulty',
  body_too_long: 'faulty',
  body_truncated: 'faulty',
  body_empty: 'faulty',
  body_not_utf8: 'faulty',
  body_bom: 'faulty',
  body_unparsable: 'faulty',
  not_an_object: 'faulty',
  result_code_missing: 'faulty',
  result_code_malformed: 'faulty',
  body_sign_missing: 'faulty',
  body_sign_malformed: 'faulty',
  body_sign_type: 'faulty',
  body_sign_differs: 'faulty',
  member_missing: 'faulty',
  member_type: 'faulty',
  member_too_long: 'faulty',
  instance_id_taken: 'faulty',
  member_value: 'faulty',
  interrupted: 'interrupted',
  late: 'late',
}

/** The group of a verdict's code. An unknown code, from a later version, counts as a violation of the protocol. */
export function toOutcome(code: string | undefined): Outcome {
  if (code === undefined) return 'noAnswer'
  return (groups as Readonly<Record<string, Outcome>>)[code] ?? 'faulty'
}

/** The outcome of a call's last attempt. `accepted`: the seller has accepted an opening and completes it later. */
export type OutcomeInCall = Outcome | 'accepted'

/** The outcome of a call's last attempt. A closed opening has nothing more to wait for here; its queries do. */
export function toOutcomeInCall(code: string | undefined, state: CallState): OutcomeInCall {
  const outcome = toOutcome(code)
  return outcome === 'pending' && state === 'confirmed' ? 'accepted' : outcome
}

/** The shape of an outcome (DESIGN §5). */
export const outcomeKinds: Readonly<Record<OutcomeInCall, StateKind>> = {
  succeeded: 'ok',
  accepted: 'ok',
  pending: 'run',
  refused: 'bad',
  timedOut: 'bad',
  unreachable: 'bad',
  faulty: 'bad',
  interrupted: 'warn',
  late: 'end',
  noAnswer: 'run',
}

/** The shape of a call's state. */
export const callKinds: Readonly<Record<CallState, StateKind>> = {
  waiting: 'run',
  sending: 'run',
  confirmed: 'ok',
  refused: 'warn',
  stopped: 'bad',
  superseded: 'end',
  stuck: 'bad',
}

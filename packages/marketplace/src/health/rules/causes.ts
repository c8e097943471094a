import { failureCauses } from '@loggia/protocol/console/health/kinds'
import type { FailureCause, remedies } from '@loggia/protocol/console/health/kinds'
import type { CallPhase, VerdictCode } from '@loggia/protocol/wire'
import type { HealthFailure } from '@loggia/protocol/console'
import type { FailedKind } from '../schema.ts'

/** A failed attempt as it is counted: the code of its verdict, with the class of the status or the phase of the timeout. */
type FailureKind =
  | Exclude<VerdictCode, 'succeeded' | 'pending' | 'interrupted' | 'http_status' | 'timed_out'>
  | `http_status_${1 | 2 | 3 | 4 | 5}xx`
  | `timed_out_${CallPhase}`

type Blame = { [C in FailureCause]: readonly [C, (typeof remedies)[C][number]] }[FailureCause]

const name: Blame = ['connection', 'fix_name']
const port: Blame = ['connection', 'open_port']
const otherAddress: Blame = ['connection', 'change_address']
const noTls: Blame = ['tls', 'speak_tls']
const badCertificate: Blame = ['tls', 'fix_certificate']
const serverError: Blame = ['http_status', 'fix_server_error']
const path: Blame = ['http_status', 'fix_path']
const unsigned: Blame = ['body_sign', 'sign_response']
const unknownCode: Blame = ['result_code', 'use_known_result_code']
const noJson: Blame = ['format', 'answer_json']
const badMember: Blame = ['format', 'fix_member']

const blames: Readonly<Record<FailureKind, Blame>> = {
  timed_out_lookup: name,
  dns_not_found: name,
  dns_failed: name,
  timed_out_connect: port,
  connection_refused: port,
  host_unreachable: port,
  connection_failed: port,
  address_forbidden: otherAddress,
  plain_http: otherAddress,
  timed_out_tls: noTls,
  tls_missing: noTls,
  tls_too_old: noTls,
  tls_broken_off: noTls,
  tls_failed: noTls,
  certificate_expired: ['tls', 'renew_certificate'],
  certificate_not_yet_valid: badCertificate,
  certificate_self_signed: badCertificate,
  certificate_untrusted: badCertificate,
  certificate_wrong_host: badCertificate,
  timed_out_headers: ['no_reply', 'answer_sooner'],
  connection_reset: ['no_reply', 'keep_connection'],
  head_truncated: ['no_reply', 'keep_connection'],
  body_truncated: ['no_reply', 'keep_connection'],
  timed_out_body: ['too_late', 'answer_sooner'],
  late: ['too_late', 'answer_sooner'],
  http_status_1xx: serverError,
  http_status_2xx: serverError,
  http_status_3xx: path,
  http_status_4xx: path,
  http_status_5xx: serverError,
  redirect: ['http_status', 'stop_redirecting'],
  body_sign_missing: unsigned,
  body_sign_malformed: unsigned,
  body_sign_type: unsigned,
  body_sign_differs: ['body_sign', 'use_linked_key'],
  refused: ['result_code', 'look_up_result_code'],
  result_code_unknown: unknownCode,
  result_code_missing: unknownCode,
  result_code_malformed: unknownCode,
  not_http: noJson,
  head_too_long: noJson,
  content_type: noJson,
  content_encoding: noJson,
  body_too_long: noJson,
  body_empty: noJson,
  body_not_utf8: noJson,
  body_bom: noJson,
  body_unparsable: noJson,
  not_an_object: noJson,
  member_missing: badMember,
  member_type: badMember,
  member_too_long: badMember,
  member_value: badMember,
  instance_id_taken: ['format', 'answer_own_instance'],
}

const known: Readonly<Record<string, Blame | undefined>> = blames
/** What a seller did wrong. A verdict of another version is shown as a response that cannot be read. */
export const findBlame = (kind: string): Blame =>
  (Object.hasOwn(known, kind) ? known[kind] : undefined) ?? noJson

const sumAttempts = (all: readonly { readonly attempts: number }[]): number =>
  all.reduce((sum, { attempts }) => sum + attempts, 0)
const byAttempts = (a: { readonly attempts: number }, b: { readonly attempts: number }): number =>
  b.attempts - a.attempts

/** Failures by cause and remedy, the most frequent first. */
export function groupFailures(kinds: readonly FailedKind[]): HealthFailure[] {
  const grouped = Map.groupBy(kinds, ({ kind }) => findBlame(kind).join(' '))
  return [...grouped.values()]
    .flatMap((of) => {
      const [first] = of
      if (!first) return []
      const [cause, remedy] = findBlame(first.kind)
      const verdicts = of
        .map(({ kind, attempts, callId }) => ({ code: kind, attempts, callId }))
        .toSorted(byAttempts)
      return [{ cause, remedy, attempts: sumAttempts(of), verdicts }]
    })
    .toSorted(byAttempts)
}

/** The cause of most failures; undefined without any. */
export function findMainCause(kinds: readonly FailedKind[]): FailureCause | undefined {
  const byCause = Map.groupBy(kinds, ({ kind }) => findBlame(kind)[0])
  return failureCauses
    .map((cause) => ({ cause, attempts: sumAttempts(byCause.get(cause) ?? []) }))
    .filter(({ attempts }) => attempts > 0)
    .toSorted(byAttempts)[0]?.cause
}

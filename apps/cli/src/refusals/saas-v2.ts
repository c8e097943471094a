import { saasV2WindowMs } from '@loggia/signing'
import type { BodyForm, SaasV2Refusal, SaasV2Verdict } from '@loggia/signing'

const secondsOf = (ms: number): string => `${Math.round(ms / 100) / 10} s`
const forms: Readonly<Record<BodyForm, string>> = {
  empty: 'an empty body, so the signer read the body too late or not at all',
  trimmed: 'the body without the whitespace or byte order mark around it',
  reserialised:
    'the same fields with different whitespace or escapes, so the body was serialised again on its way',
  sorted_with_nulls: 'the fields in ascending order with null fields kept; leave them out',
  sorted_every_level: 'the fields in ascending order at every level; only the top level is sorted',
  sorted_descending: 'the fields in descending order; sort them in ascending order',
  ascii_escaped: 'the body with non-ASCII characters written as \\uXXXX',
}

type DescribeMissing = (parameter: 'signature' | 'timestamp' | 'nonce') => string
const missingInQuery: DescribeMissing = (parameter) =>
  `The query has no ${parameter}; signature, timestamp and nonce are required.`

/** The verdict on a signature over a body, in one sentence. */
export function describeVerdictOverBody(verdict: SaasV2Verdict, missing?: DescribeMissing): string {
  if (!verdict.ok) return `Refused: ${describeSaasV2Refusal(verdict.reason, missing)}`
  return verdict.over === 'raw'
    ? 'The signature matches the body as received.'
    : 'The signature matches the body with its fields sorted and without nulls, not the bytes as received.'
}

/** Explains in one sentence why a request is refused: what is wrong, and what would be right. */
export function describeSaasV2Refusal(reason: SaasV2Refusal, missing = missingInQuery): string {
  switch (reason.code) {
    case 'missing_parameter':
      return missing(reason.parameter)
    case 'timestamp_in_seconds':
      return `The timestamp ${reason.got} is in seconds; it must be in milliseconds (13 digits).`
    case 'timestamp_malformed':
      return `The timestamp “${reason.got}” does not have the form of 13 digits (milliseconds).`
    case 'stale':
      return `The timestamp is ${secondsOf(reason.byMs)} ${reason.ahead ? 'ahead of' : 'behind'} the clock; the limit is ${secondsOf(saasV2WindowMs)}.`
    case 'signature_malformed':
      return `The signature “${reason.got}” is not 64 hexadecimal digits.`
    case 'signature_differs':
      return reason.bodyAltered === undefined
        ? 'The signature does not match: the key, the nonce, the timestamp or the body differs from what was signed.'
        : `The key, the nonce and the timestamp are right, but the body was altered: the signature covers ${forms[reason.bodyAltered]}.`
    case 'nonce_seen':
      return 'The nonce was used before: the request is a replay.'
  }
}

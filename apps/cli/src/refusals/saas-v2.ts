import { saasV2WindowMs } from '@loggia/signing'
import type { BodyForm, SaasV2Refusal } from '@loggia/signing'

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

/** Explains in one sentence why a request is refused: what is wrong, and what would be right. */
export function describeSaasV2Refusal(reason: SaasV2Refusal): string {
  switch (reason.code) {
    case 'missing_parameter':
      return `The query has no ${reason.parameter}; signature, timestamp and nonce are required.`
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

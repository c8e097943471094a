import { saasV2WindowMs } from '@loggia/signing'
import type { BodyForm, SaasV2Refusal } from '@loggia/signing'

const secondsOf = (ms: number): string => `${Math.round(ms / 100) / 10} s`
const forms: Readonly<Record<BodyForm, string>> = {
  empty: 'an empty body, so the signer read the body too late or not at all',
  trimmed: 'the body without the white space or byte order mark around it',
  reserialised: 'the same members with other white space or escapes, so the body was written anew on its way',
  sorted_with_nulls: 'the members in ascending order with null members kept; they are to be left out',
  sorted_every_level: 'the members in ascending order on every level; only the top level is sorted',
  sorted_descending: 'the members in descending order; they are to be sorted ascending',
  ascii_escaped: 'the body with non-ASCII characters written as \\uXXXX',
}

/** Explains in one sentence why a request is refused: what is wrong, and what would be right. */
export function describeSaasV2Refusal(reason: SaasV2Refusal): string {
  switch (reason.code) {
    case 'missing_parameter':
      return `The query has no ${reason.parameter}; signature, timestamp and nonce are mandatory.`
    case 'timestamp_in_seconds':
      return `The timestamp ${reason.got} is in seconds; milliseconds, thirteen digits, are meant.`
    case 'timestamp_malformed':
      return `The timestamp “${reason.got}” is not thirteen digits of milliseconds.`
    case 'stale':
      return `The timestamp is ${secondsOf(reason.byMs)} ${reason.ahead ? 'ahead of' : 'behind'} the clock; at most ${secondsOf(saasV2WindowMs)} either way are allowed.`
    case 'signature_malformed':
      return `The signature “${reason.got}” is not 64 hexadecimal digits.`
    case 'signature_differs':
      return reason.bodyAltered === undefined
        ? 'The signature does not fit: the key, the nonce, the timestamp or the body is another one than was signed.'
        : `The key, the nonce and the timestamp are right, but the body was altered: the signature covers ${forms[reason.bodyAltered]}.`
    case 'nonce_seen':
      return 'The nonce was used before: the request is a replay.'
  }
}

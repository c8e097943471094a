import { findResultCodeMeaning as findLicenseCodeMeaning } from '@loggia/protocol/license/v1'
import { findResultCodeMeaning } from '@loggia/protocol/saas/v2'
import type { Hows } from '../hows.ts'
import { formatSeconds } from './writers.ts'
import type { Writers } from './writers.ts'

const path: Record<Hows['path'], string> = {
  as_sent: 'was signed as sent, without normalising and escaping it',
  escaped_twice: 'was escaped once too often',
  unescaped: 'was not escaped',
  lower_escapes: 'has lower-case escapes',
  with_query: 'includes the query',
  whole_address: 'includes the host',
  left_out: 'is missing',
  slash_escaped: 'has its slashes escaped',
  first_slash: 'starts with no slash, or with two',
  prefix_missing: 'lacks its first segments',
}
const query: Record<Hows['query'], string> = {
  descending: 'was sorted in descending order',
  with_mark: 'has a “?” at its start or a “&” at its end',
  no_equals: 'lacks the “=” of empty values, or lacks these parameters',
  lower_escapes: 'has lower-case escapes',
  form: 'was encoded as a form, with “+” for a space',
  half_escaped: 'has reserved characters that are not escaped',
  caseless: 'was sorted without regard to case',
  separator: 'was joined without “&” or “=”',
  escaped_twice: 'was escaped once too often',
  one_left_out: 'lacks one of its parameters',
  repeated: 'has only one value of a repeated parameter',
  values_sorted: 'was sorted by value',
  unescaped_names: 'has names that are not escaped',
  lower: 'was converted to lower case',
}
const headers: Record<Hows['headers'], string> = {
  last_newline: 'have one line feed too few or too many at their end',
  spaced: 'have a space after the colon',
  names_as_sent: 'have upper-case letters in their names',
  untrimmed: 'have the wrong spaces in or around their values',
  lower: 'have their values in lower case',
  unsorted: 'are not sorted',
  one_left_out: 'lack one of the headers in SignedHeaders',
  more: 'include headers that are not in SignedHeaders',
  port_added: 'have a different port or a scheme in the host',
  other_host: 'have a different host from the one that was received',
  content_type: 'have a different Content-Type from the one that was sent',
  separator: 'are not joined with “:” and line feeds',
  values_only: 'lack the names',
  left_out: 'are missing',
}
const signedHeaders: Record<Hows['signedHeaders'], string> = {
  order: 'has a different order from the one in Authorization',
  capitals: 'has a different letter case from the one in Authorization',
  separator: 'is not separated by “;”',
  left_out: 'is empty',
  others: 'has different names from the ones in Authorization',
}
const payload: Record<Hows['payload'], string> = {
  upper: 'the hash of the body in upper case',
  base64: 'the hash of the body, or the body itself, in Base64',
  text: 'the body itself, not its hash',
  left_out: 'empty, without the hash of the body',
  unsigned: 'UNSIGNED-PAYLOAD, which no header announces',
  md5: 'the MD5 hash of the body',
  sha1: 'the SHA-1 hash of the body',
  keyed: 'the HMAC of the body',
  twice: 'the hash of the body, hashed again',
  header_ignored: 'the hash of the body instead of the value of X-Sdk-Content-Sha256',
}
const canonical: Record<Hows['canonical'], string> = {
  no_blank_line: 'lacks the empty line after the headers',
  newline_at_end: 'has a line feed at its end',
  crlf: 'has Windows line endings',
  joined: 'has no line feeds, or “\\n” as two characters',
  payload_missing: 'lacks the hash of the body',
  names_missing: 'lacks the SignedHeaders line',
  query_missing: 'has no separate line for the query',
  order: 'has its lines in the wrong order',
  lower: 'was converted to lower case',
  trimmed: 'has its lines trimmed',
}
const hash: Record<Hows['hash'], string> = {
  upper: 'with its hash in upper case',
  base64: 'with its hash in Base64',
  text: 'as it is, not hashed',
  keyed: 'with a hash that uses the key',
  twice: 'with its hash, hashed again',
  sha1: 'with its SHA-1 hash',
  md5: 'with its MD5 hash',
}
const text: Record<Hows['string'], string> = {
  algorithm_missing: 'lacks the line SDK-HMAC-SHA256',
  algorithm_other: 'names a different algorithm from SDK-HMAC-SHA256',
  date_missing: 'lacks the date',
  order: 'has its lines in the wrong order',
  scope: 'has a scope line, as in AWS',
  newline_at_end: 'has a line feed at its end',
  crlf: 'has Windows line endings',
  joined: 'is joined without line feeds',
  hash_only: 'is only the hash of the canonical request',
  id_added: 'includes the access key ID',
}
const refusal: Record<Hows['refusal'], readonly [string, string]> = {
  stale: [
    'the request’s timestamp differs too much from its clock',
    'Synchronise the clock of the seller’s server with NTP, and calculate in UTC and milliseconds. If the request waits in a queue or is sent again later, verify it when it arrives.',
  ],
  timestamp_form: [
    'it cannot read the request’s timestamp',
    'The timestamp of V2.0 has 13 digits (milliseconds), the timeStamp of V1.0 has 17 digits (yyyyMMddHHmmssSSS). The code must accept this form.',
  ],
  nonce_seen: [
    'it has seen this nonce before',
    'The request was sent twice, or the code stores the nonce before it verifies the signature, or checks it twice. Store each nonce once, after verification.',
  ],
  missing_parameter: [
    'a parameter of the signature did not arrive',
    'The request shown here has all of them. Check whether a proxy, a rewrite rule or a framework removes the query, and which names the code reads.',
  ],
  signature_form: [
    'it cannot read the signature',
    'A V2.0 signature has 64 hexadecimal digits, an authToken has 44 characters of Base64. The code must accept this form after URL-decoding it once.',
  ],
  unreadable: [
    'the signature is valid, but the content cannot be read',
    'Compare the fields of the request with the ones that the code expects. Unknown fields must be ignored.',
  ],
  not_served: [
    'it does not serve this protocol or activity',
    'Enable the protocol in the configuration of the seller’s server, or link an endpoint that serves it.',
  ],
}
const replyHow: Record<Hows['reply'], string> = {
  before: 'there is text before it',
  behind: 'there is text after it',
  wrapped: 'it is wrapped in a function call (JSONP)',
  several: 'there are two objects in a row',
  cut: 'it ends too early',
}
const meaningOf = (code: string, isLicense = false): string => {
  const meaning = (isLicense ? findLicenseCodeMeaning : findResultCodeMeaning)(code, 'en-US')
  return meaning === undefined ? 'a code that the protocol does not define' : meaning
}
const quoteText = (message: string | null): string => (message === null ? '' : ` Its message: “${message}”.`)
const asSent =
  'Follow the rules of SDK-HMAC-SHA256 for each part, or use the official signer. Compare your canonical request with the one in the refusal.'
const right = 'The signature of the request matches the key.'

/** Requests to the open APIs, and refusals of correct requests. */
export const englishOpenApi = {
  ak_sk_path: [(f) => `The path in the canonical request ${path[f.how]}.`, asSent],
  ak_sk_query: [(f) => `The query in the canonical request ${query[f.how]}.`, asSent],
  ak_sk_headers: [(f) => `The headers in the canonical request ${headers[f.how]}.`, asSent],
  ak_sk_signed_headers: [
    (f) => `The SignedHeaders line of the canonical request ${signedHeaders[f.how]}.`,
    asSent,
  ],
  ak_sk_payload: [
    (f) => `The last line of the canonical request is wrong: it is ${payload[f.how]}.`,
    'End it with the SHA-256 of the body that is sent, in lower-case hexadecimal, even if the body is empty. If the request has X-Sdk-Content-Sha256, use its value.',
  ],
  ak_sk_canonical: [(f) => `The canonical request ${canonical[f.how]}.`, asSent],
  ak_sk_hash: [
    (f) => `The canonical request was signed ${hash[f.how]}.`,
    'The string to sign ends with the SHA-256 of the canonical request in lower-case hexadecimal.',
  ],
  ak_sk_string: [
    (f) => `The string to sign ${text[f.how]}.`,
    'It has three lines: SDK-HMAC-SHA256, X-Sdk-Date, and the hash of the canonical request, without a line feed at the end.',
  ],
  reply_text: [
    (f) => `The response is not JSON: ${replyHow[f.how]}.`,
    'Return one JSON object and nothing else. Turn off warnings and debug output.',
  ],
  ak_sk_method_other: [
    'A different method was signed from the one that was sent.',
    'Sign the method that is sent, in upper case.',
  ],
  refused_for_reason: [
    (f) =>
      `The seller’s server refused with ${f.resultCode}; according to its message, ${refusal[f.reason][0]}. ${right}`,
    (f) => refusal[f.reason][1],
  ],
  refused_for_parameter: [
    (f) =>
      `The seller’s server refused with ${f.resultCode}: ${meaningOf(f.resultCode)}. ${right} Sellers return this code for a timestamp, nonce or field that they do not accept.${quoteText(f.resultMsg)}${f.byMs === undefined ? ' The difference between the clocks is unknown, as the response has no Date header or the request no timestamp.' : ` The request’s timestamp is ${formatSeconds(f.byMs)} s ${f.ahead ? 'ahead of' : 'behind'} the Date header of the response.`}`,
    'Check in this order: the clock of the seller’s server and the unit in which its code compares; whether the nonce was used before; whether each parameter and field arrives under the name that the code reads.',
  ],
  refused_with_code: [
    (f) =>
      `The seller’s server refused with ${f.resultCode}: ${meaningOf(f.resultCode, f.isLicense)}. ${right} This code does not concern the signature.${quoteText(f.resultMsg)}`,
    'Check the log of the seller’s server for how its code handled this request. The key and the signature need no change.',
  ],
  refused_by_status: [
    (f) => `The response has HTTP status ${f.status}. ${right}`,
    'Find out what returned it: a gateway, a sign-in filter or the framework before the seller’s code, or the code itself. Return HTTP 200 with a resultCode instead.',
  ],
} as const satisfies Partial<Writers>

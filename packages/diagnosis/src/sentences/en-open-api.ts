import { findResultCodeMeaning } from '@loggia/protocol/saas/v2'
import type { Hows } from '../hows.ts'
import { formatSeconds } from './writers.ts'
import type { Writers } from './writers.ts'

const path: Record<Hows['path'], string> = {
  as_sent: 'as it was sent, without being normalised and escaped',
  escaped_twice: 'escaped once too often',
  unescaped: 'without escapes',
  lower_escapes: 'with escapes in small letters',
  with_query: 'together with the query',
  whole_address: 'together with the host',
  left_out: 'not at all',
  slash_escaped: 'with its slashes escaped',
  first_slash: 'with no slash or two at its start',
  prefix_missing: 'without its first segments',
}
const query: Record<Hows['query'], string> = {
  descending: 'sorted from Z to A',
  with_mark: 'with its “?” or with a “&” at its end',
  no_equals: 'without the “=” of empty values, or without those',
  lower_escapes: 'with escapes in small letters',
  form: 'encoded as a form, with “+” for a blank',
  half_escaped: 'with some reserved characters not escaped',
  caseless: 'sorted without regard to case',
  separator: 'joined without “&” or “=”',
  escaped_twice: 'escaped once too often',
  one_left_out: 'without one of its parameters',
  repeated: 'with one value only of a name that repeats',
  values_sorted: 'sorted by value',
  unescaped_names: 'with names that are not escaped',
  lower: 'in small letters',
}
const headers: Record<Hows['headers'], string> = {
  last_newline: 'with one line feed too few or too many at their end',
  spaced: 'with a blank behind the colon',
  names_as_sent: 'with capitals in their names',
  untrimmed: 'with blanks in or around their values that are to be taken away, or left',
  lower: 'with values in small letters',
  unsorted: 'unsorted',
  one_left_out: 'without one of those that SignedHeaders names',
  more: 'with others than SignedHeaders names',
  port_added: 'with another port or scheme in the host',
  other_host: 'with another host than the one that was received',
  content_type: 'with another Content-Type than was sent',
  separator: 'joined by other signs than “:” and a line feed',
  values_only: 'without their names',
  left_out: 'not at all',
}
const signedHeaders: Record<Hows['signedHeaders'], string> = {
  order: 'in another order than Authorization has it',
  capitals: 'in other capitals than Authorization has it',
  separator: 'with other separators than “;”',
  left_out: 'empty',
  others: 'with other names than Authorization has',
}
const payload: Record<Hows['payload'], string> = {
  upper: 'its hash in capitals',
  base64: 'its hash, or itself, in Base64',
  text: 'itself, not hashed',
  left_out: 'nothing',
  unsigned: 'UNSIGNED-PAYLOAD, which no header announced',
  md5: 'its MD5',
  sha1: 'its SHA-1',
  keyed: 'its HMAC',
  twice: 'its hash, hashed again',
  header_ignored: 'its hash, though X-Sdk-Content-Sha256 takes its place',
}
const canonical: Record<Hows['canonical'], string> = {
  no_blank_line: 'without the empty line behind the headers',
  newline_at_end: 'with a line feed at its end',
  crlf: 'with line ends of Windows',
  joined: 'without line feeds, or with “\\n” as two characters',
  payload_missing: 'without the hash of the body',
  names_missing: 'without the line of SignedHeaders',
  query_missing: 'without a line of its own for the query',
  order: 'with its lines in another order',
  lower: 'in small letters',
  trimmed: 'with its lines trimmed',
}
const hash: Record<Hows['hash'], string> = {
  upper: 'in capitals',
  base64: 'in Base64',
  text: 'itself, not hashed',
  keyed: 'hashed with the key',
  twice: 'hashed twice',
  sha1: 'hashed with SHA-1',
  md5: 'hashed with MD5',
}
const text: Record<Hows['string'], string> = {
  algorithm_missing: 'lacks the line SDK-HMAC-SHA256',
  algorithm_other: 'names another algorithm than SDK-HMAC-SHA256',
  date_missing: 'lacks the date',
  order: 'has its lines in another order',
  scope: 'has a line for the scope, as AWS has it',
  newline_at_end: 'has a line feed at its end',
  crlf: 'has line ends of Windows',
  joined: 'is joined without line feeds',
  hash_only: 'is the hash of the canonical request alone',
  id_added: 'holds the access key id',
}
const refusal: Record<Hows['refusal'], readonly [string, string]> = {
  stale: [
    'the time of the request lies too far from its clock',
    'Set the clock of the seller’s server by NTP, and let its code compute in UTC and milliseconds; if the request waited in a queue or was sent again later, verify it when it arrives.',
  ],
  timestamp_form: [
    'it cannot read the time of the request',
    'The timestamp of V2.0 has thirteen digits of milliseconds, timeStamp of V1.0 seventeen digits yyyyMMddHHmmssSSS; the code must read that form.',
  ],
  nonce_seen: [
    'it has seen this nonce before',
    'Either the request was sent twice, or the code remembers a nonce before the signature is checked, or asks for it twice: let it remember each nonce once, after the check.',
  ],
  missing_parameter: [
    'a parameter of the proof did not arrive',
    'The request shown here has them all: look for a proxy, a rewrite rule or a framework between that takes the query away, and at the names that the code reads.',
  ],
  signature_form: [
    'it cannot read the signature',
    'A signature of V2.0 is 64 hexadecimal digits, an authToken 44 characters of Base64; the code must read that form, URL-decoded once.',
  ],
  unreadable: [
    'the proof holds and the content cannot be read',
    'Compare the members of the request with those that the code expects; members that it does not know are to be passed over.',
  ],
  not_served: [
    'this protocol or activity is not served there',
    'Switch the protocol on in the configuration of the seller’s server, or register an address that serves it.',
  ],
}
const replyHow: Record<Hows['reply'], string> = {
  before: 'text stands in front of it',
  behind: 'text stands behind it',
  wrapped: 'it is wrapped in a call of a function (JSONP), in front of it stands its name',
  several: 'two objects stand one behind the other',
  cut: 'it ends too early',
}
const meaningOf = (code: string): string => {
  const meaning = findResultCodeMeaning(code, 'en-US')
  return meaning === undefined ? 'a code that the protocol does not have' : meaning
}
const quoteText = (message: string | null): string => (message === null ? '' : ` Its message: “${message}”.`)
const asSent =
  'Write each part as the rules of SDK-HMAC-SHA256 say, or use the official signer; lay the canonical request of the refusal beside your own.'
const right = 'The proof of the request fits the key.'

/** Requests to the open APIs, and refusals of correct requests. */
export const englishOpenApi = {
  ak_sk_path: [(f) => `The canonical path was signed ${path[f.how]}.`, asSent],
  ak_sk_query: [(f) => `The query was signed ${query[f.how]}.`, asSent],
  ak_sk_headers: [(f) => `The canonical headers were signed ${headers[f.how]}.`, asSent],
  ak_sk_signed_headers: [(f) => `The list of signed headers was signed ${signedHeaders[f.how]}.`, asSent],
  ak_sk_payload: [
    (f) => `What was signed of the body is ${payload[f.how]}.`,
    'Sign the SHA-256 of the body that is sent, in lower-case hexadecimal digits, also of an empty one.',
  ],
  ak_sk_canonical: [(f) => `The canonical request was joined ${canonical[f.how]}.`, asSent],
  ak_sk_hash: [
    (f) => `The canonical request was signed ${hash[f.how]}.`,
    'The text to sign ends with the SHA-256 of the canonical request in lower-case hexadecimal digits.',
  ],
  ak_sk_string: [
    (f) => `The text to sign ${text[f.how]}.`,
    'It is three lines: SDK-HMAC-SHA256, X-Sdk-Date, the hash of the canonical request; no line feed at the end.',
  ],
  reply_text: [
    (f) => `The reply is no JSON: ${replyHow[f.how]}.`,
    'Write one JSON object and nothing else; switch off the output of warnings and debugging.',
  ],
  ak_sk_method_other: [
    'Another method was signed than was sent.',
    'Sign the method that is sent, in capitals.',
  ],
  refused_for_reason: [
    (f) =>
      `The seller’s server refused with ${f.resultCode} because, by its own words, ${refusal[f.reason][0]}. ${right}`,
    (f) => refusal[f.reason][1],
  ],
  refused_for_parameter: [
    (f) =>
      `The seller’s server refused with ${f.resultCode}: ${meaningOf(f.resultCode)}. ${right} With this code sellers refuse a timestamp or a nonce, or a member that they do not accept.${quoteText(f.resultMsg)}${f.byMs === undefined ? ' No Date of the reply tells how the clocks differ.' : ` The time of the request lies ${formatSeconds(f.byMs)} s ${f.ahead ? 'ahead of' : 'behind'} the Date of the reply.`}`,
    'Check in this order: the clock of the seller’s server and the unit in which its code compares; whether it has seen the nonce; whether each parameter and member arrives under the name that the code reads.',
  ],
  refused_with_code: [
    (f) =>
      `The seller’s server refused with ${f.resultCode}: ${meaningOf(f.resultCode)}. ${right} This code does not blame the proof.${quoteText(f.resultMsg)}`,
    'Look in the log of the seller’s server for what its code did with this request; key and signature need no change.',
  ],
  refused_by_status: [
    (f) => `HTTP status ${f.status} came back. ${right}`,
    'Find out who answered: a gateway, a login filter or the framework in front of the seller’s code, or this code itself; let it answer with HTTP 200 and a resultCode.',
  ],
} as const satisfies Partial<Writers>

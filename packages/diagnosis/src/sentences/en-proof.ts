import { formatSeconds } from './writers.ts'
import { isOfHtml } from './writers.ts'
import type { Writers } from './writers.ts'

const clocks = { given: 'the receiver’s clock', reply: 'the Date header of the response' }
const placeOf = { query: 'URL', header: 'headers', body: 'body' }
const formula = 'access key + nonce + timestamp + hash of the body'
const order = `Join the parts in this order, without a separator: ${formula}.`
const sameTimestamp = 'Sign the timestamp exactly as it is sent'

/** The key, the encoding of the proof, time, nonce and formula. */
export const englishProof = {
  key_other: [
    (f) =>
      f.name === undefined
        ? 'The wrong key was used: it is another of the seller’s keys, not the one for this interface.'
        : `The wrong key was used: it is “${f.name}”, not the key for this interface.`,
    'Each kind of interface has its own key. Use the key that is linked to this one in the Seller Centre.',
  ],
  key_charset: [
    (f) => `The key was converted to bytes as ${f.charset}.`,
    'Convert it as UTF-8 and name the charset in the code: the default differs between machines.',
  ],
  key_base64: [
    'The key was encoded in Base64 first, and the result was used as the key.',
    'Use the characters of the key as UTF-8 bytes, without encoding them.',
  ],
  key_not_decoded: [
    'The signature matches the Base64-decoded key: the key as it is displayed is Base64.',
    'Decode the displayed key from Base64 once and use the bytes, or use the displayed text on both sides.',
  ],
  key_hex_decoded: [
    'The key was decoded as hexadecimal, and the resulting bytes were used.',
    'Use the characters of the key as UTF-8 bytes. The key is text, not a hexadecimal number.',
  ],
  key_newline: [
    'A line break was used as part of the key.',
    'Trim the key after reading it from a file, or save the file without a final line break.',
  ],
  key_blank: [
    'A space before or after the key was used as part of it.',
    'Remove the space from the configuration, or trim the key after reading it.',
  ],
  key_quoted: [
    'Quotes or brackets around the key were used as part of it.',
    'Remove them from the configuration, or from the value that the shell passes on.',
  ],
  key_bom: [
    'A byte order mark (BOM) before the key was used as part of it.',
    'Save the file with the key as UTF-8 without a BOM.',
  ],
  key_trimmed: [
    'The key entered here has spaces or quotes around it; the signature was made without them.',
    'Enter the key without them. The other side has the right key.',
  ],
  key_case: [
    'The key was converted to all upper or all lower case.',
    'Keep the key as it is: it is case-sensitive.',
  ],
  key_without_dashes: [
    'The hyphens were removed from the key.',
    'Keep the hyphens. The key is text, not a UUID to be reformatted.',
  ],
  key_escaped: ['The key was URL-encoded or URL-decoded.', 'Use the characters of the key as they are.'],
  key_empty: [
    'An empty key was used.',
    'Check that the variable or file with the key exists when the program starts.',
  ],
  proof_base64_for_hex: [
    'The signature is in Base64, but must be hexadecimal.',
    'Write the 32 bytes of the result as 64 hexadecimal digits.',
  ],
  proof_hex_for_base64: [
    'The signature is hexadecimal, but must be in Base64.',
    'Write the 32 bytes of the result in Base64: 44 characters with padding.',
  ],
  proof_base64_of_hex: [
    'The hexadecimal form of the signature was encoded in Base64 as well.',
    'Take the raw bytes of the result, for example the binary output of hash_hmac, and encode them once.',
  ],
  proof_plus_blank: [
    'Each “+” in the signature arrived as a space, because it was not encoded in the URL.',
    'Write “+” as %2B in a URL. The receiver decodes an unencoded “+” as a space.',
  ],
  proof_escaped_twice: [
    'The signature still has percent escapes after decoding: it was URL-encoded twice, or not decoded.',
    'URL-encode each value once when sending, and decode it once when receiving.',
  ],
  proof_url_safe: [
    'The signature is in URL-safe Base64, with “-” and “_”.',
    'Use standard Base64, with “+”, “/” and padding.',
  ],
  proof_unpadded: [
    'The “=” at the end of the signature is missing.',
    'Write Base64 with padding: 44 characters.',
  ],
  proof_spaced: [
    'The signature has whitespace before or after it.',
    'Send the signature without spaces and line breaks.',
  ],
  proof_case: [
    'The signature was converted to one letter case, but Base64 is case-sensitive.',
    'Do not change the case of Base64 text.',
  ],
  proof_cut: [
    (f) => `The signature is cut off: ${f.got} of ${f.expected} characters arrived.`,
    'Check the length of the column, variable or log line that it passed through.',
  ],
  proof_malformed: [
    (f) =>
      `The signature “${f.got}” is not ${f.form === 'hex' ? '64 hexadecimal digits' : '44 characters of Base64'}.`,
    'Write the 32 bytes of HMAC-SHA256 in the form that the protocol requires.',
  ],
  computed_right: [
    'The computed signature is correct; the mistake is in the comparison.',
    'Compare it with the received signature after decoding. Ignore case only if it is hexadecimal, and check that both belong to the same request.',
  ],
  parameter_missing: [
    (f) => `${f.parameter} is missing.`,
    (f) => `Send ${f.parameter}: the signature cannot be verified without it.`,
  ],
  parameter_misspelled: [
    (f) =>
      isOfHtml(f.got)
        ? `${f.parameter} arrived under the name “${f.got}”: the URL was processed or displayed as HTML, where “&” starts an entity.`
        : `${f.parameter} arrived under the name “${f.got}”.`,
    (f) =>
      isOfHtml(f.got)
        ? 'Take the URL from the code or the log, not from an HTML page, and do not escape or unescape it as HTML.'
        : `Write the name as ${f.parameter}; it is case-sensitive.`,
  ],
  parameter_elsewhere: [
    (f) => `${f.parameter} is in the wrong place: it arrived in the ${placeOf[f.place]}.`,
    (f) => `Send or read ${f.parameter} in the place that the protocol defines.`,
  ],
  timestamp_malformed: [
    (f) =>
      `The timestamp “${f.got}” does not have the form of ${f.digits === 13 ? '13 digits (milliseconds)' : '17 digits (yyyyMMddHHmmssSSS)'}.`,
    'Write the time in the form that the protocol requires, in UTC.',
  ],
  timestamp_seconds: [
    'The timestamp is in seconds, but must be in milliseconds.',
    'Send 13 digits: multiply the seconds by 1000, or read the time in milliseconds.',
  ],
  clock_skew: [
    (f) =>
      `The request’s timestamp is ${formatSeconds(f.byMs)} s ${f.ahead ? 'ahead of' : 'behind'} ${clocks[f.clock]}; the limit is ${formatSeconds(f.limitMs)} s.`,
    'Synchronise the clocks of both machines with NTP. If the request was delayed on its way, find out where.',
  ],
  timestamp_local: [
    (f) =>
      `The request’s timestamp is ${Math.abs(f.hours)} hours ${f.hours > 0 ? 'ahead of' : 'behind'} ${clocks[f.clock]}: one side uses local time in China, the other UTC.`,
    'Use UTC on both sides, and set the time zone explicitly when formatting and parsing.',
  ],
  timestamp_seconds_signed: [
    'The timestamp was signed in seconds, but sent in milliseconds.',
    `${sameTimestamp}, with all 13 digits.`,
  ],
  timestamp_milliseconds_signed: [
    'The timestamp was signed in milliseconds, but sent in seconds.',
    'Send the same 13 digits that are signed.',
  ],
  timestamp_local_signed: [
    'The signed timestamp is 8 hours later than the one sent: it was parsed and formatted again in local time.',
    'Treat the timestamp as text and sign it exactly as received, without parsing it.',
  ],
  timestamp_short_signed: [
    'The timestamp was signed without its milliseconds.',
    'Treat the timestamp as text and sign all 17 digits.',
  ],
  nonce_replayed: [
    'The nonce was used in an earlier request, so this request is refused as a replay.',
    'Generate a new random nonce for every request, including retries.',
  ],
  nonce_encoded: [
    'The nonce was signed in its URL-encoded form.',
    'Decode the nonce first, then sign the decoded value.',
  ],
  nonce_timestamp_swapped: ['The nonce and the timestamp were signed in the wrong order.', order],
  nonce_left_out: ['The nonce is missing from the string to sign.', `Sign ${formula}.`],
  timestamp_left_out: ['The timestamp is missing from the string to sign.', `Sign ${formula}.`],
  key_left_out: [
    'The access key is missing from the string to sign.',
    `The string to sign starts with the key as well: ${formula}.`,
  ],
  body_left_out: [
    'The hash of the body is missing from the string to sign.',
    `The string to sign ends with it: ${formula}.`,
  ],
  body_only: ['Only the body, or its hash, was signed.', `Apply HMAC-SHA256 once more, to ${formula}.`],
  parts_sorted: ['The parts of the string to sign were sorted.', `Do not sort them. ${order}`],
  parts_separated: [
    (f) => `The parts of the string to sign were joined with the separator ${JSON.stringify(f.separator)}.`,
    order,
  ],
  hash_plain_inner: [
    'The body was hashed with plain SHA-256 instead of HMAC-SHA256.',
    'Hash the body with HMAC-SHA256 and the access key.',
  ],
  hash_plain_outer: [
    'The signature was computed with plain SHA-256 instead of HMAC-SHA256.',
    'Compute the signature with HMAC-SHA256 and the access key.',
  ],
  hash_algorithm: [(f) => `${f.algorithm} was used instead of HMAC-SHA256.`, 'Use HMAC-SHA256.'],
  inner_upper_case: [
    'The hash of the body was signed in upper case.',
    'Write the hash of the body in lower case. Only the signature itself may be in either case.',
  ],
  inner_base64: [
    'The hash of the body was signed in Base64.',
    'Write the hash of the body in lower-case hexadecimal.',
  ],
  inner_binary: [
    'The hash of the body was signed as raw bytes.',
    'Write the hash of the body in lower-case hexadecimal.',
  ],
  kit_formula: [
    'The joint kit’s formula was used: it signs the body itself instead of its hash.',
    'The basic interfaces sign access key + nonce + timestamp + HMAC-SHA256 of the body in hexadecimal.',
  ],
  basic_formula: [
    'The formula of the basic interfaces was used: it signs the hash of the body instead of the body.',
    'The joint kit signs access key + nonce + timestamp + body.',
  ],
  v1_formula: [
    'The V1.0 formula was used: sorted parameters, signed with access key + timestamp.',
    `V2.0 signs ${formula}, with the access key alone.`,
  ],
  v2_formula: [
    'The V2.0 formula was used.',
    'V1.0 signs the parameters as name=value, sorted by name and joined with “&”, with access key + timeStamp, and writes the result in Base64.',
  ],
  key_with_timestamp: [
    'The timestamp was appended to the key, as in V1.0 requests.',
    'Use the access key alone as the HMAC key.',
  ],
  key_without_timestamp: [
    'The access key alone was used as the HMAC key.',
    'V1.0 requests use access key + timeStamp as the HMAC key.',
  ],
  key_behind_timestamp: [
    'The timestamp was put before the access key.',
    'The HMAC key is access key + timeStamp, in this order.',
  ],
  key_and_text_swapped: [
    'The key and the string to sign were swapped in the call to HMAC.',
    'Check the order of the arguments: the access key is the key, the string to sign is the data.',
  ],
} as const satisfies Partial<Writers>

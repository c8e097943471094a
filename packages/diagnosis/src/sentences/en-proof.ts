import { formatSeconds } from './writers.ts'
import { isOfHtml } from './writers.ts'
import type { Writers } from './writers.ts'

const clocks = { given: 'the clock of the receiver', reply: 'the Date header of the reply' }

/** The key, the encoding of the proof, time, nonce and formula. */
export const englishProof = {
  key_other: [
    (f) =>
      f.name === undefined
        ? 'The key that was used is another one that is known here, not the one of this interface.'
        : `The key that was used is the one given as “${f.name}”, not the one of this interface.`,
    'Each interface class has a key of its own; use the one that is bound to this class under Key management.',
  ],
  key_charset: [
    (f) => `The key was turned into bytes as ${f.charset}.`,
    'Take the bytes of the key in UTF-8, and name the character set in the code: the default differs between machines.',
  ],
  key_base64: [
    'The Base64 of the key was used in place of the key.',
    'Use the characters of the key as they are, as UTF-8 bytes; nothing is encoded first.',
  ],
  key_not_decoded: [
    'The proof fits the bytes that the known key stands for in Base64: what is shown as the key is its Base64.',
    'Decode the shown key from Base64 once, and use the bytes; or use the shown text on both sides.',
  ],
  key_hex_decoded: [
    'The key was read as hexadecimal digits and its bytes were used.',
    'Use the characters of the key as they are; its digits and letters are no hexadecimal number.',
  ],
  key_newline: [
    'A line break at the end of the key was used as part of it.',
    'Trim the key when it is read from a file, or write the file without a line break at its end.',
  ],
  key_blank: [
    'A blank beside the key was used as part of it.',
    'Remove the blank from the configuration, or trim the key when it is read.',
  ],
  key_quoted: [
    'The quotes around the key were used as part of it.',
    'Remove the quotes from the configuration, or from what the shell hands over.',
  ],
  key_bom: [
    'A byte order mark before the key was used as part of it.',
    'Store the file that holds the key as UTF-8 without a BOM.',
  ],
  key_trimmed: [
    'The key that was given here has blanks or quotes around it, and the proof was made without them.',
    'Give the key without them; the other side has the right one.',
  ],
  key_case: [
    'The key was used with all its letters in one case.',
    'The case of the letters is part of the key; do not change it.',
  ],
  key_without_dashes: [
    'The dashes were taken out of the key.',
    'Use the key with its dashes; it is a text and no UUID to be written anew.',
  ],
  key_escaped: [
    'The key was escaped or unescaped as a part of an address is.',
    'Use the characters of the key as they are, without URL encoding.',
  ],
  key_empty: [
    'An empty key was used.',
    'Check that the variable or file that holds the key is there when the program starts.',
  ],
  proof_base64_for_hex: [
    'The signature is written in Base64, and it must be hexadecimal.',
    'Write the 32 bytes of the result as 64 hexadecimal digits.',
  ],
  proof_hex_for_base64: [
    'The signature is written in hexadecimal, and it must be Base64.',
    'Write the 32 bytes of the result in Base64, 44 characters with the padding.',
  ],
  proof_base64_of_hex: [
    'The hexadecimal digits of the signature were encoded in Base64 once more.',
    'Take the bytes of the result before they are encoded, for instance the raw output of hash_hmac, and encode them once.',
  ],
  proof_plus_blank: [
    'Each “+” of the signature came as a blank, because it stood bare in the address.',
    'Send “+” as %2B; the receiver decodes a bare one to a blank.',
  ],
  proof_escaped_twice: [
    'The signature still holds percent escapes after it was decoded: it was escaped twice, or not decoded.',
    'Escape each value once when sending, and decode it once when receiving.',
  ],
  proof_url_safe: [
    'The signature is written in the Base64 for addresses, with “-” and “_”.',
    'Use the standard alphabet with “+” and “/”, and padding.',
  ],
  proof_unpadded: ['The signature lacks the “=” at its end.', 'Write Base64 with padding: 44 characters.'],
  proof_spaced: ['White space stands around the signature.', 'Send it without blanks and line breaks.'],
  proof_case: [
    'The letters of the signature have lost their case; in Base64 it counts.',
    'Do not change the case of a Base64 text.',
  ],
  proof_cut: [
    (f) => `The signature is cut off: ${f.got} of ${f.expected} characters came.`,
    'Check the length of the column, variable or log line that it went through.',
  ],
  proof_malformed: [
    (f) =>
      `The signature “${f.got}” is not ${f.form === 'hex' ? '64 hexadecimal digits' : '44 characters of Base64'}.`,
    'Write the 32 bytes of HMAC-SHA256 in the form of the protocol.',
  ],
  computed_right: [
    'What was computed is the right signature; the mistake lies in comparing it.',
    'Compare it with the received one, decoded, ignoring case only where it is hexadecimal; check that the request compared with is this one.',
  ],
  parameter_missing: [
    (f) => `${f.parameter} is missing.`,
    (f) => `Send ${f.parameter}; without it nothing can be verified.`,
  ],
  parameter_misspelled: [
    (f) =>
      isOfHtml(f.got)
        ? `${f.parameter} came under the name “${f.got}”: the address was read or shown as HTML, where “&” begins a sign.`
        : `${f.parameter} came under the name “${f.got}”.`,
    (f) =>
      isOfHtml(f.got)
        ? 'Take the address from the code or the log, not from an HTML page, and do not escape or unescape it as HTML.'
        : `Write the name exactly as ${f.parameter}; capitals count.`,
  ],
  parameter_elsewhere: [
    (f) =>
      `${f.parameter} came in the ${f.place === 'query' ? 'address' : f.place}, where it does not belong.`,
    (f) => `Send or read ${f.parameter} in the place that the protocol names for it.`,
  ],
  timestamp_malformed: [
    (f) =>
      `The timestamp “${f.got}” is not ${f.digits === 13 ? 'thirteen digits of milliseconds' : 'seventeen digits yyyyMMddHHmmssSSS'}.`,
    'Write the time in the form of the protocol, in UTC.',
  ],
  timestamp_seconds: [
    'The timestamp is in seconds, and milliseconds are meant.',
    'Send thirteen digits: seconds × 1000, or a clock that counts milliseconds.',
  ],
  clock_skew: [
    (f) =>
      `The time of the request lies ${formatSeconds(f.byMs)} s ${f.ahead ? 'ahead of' : 'behind'} ${clocks[f.clock]}; at most ${formatSeconds(f.limitMs)} s are allowed.`,
    'Set the clocks of both machines by NTP; if the request waited on its way, find where.',
  ],
  timestamp_local: [
    (f) =>
      `The time of the request lies ${Math.abs(f.hours)} hours ${f.hours > 0 ? 'ahead of' : 'behind'} ${clocks[f.clock]}: local time of China on one side, UTC on the other.`,
    'Use UTC on both sides; set the zone of the formatter and parser explicitly.',
  ],
  timestamp_seconds_signed: [
    'Seconds were signed, and milliseconds were sent.',
    'Sign the text of the timestamp as it is sent, all thirteen digits.',
  ],
  timestamp_milliseconds_signed: [
    'Milliseconds were signed, and seconds were sent.',
    'Send the same thirteen digits that are signed.',
  ],
  timestamp_local_signed: [
    'The time was signed eight hours later than it was sent: it was parsed and written again in local time.',
    'Sign the timestamp as text, as it was received; do not parse it first.',
  ],
  timestamp_short_signed: [
    'The time was signed without its milliseconds.',
    'Sign the timestamp as text, all seventeen digits.',
  ],
  nonce_replayed: [
    'The nonce was used in an earlier request, so this one is refused as a replay.',
    'Make a new random nonce for every request, for repeats too.',
  ],
  nonce_encoded: [
    'The nonce was signed with its percent escapes.',
    'Decode the nonce first and sign what it stands for.',
  ],
  nonce_timestamp_swapped: [
    'Nonce and timestamp were signed in the wrong order.',
    'Join them in this order: access key, nonce, timestamp, hash of the body.',
  ],
  nonce_left_out: [
    'The nonce was left out of the text that was signed.',
    'Sign access key + nonce + timestamp + hash of the body.',
  ],
  timestamp_left_out: [
    'The timestamp was left out of the text that was signed.',
    'Sign access key + nonce + timestamp + hash of the body.',
  ],
  key_left_out: [
    'The access key was left out of the text that was signed.',
    'The key stands at the head of the text too: access key + nonce + timestamp + hash of the body.',
  ],
  body_left_out: [
    'The body was left out of the text that was signed.',
    'Put the hash of the body at the end: access key + nonce + timestamp + hash of the body.',
  ],
  body_only: [
    'Only the body, or its hash, was signed.',
    'Sign access key + nonce + timestamp + hash of the body, once more by HMAC-SHA256.',
  ],
  parts_sorted: [
    'The parts of the text were sorted before they were joined.',
    'Join them in their order, unsorted: access key, nonce, timestamp, hash of the body.',
  ],
  parts_separated: [
    (f) => `The parts of the text were joined with ${JSON.stringify(f.separator)} between them.`,
    'Join them without any separator.',
  ],
  hash_plain_inner: [
    'The body was hashed with plain SHA-256, and HMAC-SHA256 is meant.',
    'Hash the body by HMAC-SHA256 with the access key.',
  ],
  hash_plain_outer: [
    'The text was hashed with plain SHA-256, and HMAC-SHA256 is meant.',
    'Use HMAC-SHA256 with the access key for the signature.',
  ],
  hash_algorithm: [(f) => `${f.algorithm} was used, and HMAC-SHA256 is meant.`, 'Use HMAC-SHA256.'],
  inner_upper_case: [
    'The hash of the body was signed in capitals.',
    'Write the hash of the body in lower case before it goes into the text; only the signature itself may be in either case.',
  ],
  inner_base64: [
    'The hash of the body was signed in Base64.',
    'Write the hash of the body as lower-case hexadecimal digits.',
  ],
  inner_binary: [
    'The hash of the body was signed as bytes.',
    'Write the hash of the body as lower-case hexadecimal digits.',
  ],
  kit_formula: [
    'The formula of the joint kit was used: the body itself was signed in place of its hash.',
    'The basic interfaces sign access key + nonce + timestamp + hex of HMAC-SHA256 over the body.',
  ],
  basic_formula: [
    'The formula of the basic interfaces was used: a hash was signed in place of the body.',
    'The joint kit signs access key + nonce + timestamp + the text of the body.',
  ],
  v1_formula: [
    'The formula of V1.0 was used: sorted pairs under access key + timestamp.',
    'V2.0 signs access key + nonce + timestamp + hash of the body, under the access key alone.',
  ],
  v2_formula: [
    'The formula of V2.0 was used.',
    'V1.0 signs the sorted pairs name=value joined by “&”, under access key + timeStamp, and writes the result in Base64.',
  ],
  key_with_timestamp: [
    'The timestamp was appended to the key, as V1.0 does for its requests.',
    'Use the access key alone as the key.',
  ],
  key_without_timestamp: [
    'The access key alone was used as the key.',
    'The key of a V1.0 request is the access key with timeStamp appended.',
  ],
  key_behind_timestamp: [
    'The timestamp was put before the access key.',
    'The key is access key + timeStamp, in this order.',
  ],
  key_and_text_swapped: [
    'Key and text were swapped when HMAC was called.',
    'Look up the order of the arguments: the access key is the key, the text is the data.',
  ],
} as const satisfies Partial<Writers>

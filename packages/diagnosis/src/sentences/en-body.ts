import type { Writers } from './writers.ts'

const better = 'Better still, hash the bytes exactly as received, before any parsing.'
const asSent = 'Serialise the body once, then sign and send the same bytes.'
const both =
  'When verifying, hash the bytes exactly as received, before any parsing. When sending, serialise the body once, then sign and send the same bytes.'
const header = 'Write Body-Sign: sign_type="HMAC-SHA256", signature="…"'

/** The signed body, the pairs of V1.0, and the header of a reply. */
export const englishBody = {
  body_charset: [
    (f) => `The body was converted to bytes as ${f.charset} when it was signed.`,
    'Use UTF-8 and name it in the code, or hash the bytes without converting them to text.',
  ],
  body_empty: [
    'An empty body was signed.',
    'Read the body before signing or verifying it, and keep it: a stream that was read once is empty the second time.',
  ],
  body_trimmed: ['The body was signed without the whitespace before or after it.', both],
  body_line_break: [
    'The body was signed with an extra line break or space at its start or end.',
    'Sign the body exactly as it is sent. Editors and echo add a line break at the end.',
  ],
  body_bom: ['The body was signed with a byte order mark (BOM) before it.', 'Write UTF-8 without a BOM.'],
  body_line_ends: ['The line endings of the body were changed between signing and receiving.', asSent],
  body_reserialised: [
    'The body was parsed and serialised again, which changed whitespace, escapes or numbers.',
    both,
  ],
  body_spaced: [
    'The body was signed with a space after each comma and colon, as Python’s json.dumps writes it.',
    `${both} In Python: separators=(',', ':').`,
  ],
  body_indented: ['The body was signed with line breaks and indentation.', both],
  body_sorted: ['The fields of the body were sorted before it was signed.', both],
  body_sorted_with_nulls: [
    'The fields of the body were sorted, and null fields were kept.',
    `Sorting must leave out null fields. ${better}`,
  ],
  body_sorted_every_level: [
    'The fields of the body were sorted at every level.',
    `Only the top level is sorted. ${better}`,
  ],
  body_sorted_descending: [
    'The fields of the body were sorted in descending order.',
    `The order is ascending. ${better}`,
  ],
  body_sorted_caseless: [
    'The fields of the body were sorted without regard to case.',
    `Upper case comes before lower case. ${better}`,
  ],
  body_nulls_dropped: ['Null fields were removed from the body before it was signed.', both],
  body_ascii_escaped: [
    'Non-ASCII characters were written as \\uXXXX in the signed body.',
    `${both} In Python: ensure_ascii=False; in PHP: JSON_UNESCAPED_UNICODE.`,
  ],
  body_unescaped: [
    'The body was sent with \\uXXXX escapes, but signed with the characters that they stand for.',
    both,
  ],
  body_slash_escaped: [
    '“/” was written as “\\/” in the signed body, as PHP does by default.',
    `${both} In PHP: JSON_UNESCAPED_SLASHES.`,
  ],
  body_slash_unescaped: ['The body was sent with “\\/”, but signed with “/”.', both],
  body_html_escaped: [
    '“<”, “>” or “&” was written as \\uXXXX in the signed body, as Go and Gson do by default.',
    `${both} In Go: SetEscapeHTML(false); in Gson: disableHtmlEscaping().`,
  ],
  body_numbers_quoted: ['Numbers were signed as strings: the body was parsed into a map of strings.', both],
  body_numbers_decimal: [
    'Integers were signed with a decimal point: the body was parsed into floating-point numbers.',
    both,
  ],
  body_quoted: [
    'The body was signed as a JSON string, with quotes or backslashes: it was serialised twice.',
    'Sign the text of the body itself.',
  ],
  body_string_sent: [
    'The body was sent as a JSON string, with quotes and backslashes, but signed without them: it was serialised again after signing.',
    'Send the JSON text that was signed: pass the object to the framework, or pass the text and turn serialisation off.',
  ],
  body_compressed: [
    'The body was signed before it was compressed.',
    'Turn compression off for this URL: the signature covers the bytes that are transmitted.',
  ],
  body_sent_in_gbk: ['The body was signed in UTF-8, but sent in GBK.', 'Send the body in UTF-8.'],
  body_differs: [
    'The signature matches the body that was sent, but a different body was received.',
    'Check what is in between: a gateway, proxy or filter that rewrites the body.',
  ],
  pairs_charset: [
    (f) => `The values were converted to bytes as ${f.charset} when they were signed.`,
    'Decode the parameters as UTF-8, and convert the text to bytes as UTF-8.',
  ],
  pairs_parameter_left_out: [
    (f) => `The parameter ${f.parameter} was not signed.`,
    'Sign every parameter that was received except authToken, not a fixed list of parameters.',
  ],
  pairs_reencoded: [
    (f) => `The values were encoded with ${f.style} before they were signed.`,
    'Sign the decoded values. Encode them only when sending.',
  ],
  pairs_not_decoded: [
    'The values were signed as they are in the URL, without decoding.',
    'Decode each value first, then sign.',
  ],
  pairs_decoded_twice: [
    'The values were decoded twice.',
    'Decode once. The values that a framework returns are already decoded.',
  ],
  pairs_plus_kept: [
    'An unencoded “+” in the URL was signed as “+”, but it stands for a space.',
    'Send “+” as %2B and a space as %20, and decode “+” as a space.',
  ],
  pairs_plus_blank: [
    'Each “+” in a value became a space: the value was decoded once too often.',
    'Decode once. The values that a framework returns are already decoded.',
  ],
  pairs_empty_skipped: [
    'Parameters with an empty value were not signed.',
    'Sign them as “name=”, or do not send them.',
  ],
  pairs_empty_kept: [
    'Fields with an empty value were signed.',
    'Leave them out: the joint kit signs only fields that have a value.',
  ],
  pairs_with_token: ['authToken itself was signed.', 'Sign all parameters except authToken.'],
  pairs_sorted_caseless: [
    'The parameters were sorted without regard to case.',
    'Sort by character code: digits, upper case, lower case.',
  ],
  pairs_unsorted: [
    'The parameters were signed in the order in which they arrived.',
    'Sort them by name in ascending order.',
  ],
  pairs_descending: [
    'The parameters were sorted in descending order.',
    'Sort them by name in ascending order.',
  ],
  pairs_values_only: ['Only the values were signed, without the names.', 'Join name=value with “&”.'],
  pairs_joined: ['The parameters were joined without “&” or “=”.', 'Join name=value with “&”.'],
  pairs_trailing: [
    'A “&” at the end or a “?” at the start was signed as well.',
    'Put “&” only between the parameters.',
  ],
  pairs_last_of_repeated: [
    'The last value of a repeated parameter was signed.',
    'The first value counts. It is safer to send each name only once.',
  ],
  pairs_fields_opened: [
    'mobilePhone or email was decrypted before it was signed.',
    'Sign the encrypted values as they were sent.',
  ],
  pairs_extend_opened: [
    'saasExtendParams was Base64-decoded before it was signed.',
    'Sign the Base64 text as it was sent.',
  ],
  body_sign_missing: [
    'The response has no Body-Sign header.',
    `Sign every response, including refusals. ${header}.`,
  ],
  body_sign_misspelled: [
    (f) => `The response has its signature in the header “${f.got}”.`,
    'Name the header Body-Sign.',
  ],
  body_sign_case: [
    (f) =>
      `The header is written “${f.got}”, but the KooGallery debugger compares the name case-sensitively.`,
    'Write it as Body-Sign.',
  ],
  body_sign_unquoted: [
    'The values in Body-Sign are not in double quotes.',
    `${header}, with both values in double quotes.`,
  ],
  body_sign_type: [
    (f) => `sign_type in Body-Sign is “${f.got}”.`,
    'Write sign_type="HMAC-SHA256", in upper case.',
  ],
  body_sign_bare: ['Body-Sign contains only the signature.', `${header}.`],
  body_sign_malformed: [(f) => `Body-Sign cannot be read: “${f.got}”.`, `${header}, in this order.`],
  body_sign_over_request: [
    'The body of the request was signed instead of the body of the response.',
    'Sign the body that is returned.',
  ],
  body_sign_v2_formula: [
    'The response was signed with the formula of a V2.0 request.',
    'Sign only the body, with the access key alone. The nonce and timestamp are not part of it.',
  ],
} as const satisfies Partial<Writers>

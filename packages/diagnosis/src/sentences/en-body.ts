import type { Writers } from './writers.ts'

const asReceived = 'Keep the bytes as they were received, before any parsing, and hash those.'
const asSent = 'Write the body once, sign those bytes and send the same.'
const both = `${asReceived} When sending: write the body once, sign those bytes and send the same.`

/** The signed body, the pairs of V1.0, and the header of a reply. */
export const englishBody = {
  body_charset: [
    (f) => `The body was turned into bytes as ${f.charset} when it was signed.`,
    'Use UTF-8 and name it in the code; better, hash the bytes and make no text of them.',
  ],
  body_empty: [
    'An empty body was signed.',
    'Read the body before it is signed or verified; a stream that was read once is empty the second time.',
  ],
  body_trimmed: ['The body was signed without the white space around it.', both],
  body_line_break: [
    'A line break was signed at the end of the body.',
    'Sign the body without it, or send it too; editors and echo append one.',
  ],
  body_bom: ['A byte order mark was signed before the body.', 'Write UTF-8 without a BOM.'],
  body_line_ends: ['The line ends of the body changed between signing and receiving.', asSent],
  body_reserialised: ['The body was parsed and written anew; white space or escapes changed.', both],
  body_spaced: [
    'The body was written with a blank after each comma and colon, as Python’s json.dumps does.',
    `${both} In Python: separators=(',', ':').`,
  ],
  body_indented: ['The body was written with line breaks and indents when it was signed.', both],
  body_sorted: ['The members were sorted before the body was signed.', both],
  body_sorted_with_nulls: [
    'The members were sorted, and those that are null were kept.',
    `Leave null members out when sorting. Better: ${asReceived.toLowerCase()}`,
  ],
  body_sorted_every_level: [
    'The members were sorted on every level.',
    `Only the top level is sorted. Better: ${asReceived.toLowerCase()}`,
  ],
  body_sorted_descending: [
    'The members were sorted from Z to A.',
    `They are sorted ascending. Better: ${asReceived.toLowerCase()}`,
  ],
  body_sorted_caseless: [
    'The members were sorted without regard to case.',
    `Capitals come before small letters. Better: ${asReceived.toLowerCase()}`,
  ],
  body_nulls_dropped: ['Members that are null were dropped, and the order was kept.', both],
  body_ascii_escaped: [
    'Characters beyond ASCII were written as \\uXXXX when the body was signed.',
    `${both} In Python: ensure_ascii=False; in PHP: JSON_UNESCAPED_UNICODE.`,
  ],
  body_unescaped: ['The characters behind \\uXXXX were signed in place of the escapes that were sent.', both],
  body_slash_escaped: [
    '“/” was written as “\\/” when the body was signed, as PHP does.',
    `${both} In PHP: JSON_UNESCAPED_SLASHES.`,
  ],
  body_slash_unescaped: ['“/” was signed in place of the “\\/” that was sent.', both],
  body_html_escaped: [
    '“<”, “>” or “&” was written as \\uXXXX when the body was signed, as Go and Gson do.',
    `${both} In Go: SetEscapeHTML(false); in Gson: disableHtmlEscaping().`,
  ],
  body_numbers_quoted: ['Numbers were signed as strings: the body was read into a map of strings.', both],
  body_numbers_decimal: [
    'Integers were signed with a decimal point: the body was read into floating-point numbers.',
    both,
  ],
  body_quoted: [
    'The body was signed as a JSON string, in quotes: it was serialised twice.',
    'Sign the text of the body itself.',
  ],
  body_string_sent: [
    'The body was sent as a JSON string, in quotes and with backslashes, and signed as the text in it.',
    'Send the JSON text as it was signed: give the framework the object, or the text with no serialiser behind it.',
  ],
  body_compressed: [
    'The body was signed before it was compressed.',
    'Switch compression off for this address; the signature covers the bytes on the wire.',
  ],
  body_sent_in_gbk: [
    'The body was signed in UTF-8 and sent in GBK.',
    'Set the character set of the writer to UTF-8.',
  ],
  body_differs: [
    'The signature covers the body that was sent, and another one was received.',
    'Look for what lies between: a gateway, a proxy or a filter that writes the body anew.',
  ],
  pairs_charset: [
    (f) => `The values were turned into bytes as ${f.charset} when they were signed.`,
    'Decode the parameters as UTF-8, and take the bytes of the text in UTF-8.',
  ],
  pairs_parameter_left_out: [
    (f) => `The parameter ${f.parameter} was left out of what was signed.`,
    'Sign all parameters that came, save authToken; not a fixed list of them.',
  ],
  pairs_reencoded: [
    (f) => `The values were encoded by ${f.style} before they were signed.`,
    'Sign the decoded values; encode only when sending.',
  ],
  pairs_not_decoded: [
    'The values were signed as they stand in the address, not decoded.',
    'Decode each value first, then sign.',
  ],
  pairs_decoded_twice: [
    'The values were decoded twice.',
    'Decode once: what the framework hands over is decoded already.',
  ],
  pairs_plus_kept: [
    'A bare “+” in the address was signed as “+”, and it stands for a blank.',
    'Send “+” as %2B and a blank as %20; decode “+” to a blank.',
  ],
  pairs_plus_blank: [
    'Each “+” of a value was turned into a blank: the value was decoded once too often.',
    'Decode once: what the framework hands over is decoded already.',
  ],
  pairs_empty_skipped: [
    'Parameters with an empty value were left out of what was signed.',
    'Sign them too, as “name=”; or do not send them.',
  ],
  pairs_empty_kept: [
    'Members with an empty value were signed.',
    'Leave out blank members; the joint kit signs only those that have a value.',
  ],
  pairs_with_token: [
    'authToken itself was included in what is signed.',
    'Sign all parameters except authToken.',
  ],
  pairs_sorted_caseless: [
    'The parameters were sorted without regard to case.',
    'Sort by character code: digits, capitals, small letters.',
  ],
  pairs_unsorted: [
    'The parameters were signed in the order in which they came.',
    'Sort them by name, ascending.',
  ],
  pairs_descending: ['The parameters were sorted from Z to A.', 'Sort them by name, ascending.'],
  pairs_values_only: ['Only the values were signed, without the names.', 'Join name=value with “&”.'],
  pairs_joined: ['The pairs were joined without “&” or “=”.', 'Join name=value with “&”.'],
  pairs_trailing: [
    'A “&” at the end or a “?” at the start was signed too.',
    'Put “&” only between the pairs.',
  ],
  pairs_last_of_repeated: [
    'Of a parameter that comes twice the last value was signed.',
    'The first value counts; better, send each name once.',
  ],
  pairs_fields_opened: [
    'mobilePhone or email was signed decrypted.',
    'Sign the values as they were sent, encrypted.',
  ],
  pairs_extend_opened: [
    'saasExtendParams was signed decoded from Base64.',
    'Sign the Base64 text as it was sent.',
  ],
  body_sign_missing: [
    'The reply has no Body-Sign header.',
    'Sign every reply, also those that refuse: Body-Sign: sign_type="HMAC-SHA256", signature="…".',
  ],
  body_sign_misspelled: [
    (f) => `The signature of the reply stands in the header “${f.got}”.`,
    'Name the header Body-Sign.',
  ],
  body_sign_case: [
    (f) => `The header is spelled “${f.got}”; the debugger of KooGallery compares it with capitals.`,
    'Spell it Body-Sign.',
  ],
  body_sign_unquoted: [
    'The values in Body-Sign are not in double quotes.',
    'Write sign_type="HMAC-SHA256", signature="…", with the quotes.',
  ],
  body_sign_type: [
    (f) => `sign_type in Body-Sign is “${f.got}”.`,
    'Write sign_type="HMAC-SHA256", in these capitals.',
  ],
  body_sign_bare: ['Body-Sign holds only the signature.', 'Write sign_type="HMAC-SHA256", signature="…".'],
  body_sign_malformed: [
    (f) => `Body-Sign cannot be read: “${f.got}”.`,
    'Write sign_type="HMAC-SHA256", signature="…", in this order.',
  ],
  body_sign_over_request: [
    'The body of the request was signed in place of the reply’s.',
    'Sign the body that is sent back.',
  ],
  body_sign_v2_formula: [
    'The reply was signed by the formula of a V2.0 request.',
    'Sign the body alone under the access key alone; no nonce and no timestamp.',
  ],
} as const satisfies Partial<Writers>

import type { Writers } from './writers.ts'

const both =
  'When verifying, hash the bytes exactly as received, before any parsing. When sending, serialise the body once, then sign and send the same bytes.'
const pairs =
  'Decode every parameter except authToken once, sort them by name, join name=value with “&”, and sign that.'
const bodySign =
  'Body-Sign is the HMAC-SHA256 of the response body exactly as it is sent, with the access key, in Base64.'
const derive =
  'Derive the AES key with SHA1PRNG seeded with the access key, as Java’s KeyGenerator does. For 256 bits, take 20 bytes of its first block and 12 of its second.'
const layout =
  'Write the IV as 16 plain letters or digits, followed by the ciphertext in standard Base64, with padding and without line breaks.'
const alike = 'Treat all parameters the same way.'
const valueHows = {
  blank_plus: 'with “+” instead of spaces',
  trimmed: 'without whitespace',
  lower: 'in lower case',
  upper: 'in upper case',
  number: 'as reformatted numbers',
  entities: 'with HTML entities encoded or decoded',
  no_plus: 'with “+”, “/” or “=” removed or replaced',
  word: 'with a word such as null instead of an empty value or a flag',
  base64: 'in Base64',
  quoted: 'in quotes or brackets',
  escaped: 'with non-ASCII characters as \\uXXXX',
}
const prngHows = {
  first_twice: 'the generator’s first block was used twice',
  second: 'later bytes of the generator were used',
  hex: 'the generator’s bytes were converted to hexadecimal or Base64, and that text was used',
  zeros: 'a 128-bit key was padded with zeros',
  chained: 'SHA-1 was applied repeatedly instead of running the generator',
}

/** The body, the pairs of V1.0, Body-Sign and sealed fields. */
export const englishForms = {
  body_member_left_out: [(f) => `The field ${f.member} is missing from the signed body.`, both],
  body_names_cased: [(f) => `The field names were written in ${f.style} in the signed body.`, both],
  body_url_encoded: [(f) => `The body was URL-encoded (${f.style}) before it was signed.`, both],
  body_normalised: [
    (f) => `The characters of the body were normalised to Unicode ${f.form} before it was signed.`,
    both,
  ],
  body_stand_in: [
    (f) =>
      `${JSON.stringify(f.text)} was signed instead of the body: an object was converted to text, or had no value.`,
    both,
  ],
  body_cut: [
    (f) => `Only the first ${f.got} of ${f.expected} bytes of the body were signed.`,
    'Read the whole body. Content-Length counts bytes, not characters.',
  ],
  body_padded: [
    (f) =>
      `The body was signed with trailing zero bytes, ${f.length} bytes in total: the whole buffer was used.`,
    'Sign only the bytes that were read.',
  ],
  body_strings_unquoted: ['Strings that look like numbers or Booleans were signed without quotes.', both],
  body_empties_dropped: ['Empty or null fields were removed from the body before it was signed.', both],
  body_empties_nulled: [
    'Empty strings were replaced with null before the body was signed, as Laravel does.',
    both,
  ],
  body_values_only: ['Only the values of some fields were signed.', both],
  body_members_left_out: [
    (f) => `These fields are missing from the signed body: ${f.members.join(', ')}.`,
    both,
  ],
  body_nulls_replaced: ['Null fields were replaced with strings before the body was signed.', both],
  body_bound: [
    'The body was bound to a class and serialised again: the fields took the order of the class, and unknown fields were lost.',
    both,
  ],
  body_absent_as_null: ['Fields that were not in the body were added as null or empty strings.', both],
  body_nested_as_text: ['Objects in the body were signed as strings of JSON.', both],
  body_nested_opened: ['Strings of JSON in the body were signed as objects.', both],
  body_reversed: ['The fields were signed in reverse order.', both],
  body_as_pairs: ['The fields were signed as name=value pairs instead of JSON.', both],
  body_blanks_removed: ['Whitespace was removed from the body, including inside its strings.', both],
  body_lines_joined: [
    'The line breaks of the body are missing: it was read line by line and joined again.',
    both,
  ],
  body_html_unescaped: [
    'The body was sent with \\u003c, \\u003e or \\u0026, but signed with the characters that they stand for.',
    both,
  ],
  body_entities: [
    '“<”, “>”, “&” or quotes were converted to HTML entities before the body was signed: an XSS filter runs before the signature is verified.',
    'Verify the signature before this filter, or exclude this URL from it.',
  ],
  body_in_list: ['The body was signed inside square brackets, as a list of one.', both],
  body_case: ['The body was converted to upper or lower case before it was signed.', both],
  body_url_decoded: ['The body was URL-decoded before it was signed.', both],
  body_form_field: [
    'The body was parsed as a form, and a field name or an equals sign was signed with it.',
    both,
  ],
  body_base64: ['The Base64 of the body was signed.', both],
  body_hex: ['The body was signed in hexadecimal.', both],
  body_printed: [(f) => `A printed object was signed instead of JSON: ${f.as}.`, both],
  pairs_parameters_left_out: [(f) => `These parameters were not signed: ${f.parameters.join(', ')}.`, pairs],
  pairs_absent_signed: [
    (f) =>
      `Parameters that were not sent were signed with ${f.value === '' ? 'an empty value' : `“${f.value}”`}: ${f.parameter}.`,
    'Sign the parameters that were received, not a fixed list of parameters.',
  ],
  pairs_value_changed: [(f) => `Values were signed ${valueHows[f.how]}.`, pairs],
  pairs_one_otherwise: [
    (f) => `The parameter ${f.parameter} was treated differently from the others.`,
    alike,
  ],
  pairs_all_but_one: [(f) => `All parameters except ${f.parameter} were treated in this way.`, alike],
  pairs_separated: [(f) => `The parameters were joined with ${JSON.stringify(f.separator)}.`, pairs],
  pairs_all_of_repeated: [
    'All values of a repeated parameter were signed, or none.',
    'The first value counts. It is safer to send each name only once.',
  ],
  pairs_sorted_as_text: ['The parameters were sorted by the whole text name=value, not by name.', pairs],
  pairs_sorted_by_value: ['The parameters were sorted by value.', pairs],
  pairs_sorted_by_length: ['The parameters were sorted by the length of their names.', pairs],
  pairs_time_last: ['timeStamp was put at the end.', pairs],
  pairs_names_only: ['Only the names were signed, without the values.', pairs],
  pairs_as_json: ['The parameters were signed as JSON, or as a printed map.', pairs],
  pairs_names_cased: ['The parameter names were signed in a different case.', pairs],
  pairs_body_signed: [
    'The text of the body was signed instead of its fields as name=value pairs.',
    'Write each top-level field that has a value as name=value, sort them by name, and join them with “&”.',
  ],
  pairs_value_printed: [
    (f) => `A field that is a list or an object was signed as ${f.as}.`,
    'Sign lists and objects as compact JSON, as in the body.',
  ],
  pairs_route_signed: [
    (f) =>
      `${f.parameter}=${f.value} was signed, but is not in the request: the web server adds it to pass the path to the framework.`,
    'Take the parameters from the query of the request line, or leave out the one that a rewrite rule adds.',
  ],
  pairs_with_address: ['The URL or the method was signed before the parameters.', pairs],
  body_sign_key_in_text: ['The access key was signed together with the body.', bodySign],
  body_sign_over_hash: ['A hash of the body was signed instead of the body.', bodySign],
  body_sign_v1_formula: ['The fields of the response were signed as name=value pairs.', bodySign],
  body_sign_part_only: ['Only some fields of the response were signed.', bodySign],
  body_sign_with_timestamp: ['The timestamp of the request was signed together with the body.', bodySign],
  body_sign_before_sealing: [
    'The response was signed before userName and password were encrypted.',
    'Encrypt them first, then write the body, sign it and send it.',
  ],
  field_key_stretched: [(f) => `The AES key was derived with PBKDF2 (rounds: ${f.rounds}).`, derive],
  field_prng_otherwise: [(f) => `The AES key is wrong: ${prngHows[f.how]}.`, derive],
  field_mode: [
    (f) => `The value is encrypted in ${f.mode} mode.`,
    'Use AES in CBC mode with PKCS#5 padding and a random IV.',
  ],
  field_padded: [
    (f) => `The text has the wrong padding: ${f.padding === 'blanks' ? 'spaces' : f.padding}.`,
    'Use PKCS#5 (PKCS#7) padding to blocks of 16 bytes, the default for AES/CBC in Java.',
  ],
  field_iv_other: ['The IV at the start of the value is not the one that was used.', layout],
  field_salted: [
    'The value was encrypted with a password by CryptoJS or openssl enc: it consists of “Salted__”, the salt and the ciphertext.',
    `Pass the key and the IV to the cipher as bytes, not as a password. ${layout}`,
  ],
  field_base64_twice: ['The value was encoded in Base64 twice.', layout],
  field_url_safe: ['The ciphertext is in URL-safe Base64, with “-” and “_”.', layout],
  field_unpadded: ['The “=” at the end of the ciphertext is missing.', layout],
  field_plus_blank: [
    'Each “+” in the value became a space: it was URL-decoded once too often.',
    'Send the value in JSON without URL encoding. In a URL, write “+” as %2B.',
  ],
  field_line_breaks: ['The Base64 contains line breaks or spaces, as MIME encoders write it.', layout],
  field_url_escaped: ['The value is URL-encoded.', layout],
  field_separated: ['There is a separator between the IV and the ciphertext.', layout],
  field_sealed_twice: [
    'The value was encrypted twice.',
    'Encrypt userName and password once. If they are stored encrypted for this purpose, send the stored value.',
  ],
} as const satisfies Partial<Writers>

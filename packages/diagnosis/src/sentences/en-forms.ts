import type { Writers } from './writers.ts'

const both =
  'Keep the bytes as they were received, before any parsing, and hash those. When sending: write the body once, sign those bytes and send the same.'
const pairs =
  'Sign name=value of every parameter but authToken, decoded once, sorted by name and joined by “&”.'
const bodySign =
  'Body-Sign is HMAC-SHA256 over the body of the reply as it is sent, under the access key, in Base64.'
const derive =
  'Derive the AES key by SHA1PRNG seeded with the access key, as Java’s KeyGenerator does; of 256 bits, 20 bytes come from its first block and 12 from its second.'
const layout =
  'Write sixteen letters or digits as IV, in clear, then the Base64 of the ciphertext, in the standard alphabet, padded and on one line.'
const valueHows = {
  blank_plus: 'with “+” in place of blanks',
  trimmed: 'without white space',
  lower: 'in small letters',
  upper: 'in capitals',
  number: 'as numbers that were written anew',
  entities: 'with entities of HTML written or read',
  no_plus: 'with “+”, “/” or “=” taken out or replaced',
  word: 'with a word such as null in place of an empty value or a flag',
  base64: 'in Base64',
  quoted: 'in quotes or brackets',
  escaped: 'with \\uXXXX in place of characters beyond ASCII',
}
const prngHows = {
  first_twice: 'the first block of the generator was used twice',
  second: 'bytes of the generator from further behind were used',
  hex: 'the bytes of the generator were written as text, and that was used',
  zeros: 'zeros were put behind the bytes for 128 bits',
  chained: 'SHA-1 was called over and over instead of the generator',
}

/** The body, the pairs of V1.0, Body-Sign and sealed fields. */
export const englishForms = {
  body_member_left_out: [(f) => `The member ${f.member} was left out of the body that was signed.`, both],
  body_names_cased: [(f) => `The names of the members were written in ${f.style}.`, both],
  body_url_encoded: [(f) => `The body was URL-encoded (${f.style}) before it was signed.`, both],
  body_normalised: [
    (f) => `The characters of the body were normalised (${f.form}) before it was signed.`,
    both,
  ],
  body_stand_in: [
    (f) =>
      `${JSON.stringify(f.text)} was signed in place of the body: an object was turned to text, or had no value.`,
    both,
  ],
  body_cut: [
    (f) => `Only the first ${f.got} of ${f.expected} bytes of the body were signed.`,
    'Read the body to its end; Content-Length counts bytes, not characters.',
  ],
  body_padded: [
    (f) => `The body was signed with zeros behind it, ${f.length} bytes in all: the whole buffer was used.`,
    'Sign only the bytes that were read.',
  ],
  body_strings_unquoted: ['Texts that look like numbers or Booleans were signed without quotes.', both],
  body_empties_dropped: [
    'Members that are empty, null or a text of nothing, were left out before the body was signed.',
    both,
  ],
  body_empties_nulled: ['Empty texts became null before the body was signed, as Laravel does.', both],
  body_values_only: ['Only the values of some members were signed.', both],
  body_members_left_out: [
    (f) => `These members were left out of the body that was signed: ${f.members.join(', ')}.`,
    both,
  ],
  body_nulls_replaced: ['Members that are null were signed as texts.', both],
  body_bound: [
    'The body was bound to a class and written again: its members came in the order of the class, and unknown ones were lost.',
    both,
  ],
  body_absent_as_null: ['Members that did not come were written as null.', both],
  body_nested_as_text: ['Objects within the body were signed as texts of JSON.', both],
  body_nested_opened: ['Texts of JSON within the body were signed as objects.', both],
  body_reversed: ['The members were signed from back to front.', both],
  body_as_pairs: ['The members were signed as pairs name=value, not as JSON.', both],
  body_blanks_removed: ['White space was taken out of the body, within its texts too.', both],
  body_lines_joined: [
    'The line breaks of the body were lost: it was read line by line and put together.',
    both,
  ],
  body_html_unescaped: [
    'The signs behind \\u003c, \\u003e or \\u0026 were signed in place of the escapes that were sent.',
    both,
  ],
  body_entities: [
    '“<”, “>”, “&” or quotes were turned to entities of HTML before the body was signed: a filter against scripts lies before the check.',
    'Verify before such a filter, or leave this address out of it.',
  ],
  body_in_list: ['The body was signed within brackets, as a list of one.', both],
  body_case: ['All letters of the body were turned to one case before it was signed.', both],
  body_url_decoded: ['The body was URL-decoded before it was signed.', both],
  body_form_field: ['The body was read as a form, and a name or an equals sign was signed with it.', both],
  body_base64: ['The Base64 of the body was signed.', both],
  body_hex: ['The body was signed in hexadecimal digits.', both],
  body_printed: [(f) => `The text that a language prints of an object was signed, not JSON: ${f.as}.`, both],
  pairs_parameters_left_out: [
    (f) => `These parameters were left out of what was signed: ${f.parameters.join(', ')}.`,
    pairs,
  ],
  pairs_absent_signed: [
    (f) =>
      `Parameters that did not come were signed with ${f.value === '' ? 'an empty value' : `“${f.value}”`}: ${f.parameter}.`,
    'Sign the parameters that came, not a fixed list of them.',
  ],
  pairs_value_changed: [(f) => `Values were signed ${valueHows[f.how]}.`, pairs],
  pairs_one_otherwise: [
    (f) => `The parameter ${f.parameter} was treated otherwise than the others.`,
    'Treat all parameters alike.',
  ],
  pairs_all_but_one: [
    (f) => `All parameters but ${f.parameter} were treated so.`,
    'Treat all parameters alike.',
  ],
  pairs_separated: [(f) => `The pairs were joined with ${JSON.stringify(f.separator)}.`, pairs],
  pairs_all_of_repeated: [
    'Of a parameter that comes twice both values, or none, were signed.',
    'The first value counts; better, send each name once.',
  ],
  pairs_sorted_as_text: ['The pairs were sorted as texts name=value, not by name.', pairs],
  pairs_sorted_by_value: ['The parameters were sorted by value.', pairs],
  pairs_sorted_by_length: ['The parameters were sorted by the length of their names.', pairs],
  pairs_time_last: ['timeStamp was put at the end.', pairs],
  pairs_names_only: ['Only the names were signed, without the values.', pairs],
  pairs_as_json: ['The parameters were signed as JSON, or as a printed map.', pairs],
  pairs_names_cased: ['The names of the parameters were signed in another case.', pairs],
  pairs_body_signed: [
    'The text of the body was signed, and not its members as pairs name=value.',
    'Write each top-level member that has a value as name=value, sort by name, and join by “&”.',
  ],
  pairs_value_printed: [
    (f) => `A member that is a list or an object was signed as ${f.as}.`,
    'Lists and objects are signed as their compact JSON text, as in the body.',
  ],
  pairs_route_signed: [
    (f) =>
      `${f.parameter}=${f.value} was signed too, and was not sent: the web server adds it to tell the framework the path.`,
    'Take the parameters from the query of the request line, or leave out what a rewrite rule has added.',
  ],
  pairs_with_address: ['The address or the method was signed before the parameters.', pairs],
  body_sign_key_in_text: ['The access key was signed with the body.', bodySign],
  body_sign_over_hash: ['A hash of the body was signed, not the body.', bodySign],
  body_sign_v1_formula: ['The members of the reply were signed as pairs name=value.', bodySign],
  body_sign_part_only: ['Only some members of the reply were signed.', bodySign],
  body_sign_with_timestamp: ['The timestamp of the request was signed with the body.', bodySign],
  body_sign_before_sealing: [
    'The reply was signed before userName and password were encrypted.',
    'Encrypt first; then write the body, sign it and send it.',
  ],
  field_key_stretched: [(f) => `The AES key was made by PBKDF2 (rounds: ${f.rounds}).`, derive],
  field_prng_otherwise: [(f) => `The AES key is wrong: ${prngHows[f.how]}.`, derive],
  field_mode: [
    (f) => `The value is encrypted in ${f.mode} mode.`,
    'Use AES in CBC mode with PKCS#5 padding and a random IV.',
  ],
  field_padded: [
    (f) => `The text was padded in another way: ${f.padding}.`,
    'Use PKCS#5 padding (PKCS#7) to blocks of 16 bytes, the default of AES/CBC in Java.',
  ],
  field_iv_other: ['The IV in front is not the one that was used.', layout],
  field_salted: [
    'The value is what CryptoJS or openssl enc writes of a password: “Salted__”, the salt, the ciphertext.',
    `Give the cipher key and IV as bytes, not as a password. ${layout}`,
  ],
  field_base64_twice: ['The value was encoded in Base64 twice.', layout],
  field_url_safe: ['The ciphertext is written in the Base64 for addresses, with “-” and “_”.', layout],
  field_unpadded: ['The ciphertext lacks the “=” at its end.', layout],
  field_plus_blank: [
    'Each “+” of the value became a blank: it was URL-decoded once too often.',
    'Send the value in JSON as it is; in an address write “+” as %2B.',
  ],
  field_line_breaks: ['The Base64 holds line breaks or blanks, as MIME encoders write them.', layout],
  field_url_escaped: ['The value is URL-encoded.', layout],
  field_separated: ['A sign stands between IV and ciphertext.', layout],
  field_sealed_twice: [
    'The value was encrypted twice.',
    'Encrypt userName and password once; a value that is stored encrypted is sent as it is.',
  ],
} as const satisfies Partial<Writers>

import type { Writers } from './writers.ts'

const asKey = 'Use the characters of the key as UTF-8 bytes, without changing them.'
const copied =
  'Copy the key again instead of typing it, then compare its length and its first and last characters.'
const order =
  'Join the parts in this order, without a separator: access key + nonce + timestamp + hash of the body.'
const inner =
  'The hash of the body is HMAC-SHA256 with the access key, written as 64 lower-case hexadecimal digits.'
const asText = 'Sign the timestamp exactly as it is sent, as text. Do not parse or reformat it.'
const hex =
  'Write the 32 bytes of the result in the form that the protocol requires: 64 hexadecimal digits, or 44 characters of Base64.'
const made = {
  nonce: 'it includes the nonce',
  timestamp: 'it includes the timestamp',
  both: 'it includes the nonce and the timestamp',
  digest: 'it was derived from the access key and the timestamp with a hash',
}
const partNames = { key: 'access key', nonce: 'nonce', timestamp: 'timestamp', body: 'hash of the body' }
const placeNames = { before: 'before', behind: 'after', around: 'around' }
const requestParts: Readonly<Record<string, string>> = {
  address: 'URL',
  host: 'Host header',
  'content-type': 'Content-Type',
  length: 'content length',
}
const textHows = {
  base64: 'encoded in Base64',
  hex: 'converted to hexadecimal',
  url: 'URL-encoded',
  upper: 'converted to upper case',
  lower: 'converted to lower case',
  digest: 'hashed',
  newline: 'given a line break at its end',
  trimmed: 'stripped of whitespace',
  quoted: 'put in quotes',
  bom: 'given a byte order mark (BOM)',
}
const nonceHows = {
  decoded: 'decoded once too often',
  lower: 'in lower case',
  upper: 'in upper case',
  dashes: 'without its hyphens',
  trimmed: 'without the spaces around it',
  cut: 'cut off',
  base64: 'in Base64',
  quoted: 'in quotes',
}

/** Slips with the key, the encoding of a proof, and the signed text. */
export const englishSlips = {
  key_affixed: [
    (f) => `${JSON.stringify(f.text)} ${placeNames[f.place]} the key was used as part of it.`,
    'Check how the key is read from the configuration, and whether the code was taken from another signing scheme.',
  ],
  key_hashed: [(f) => `The ${f.algorithm} hash of the key was used as the key.`, asKey],
  key_cut: [
    (f) => `The key was cut off: ${f.got} of its ${f.expected} characters were used.`,
    'Check the length of the column or variable that holds it, and which character ends a value when it is read.',
  ],
  key_stand_in: [
    (f) => `“${f.text}” was used as the key: a placeholder was not replaced, or a variable has no value.`,
    'Check that the variable or file with the key exists when the program starts.',
  ],
  key_made_of: [
    (f) => `The HMAC key is wrong: ${made[f.of]}.`,
    'Use the access key alone as the HMAC key; for a V1.0 request, access key + timeStamp.',
  ],
  key_timestamp_separated: [
    (f) => `The HMAC key has ${JSON.stringify(f.separator)} between the access key and timeStamp.`,
    'The HMAC key is access key + timeStamp, with nothing between them.',
  ],
  key_hex: ['The key was converted to hexadecimal, and the result was used as the key.', asKey],
  key_dashes_replaced: [
    'The hyphens in the key were replaced with other characters.',
    'Use the plain hyphen “-”. Word processors and chat programs replace it.',
  ],
  key_doubled: ['The key was used twice in a row.', copied],
  key_reversed: ['The characters of the key were used in reverse order.', asKey],
  key_letter_lost: ['One character of the key is missing.', copied],
  key_letter_doubled: ['One character of the key is repeated.', copied],
  key_letters_swapped: ['Two characters of the key are swapped.', copied],
  key_letter_case: ['One letter of the key has the wrong case.', copied],
  key_look_alike: [
    'One character of the key was mistaken for a similar one, such as O for 0 or l for 1.',
    copied,
  ],
  key_only_in_text: [
    'This mistake in the key is only in the string to sign; the HMAC key is right.',
    'Use the same key in both places.',
  ],
  proof_prefixed: [
    (f) => `The signature has ${JSON.stringify(f.prefix)} before it.`,
    'Send the signature alone.',
  ],
  proof_separated: [
    (f) =>
      `The bytes of the signature are separated by ${JSON.stringify(f.separator)}, as BitConverter in C# writes them.`,
    'Write the digits without a separator.',
  ],
  proof_quoted: ['The signature is in quotes or brackets.', 'Send the signature alone.'],
  proof_byte_list: ['The signature is a list of numbers: the byte array was printed.', hex],
  proof_raw_bytes: ['The signature was sent as raw bytes.', hex],
  proof_hex_twice: ['The signature was converted to hexadecimal twice.', hex],
  proof_hex_of_base64: ['The Base64 form of the signature was converted to hexadecimal.', hex],
  proof_base64_twice: ['The signature was encoded in Base64 twice.', hex],
  proof_zeros_lost: [
    'Zeros are missing from the signature: leading zeros of bytes, or of the whole number, were dropped.',
    'Write each byte with two digits: use %02x, String.format("%02x") or HexFormat, not Integer.toHexString or BigInteger.toString(16).',
  ],
  proof_sign_extended: [
    'Bytes of the signature from 128 upwards were written as “ffffff…”: they were treated as signed integers.',
    'Write byte & 0xff with two digits, or use HexFormat.',
  ],
  proof_signs_lost: [
    'The characters “+”, “/” or “=” are missing from the signature.',
    'URL-encode the signature when it goes into a URL.',
  ],
  inner_algorithm: [(f) => `The body was hashed with ${f.algorithm} instead of HMAC-SHA256.`, inner],
  inner_swapped: ['The key and the body were swapped when the body was hashed.', inner],
  inner_twice: ['The body was hashed twice.', inner],
  inner_without_key: ['The body was hashed with an empty key.', inner],
  inner_body_base64: ['The Base64 of the body was signed instead of its hash.', inner],
  inner_cut: ['The hash of the body was cut off before it was signed.', inner],
  inner_zeros_lost: [
    'Zeros are missing from the hash of the body.',
    `${inner} Write each byte with two digits, as %02x does.`,
  ],
  inner_sign_extended: [
    'Bytes from 128 upwards were written as “ffffff…” in the hash of the body: they were treated as signed integers.',
    `${inner} Write byte & 0xff.`,
  ],
  inner_bytes_as_text: [
    "The raw bytes of the hash of the body were converted to text, as characters or as Python’s b'…'.",
    inner,
  ],
  inner_separated: [
    'The bytes of the hash of the body have separators between them, as BitConverter in C# writes them.',
    inner,
  ],
  inner_hex_twice: ['The hash of the body was converted to hexadecimal twice.', inner],
  inner_affixed: [
    (f) => `“${f.text}” ${placeNames[f.place]} the hash of the body was signed as part of it.`,
    `${inner} Take only the digits from a tool’s output.`,
  ],
  inner_with_timestamp: ['The hash of the body includes the timestamp.', inner],
  hash_twice: ['The signature was hashed twice.', 'Apply HMAC-SHA256 once and send its result.'],
  parts_ordered: [
    (f) =>
      `The string to sign was joined in the wrong order: ${f.parts.map((one) => partNames[one]).join(' + ')}${new Set(f.parts).size < f.parts.length ? ', with one part used twice' : ''}.`,
    order,
  ],
  parts_named: ['The parts of the string to sign were joined as name=value pairs.', order],
  query_signed: ['The query was signed, as it is in the URL or as name=value pairs.', order],
  part_added: [
    (f) =>
      `The request’s ${requestParts[f.part] ?? f.part} was signed as well, ${placeNames[f.place]} the expected text.`,
    order,
  ],
  text_changed: [
    (f) => `The string to sign was ${textHows[f.how]} before it was signed.`,
    'Sign the joined string without changing it.',
  ],
  nonce_changed: [
    (f) => `The nonce was signed ${nonceHows[f.how]}.`,
    'URL-decode the nonce once, then sign it unchanged.',
  ],
  stamp_stand_in: [
    (f) => `“${f.text}” was signed instead of the ${f.parameter}: the variable had no value.`,
    (f) => `Read the ${f.parameter} before signing, by its exact name.`,
  ],
  timestamp_truncated: [
    'The timestamp was signed without its milliseconds, or with zeros in their place or after it.',
    asText,
  ],
  timestamp_overflow: [
    'The timestamp was signed as a 32-bit integer, which is too small for it.',
    `Use a 64-bit integer. ${asText}`,
  ],
  timestamp_float: ['The timestamp was signed as a floating-point number.', asText],
  timestamp_formatted: [
    (f) => `The timestamp was signed in another date or number format, such as “${f.example}”.`,
    asText,
  ],
  timestamp_other: [
    (f) =>
      `The signed timestamp is ${Math.abs(f.byMs)} ms ${f.byMs > 0 ? 'later' : 'earlier'} than the one sent: the clock was read twice.`,
    'Read the clock once, and use the same text for signing and sending.',
  ],
} as const satisfies Partial<Writers>

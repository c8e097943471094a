import type { Writers } from './writers.ts'

const asKey = 'Use the characters of the key as they are, as UTF-8 bytes.'
const copied =
  'Copy the key anew from Key management, do not type it; compare its length and its first and last letters.'
const order = 'Join access key, nonce, timestamp and hash of the body in this order, without any separator.'
const inner =
  'The hash of the body is HMAC-SHA256 under the access key, written as 64 lower-case hexadecimal digits.'
const asText = 'Sign the text of the timestamp as it is sent; do not parse it or write it anew.'
const hex =
  'Write the 32 bytes of the result in the form of the protocol: 64 hexadecimal digits, or 44 characters of Base64.'
const made = {
  nonce: 'the nonce went into it',
  timestamp: 'the timestamp went into it',
  both: 'nonce and timestamp went into it',
  digest: 'it was derived from the access key and the time by a hash',
}
const partNames = { key: 'access key', nonce: 'nonce', timestamp: 'timestamp', body: 'hash of the body' }
const textHows = {
  base64: 'encoded in Base64',
  hex: 'written in hexadecimal',
  url: 'URL-encoded',
  upper: 'turned to capitals',
  lower: 'turned to small letters',
  digest: 'hashed',
  newline: 'given a line break at its end',
  trimmed: 'freed of white space',
  quoted: 'put in quotes',
  bom: 'given a byte order mark',
}
const nonceHows = {
  decoded: 'decoded once too often',
  lower: 'in small letters',
  upper: 'in capitals',
  dashes: 'without its dashes',
  trimmed: 'without the blanks around it',
  cut: 'cut off',
  base64: 'in Base64',
  quoted: 'in quotes',
}

/** Slips with the key, the encoding of a proof, and the signed text. */
export const englishSlips = {
  key_affixed: [
    (f) =>
      `${JSON.stringify(f.text)} stood ${f.place === 'before' ? 'before' : 'behind'} the key and was used as part of it.`,
    'Look at how the key is read from its configuration, and at other signing schemes that the code was taken from.',
  ],
  key_hashed: [(f) => `The ${f.algorithm} of the key was used in place of the key.`, asKey],
  key_cut: [
    (f) => `The key was cut: ${f.got} of its ${f.expected} characters were used.`,
    'Check the length of the column or variable that holds it, and what its reader takes for the end of a value.',
  ],
  key_stand_in: [
    (f) =>
      `“${f.text}” was used as the key: a placeholder that was not filled in, or a variable without a value.`,
    'Check that the variable or file that holds the key is there when the program starts.',
  ],
  key_made_of: [
    (f) => `The key of the HMAC was not the access key alone: ${made[f.of]}.`,
    'Use the key that the protocol names: the access key alone; for a V1.0 request, access key + timeStamp.',
  ],
  key_timestamp_separated: [
    (f) => `${JSON.stringify(f.separator)} stood between access key and timeStamp in the key.`,
    'The key is access key + timeStamp, with nothing between them.',
  ],
  key_hex: ['The key was written in hexadecimal digits, and those were used as the key.', asKey],
  key_dashes_replaced: [
    'The dashes of the key were replaced by other signs.',
    'Use the plain dash “-”; word processors and chats change it.',
  ],
  key_doubled: ['The key was used twice in a row.', copied],
  key_reversed: ['The key was used from back to front.', asKey],
  key_letter_lost: ['One character of the key is missing.', copied],
  key_letter_doubled: ['One character of the key stands twice.', copied],
  key_letters_swapped: ['Two characters of the key are swapped.', copied],
  key_letter_case: ['One letter of the key is in the other case.', copied],
  key_look_alike: [
    'One character of the key was mistaken for one that looks alike, such as O for 0 or l for 1.',
    copied,
  ],
  key_only_in_text: [
    'The mistake in the key was made only where it stands in the text that is signed, not in the key of the HMAC.',
    'Use one and the same key in both places.',
  ],
  proof_prefixed: [
    (f) => `${JSON.stringify(f.prefix)} stands before the signature.`,
    'Send the signature alone.',
  ],
  proof_separated: [
    (f) =>
      `The bytes of the signature are separated by ${JSON.stringify(f.separator)}, as BitConverter in C# writes them.`,
    'Write the digits without anything between them.',
  ],
  proof_quoted: ['The signature stands in quotes or brackets.', 'Send the signature alone.'],
  proof_byte_list: ['The signature is a list of numbers: the array of its bytes was printed.', hex],
  proof_raw_bytes: ['The signature was sent as raw bytes.', hex],
  proof_hex_twice: ['The hexadecimal digits of the signature were written in hexadecimal once more.', hex],
  proof_hex_of_base64: ['The Base64 of the signature was written in hexadecimal.', hex],
  proof_base64_twice: ['The signature was encoded in Base64 twice.', hex],
  proof_zeros_lost: [
    'Zeros of the signature are lost: bytes below 16, or the number as a whole, were written without them.',
    'Write two digits for each byte: %02x, String.format("%02x") or HexFormat, not Integer.toHexString and not BigInteger.toString(16).',
  ],
  proof_sign_extended: [
    'Bytes of the signature from 128 on were written as “ffffff…”: they were turned to signed integers.',
    'Write byte & 0xff with two digits, or use HexFormat.',
  ],
  proof_signs_lost: [
    'The signs “+”, “/” or “=” of the signature are lost.',
    'URL-encode the signature when it stands in an address.',
  ],
  inner_algorithm: [(f) => `The body was hashed with ${f.algorithm}, and HMAC-SHA256 is meant.`, inner],
  inner_swapped: ['Key and body were swapped when the body was hashed.', inner],
  inner_twice: ['The body was hashed twice.', inner],
  inner_without_key: ['The body was hashed under an empty key.', inner],
  inner_body_base64: ['The Base64 of the body was used.', inner],
  inner_cut: ['The hash of the body was cut before it was signed.', inner],
  inner_zeros_lost: [
    'The hash of the body was signed without some of its zeros.',
    `${inner} Two digits for each byte, as %02x writes them.`,
  ],
  inner_sign_extended: [
    'Bytes from 128 on were written as “ffffff…” in the hash of the body: they were turned to signed integers.',
    `${inner} Write byte & 0xff.`,
  ],
  inner_bytes_as_text: [
    "The bytes of the hash of the body were turned to text by the language, as if they were characters or as Python’s b'…'.",
    inner,
  ],
  inner_separated: [
    'The hash of the body was written with separators between its bytes, as BitConverter in C# does.',
    inner,
  ],
  inner_hex_twice: ['The hex digits of the hash of the body were turned into hex once more.', inner],
  inner_affixed: [
    (f) => `“${f.text}” stood ${f.place} the hash of the body and was signed with it.`,
    `${inner} Take these digits alone from what a tool prints.`,
  ],
  inner_with_timestamp: ['The timestamp went into the hash of the body.', inner],
  hash_twice: ['The result was hashed once more.', 'Call HMAC-SHA256 once, and write its result.'],
  parts_ordered: [
    (f) =>
      `The text was joined in another order: ${f.parts.map((one) => partNames[one]).join(' + ')}${new Set(f.parts).size < f.parts.length ? ', one of them twice' : ''}.`,
    order,
  ],
  parts_named: ['The parts were joined as pairs name=value.', order],
  query_signed: ['The query was signed, as it stands in the address or as pairs name=value.', order],
  part_added: [(f) => `Something more was signed ${f.place} the text: ${f.part} of the request.`, order],
  text_changed: [
    (f) => `The text was ${textHows[f.how]} before it was signed.`,
    'Sign the text as it is joined.',
  ],
  nonce_changed: [
    (f) => `The nonce was signed ${nonceHows[f.how]}.`,
    'Sign the nonce as it is after the address was decoded once.',
  ],
  stamp_stand_in: [
    (f) => `“${f.text}” was signed in place of the ${f.parameter}: it had no value in the code.`,
    (f) => `Read the ${f.parameter} before signing, under its exact name.`,
  ],
  timestamp_truncated: [
    'The timestamp was signed without its milliseconds, with zeros in their place or behind it.',
    asText,
  ],
  timestamp_overflow: [
    'The timestamp was signed as an integer of 32 bits, which cannot hold it.',
    `Use a number of 64 bits. ${asText}`,
  ],
  timestamp_float: ['The timestamp was signed as a floating-point number.', asText],
  timestamp_formatted: [
    (f) => `The time was signed in another form of date or number, such as “${f.example}”.`,
    asText,
  ],
  timestamp_other: [
    (f) =>
      `Another time was signed than was sent: ${Math.abs(f.byMs)} ms ${f.byMs > 0 ? 'later' : 'earlier'}. The clock was read twice.`,
    'Read the clock once, and use that text for both.',
  ],
} as const satisfies Partial<Writers>

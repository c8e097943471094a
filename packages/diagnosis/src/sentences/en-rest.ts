import { describeVerdict } from '@loggia/protocol/wire'
import type { Writers } from './writers.ts'

const derive =
  'Derive the AES key with SHA1PRNG seeded with the access key, as Java’s KeyGenerator does. The access key itself is never the AES key.'
const layout = 'Write the IV as 16 plain letters or digits, followed by the ciphertext in Base64.'
const fills = {
  zeros: 'padded with zeros',
  blanks: 'padded with spaces',
  repeated: 'repeated to the length of an AES key',
  cut: 'cut to the length of an AES key',
}

/** Sealed fields, the open APIs’ signature, and the whole exchange. */
export const englishRest = {
  field_key_padded: [(f) => `The AES key is the access key, ${fills[f.fill]}.`, derive],
  field_key_hashed: [(f) => `The AES key is the ${f.algorithm} hash of the access key.`, derive],
  field_prng_unsigned: [
    'The second half of the AES key is wrong: this SHA1PRNG adds bytes as unsigned numbers.',
    'Add the bytes as signed numbers, as Java does, with an arithmetic shift for the carry.',
  ],
  field_bits: [
    (f) => `The value is encrypted with AES-${f.used}, but encryptType announces AES-${f.announced}.`,
    'Set encryptType to 1 for AES-256 or to 2 for AES-128. Without it, V1.0 assumes 1.',
  ],
  field_ecb: [
    'The value is encrypted in ECB mode.',
    'Use AES in CBC mode with PKCS#5 padding and a random IV.',
  ],
  field_iv_missing: ['The value was encrypted without an IV, or the IV was not sent.', layout],
  field_iv_from_key: ['The IV was taken from the key and is not sent.', layout],
  field_iv_behind: ['The IV comes after the ciphertext.', layout],
  field_iv_encoded: ['The IV comes first, but is in hexadecimal or Base64.', layout],
  field_base64_whole: ['The IV and the ciphertext were encoded in Base64 together.', layout],
  field_hex: ['The ciphertext is in hexadecimal.', layout],
  field_zero_padded: [
    'The text was padded with zeros.',
    'Use PKCS#5 (PKCS#7) padding, the default for AES/CBC in Java.',
  ],
  field_null: [
    'The IV is followed by “null”: the published sample code encrypted an empty text.',
    'Leave the field out if it is empty.',
  ],
  field_plain: ['The value is not encrypted.', `${layout} ${derive}`],
  field_malformed: [
    'The value is not an IV followed by whole blocks in Base64; it may have been cut off.',
    `${layout} Check the length of the database column that stores it.`,
  ],
  field_too_long: [
    'The value is longer than 128 characters.',
    'An encrypted value can hold at most 79 bytes of text.',
  ],
  encrypt_type_unknown: [(f) => `encryptType is “${f.got}”.`, 'Set it to 1 for AES-256 or to 2 for AES-128.'],
  encrypt_type_missing: [
    'The value is encrypted, but the response has no encryptType, so it is read as plain text.',
    'V2.0 sends plain text. If you encrypt, set encryptType to 1 or 2.',
  ],
  ak_sk_missing: [
    'The request has no Authorization header.',
    'Sign it with SDK-HMAC-SHA256 and the AK and SK of the seller’s account.',
  ],
  ak_sk_algorithm: [(f) => `Authorization starts with “${f.got}”.`, 'It must start with SDK-HMAC-SHA256.'],
  ak_sk_malformed: [
    (f) => `Authorization cannot be read: “${f.got}”.`,
    'Write SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=….',
  ],
  ak_sk_date_missing: [
    'The X-Sdk-Date header is missing.',
    'Send it as yyyyMMddTHHmmssZ in UTC, and sign it.',
  ],
  ak_sk_date_malformed: [(f) => `X-Sdk-Date is “${f.got}”.`, 'Write it as yyyyMMddTHHmmssZ in UTC.'],
  ak_sk_date_unsigned: [
    'x-sdk-date is not in SignedHeaders.',
    'Add it to SignedHeaders and to the canonical headers.',
  ],
  ak_sk_header_absent: [
    (f) => `The header ${f.header} was signed, but did not arrive.`,
    'Sign only headers that are sent, and check whether a proxy removes them.',
  ],
  ak_sk_body_hash: [
    'X-Sdk-Content-Sha256 is the hash of a different body.',
    'Hash the body that is sent, or leave this header out.',
  ],
  ak_sk_path_without_slash: [
    'The canonical path was signed without a slash at its end.',
    'The canonical path always ends with “/”, even if the URL does not.',
  ],
  ak_sk_query_left_out: [
    'The query was not signed.',
    'Put the sorted and escaped query into the canonical request.',
  ],
  ak_sk_query_unsorted: [
    'The query was signed in the order in which it was sent.',
    'Sort the parameters by name.',
  ],
  ak_sk_query_unescaped: [
    'The query was signed without escapes.',
    'Escape every reserved byte in names and values, with upper-case hexadecimal digits.',
  ],
  ak_sk_host_without_port: [
    'The host was signed without its port.',
    'Sign the Host header exactly as it is sent, including a port that is not the default.',
  ],
  ak_sk_method_lower_case: ['The method was signed in lower case.', 'Write it in upper case.'],
  method_wrong: [(f) => `The request was sent with ${f.got}.`, (f) => `Use ${f.expected}.`],
  protocol_unknown: [
    'The request has no signature of a known protocol.',
    'V2.0 has signature, timestamp and nonce in the URL, V1.0 has authToken, and an open API has the Authorization header. Check that the whole request was copied.',
  ],
  reply_fault: [
    (f) => describeVerdict(f.verdict, 'en-US'),
    'Correct the response as described, then repeat the call.',
  ],
  refused_though_right: [
    (f) =>
      `The seller’s server refused the signature with ${f.resultCode}, but the request is correct: its signature matches the key, and everything else that can be checked here is right.`,
    'The mistake is in the seller’s verification code or in its key. Log the signature that the code computes and enter it here, to find the mistake.',
  ],
  nothing_fits: [
    (f) =>
      f.isField === true
        ? `The value cannot be decrypted with this key: ${f.tried} known ways to derive the AES key and to write the value were tried. It was encrypted with a different key, or is only an example.`
        : `The signature does not match, and none of the ${f.tried} known mistakes and combinations that were tried produces it. The key, the body or the timestamp here may differ from the ones that were signed, or the mistake is not known here.`,
    (f) =>
      f.isField === true
        ? 'Encrypt with the AES key that the protocol derives from the key of this interface. If you have other keys, try them as well.'
        : 'Check first that both sides use the same key, and that the body here is complete, byte for byte. Then try your other keys, and enter the signature that your code computes.',
  ],
} as const satisfies Partial<Writers>

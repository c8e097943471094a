import { describeVerdict } from '@loggia/protocol/wire'
import type { Writers } from './writers.ts'

const derive =
  'Derive the AES key by SHA1PRNG seeded with the access key, as Java’s KeyGenerator does; the access key is never the AES key.'
const layout = 'Write sixteen letters or digits as IV, in clear, then the Base64 of the ciphertext.'
const fills = {
  zeros: 'padded with zeros',
  blanks: 'padded with blanks',
  repeated: 'repeated to the length of an AES key',
  cut: 'cut to the length of an AES key',
}

/** Sealed fields, the open APIs’ signature, and the whole exchange. */
export const englishRest = {
  field_key_padded: [(f) => `The AES key is the access key ${fills[f.fill]}.`, derive],
  field_key_hashed: [(f) => `The AES key is the ${f.algorithm} of the access key.`, derive],
  field_prng_unsigned: [
    'The second half of the AES key is wrong: SHA1PRNG was built with bytes added without their signs.',
    'Add the bytes as signed numbers, as Java does, with an arithmetic shift for the carry.',
  ],
  field_bits: [
    (f) => `The value is encrypted with AES-${f.used}, and AES-${f.announced} is announced.`,
    'Set encryptType to 1 for AES-256 and to 2 for AES-128; if absent it means 1 in V1.0.',
  ],
  field_ecb: [
    'The value is encrypted in ECB mode.',
    'Use AES in CBC mode with PKCS#5 padding and a random IV.',
  ],
  field_iv_missing: ['The value was encrypted without an IV, or the IV is not sent.', layout],
  field_iv_from_key: ['The IV is made of the key, and is not sent.', layout],
  field_iv_behind: ['The IV stands behind the ciphertext.', layout],
  field_iv_encoded: ['The IV stands in front, and is written in hexadecimal or Base64.', layout],
  field_base64_whole: ['IV and ciphertext were encoded in Base64 together.', layout],
  field_hex: ['The ciphertext is written in hexadecimal.', layout],
  field_zero_padded: [
    'The text was padded with zeros.',
    'Use PKCS#5 padding (PKCS#7), the default of AES/CBC in Java.',
  ],
  field_null: [
    'The IV is followed by “null”: an empty text was encrypted by the published helper.',
    'Leave the member out if it is empty.',
  ],
  field_plain: ['The value is not encrypted.', `${layout} ${derive}`],
  field_malformed: [
    'The value is no IV followed by whole blocks in Base64; it may have been cut off.',
    `${layout} Check the length of the column that it was stored in.`,
  ],
  field_too_long: [
    'The value is longer than 128 characters.',
    'At most 79 bytes of text fit into an encrypted value.',
  ],
  encrypt_type_unknown: [(f) => `encryptType is “${f.got}”.`, 'It is 1 for AES-256 or 2 for AES-128.'],
  encrypt_type_missing: [
    'The value is encrypted, and the reply has no encryptType, so that it is taken for plain text.',
    'V2.0 sends plain text; if you encrypt, set encryptType to 1 or 2.',
  ],
  ak_sk_missing: [
    'The request has no Authorization header.',
    'Sign it by SDK-HMAC-SHA256 with the AK and SK of the seller’s account.',
  ],
  ak_sk_algorithm: [(f) => `Authorization begins with “${f.got}”.`, 'It must begin with SDK-HMAC-SHA256.'],
  ak_sk_malformed: [
    (f) => `Authorization cannot be read: “${f.got}”.`,
    'Write SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=….',
  ],
  ak_sk_date_missing: [
    'The header X-Sdk-Date is missing.',
    'Send it as yyyyMMddTHHmmssZ in UTC, and sign it.',
  ],
  ak_sk_date_malformed: [(f) => `X-Sdk-Date is “${f.got}”.`, 'Write it as yyyyMMddTHHmmssZ in UTC.'],
  ak_sk_date_unsigned: [
    'x-sdk-date is not among the signed headers.',
    'Add it to SignedHeaders and to the canonical headers.',
  ],
  ak_sk_header_absent: [
    (f) => `The header ${f.header} was signed and did not arrive.`,
    'Sign only headers that are sent, and check whether a proxy takes them away.',
  ],
  ak_sk_body_hash: [
    'X-Sdk-Content-Sha256 is the hash of another body.',
    'Hash the body that is sent, or leave the header out.',
  ],
  ak_sk_path_without_slash: [
    'The canonical path was signed without a slash at its end.',
    'The canonical path always ends with “/”, also if the address does not.',
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
    'Escape names and values, every byte that is not unreserved, with capital digits.',
  ],
  ak_sk_host_without_port: [
    'The host was signed without its port.',
    'Sign the Host header as it is sent, with a port that is not the default.',
  ],
  ak_sk_method_lower_case: ['The method was signed in small letters.', 'Write it in capitals.'],
  method_wrong: [(f) => `The request was sent by ${f.got}.`, (f) => `Use ${f.expected}.`],
  protocol_unknown: [
    'The request carries no proof of any known protocol.',
    'V2.0 sends signature, timestamp and nonce in the address; V1.0 sends authToken; an open API takes the header Authorization. Check that the whole request was copied.',
  ],
  reply_fault: [(f) => describeVerdict(f.verdict, 'en-US'), 'The sentence says what to do.'],
  refused_though_right: [
    (f) =>
      `The seller’s server refused the proof with ${f.resultCode}, and the request is right: signature, key and all that can be seen here fit together.`,
    'The check in the seller’s code or its key is at fault. Let the code log the signature that it computes, and give that here: it shows which mistake was made.',
  ],
  nothing_fits: [
    (f) =>
      f.isField === true
        ? `The value cannot be opened: none of the ${f.tried} ways to make its AES key and to write it that were tried fits. It was sealed with another access key, or it is only an example.`
        : `The signature does not fit, and none of the ${f.tried} ways to get it wrong that were tried gives it: none of the known mistakes alone, and no two of them together. The cause is something else: another key, body or stamp than was signed, or a mistake that is not known here.`,
    (f) =>
      f.isField === true
        ? 'Seal with the key that the protocol derives from the access key of this interface; give the other keys that you have.'
        : 'Check first that both sides have the same key and that the body here is whole, byte for byte. Give the other keys that you have, and the signature that your code computes.',
  ],
} as const satisfies Partial<Writers>

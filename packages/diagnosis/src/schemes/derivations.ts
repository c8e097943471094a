import { createHash, pbkdf2Sync } from 'node:crypto'
import type { FieldKeyBits } from '@loggia/signing'
import type { Finding } from '../findings.ts'
import type { Hows } from '../hows.ts'
import { computeHmac, computeHash } from '../hashes.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'

// How the AES key may have been derived from the access key.

/** Derives a key. An empty key means that this derivation is not possible for this size. */
export type Derivation = (key: Buffer, bits: FieldKeyBits) => Buffer

const impossible = Buffer.alloc(0)
const sizeKey = (bytes: Buffer, bits: FieldKeyBits): Buffer =>
  bytes.length >= bits / 8 ? bytes.subarray(0, bits / 8) : impossible
export const fillKey = (key: Buffer, length: number, fill: number): Buffer =>
  Buffer.concat([key, Buffer.alloc(length, fill)]).subarray(0, length)
const toPadding = (fill: 'zeros' | 'blanks' | 'repeated' | 'cut'): Finding => ({
  kind: 'field_key_padded',
  fill,
})
const toHashFinding = (algorithm: string): Finding => ({ kind: 'field_key_hashed', algorithm })
const ifShort =
  (make: (key: Buffer, length: number) => Buffer): Derivation =>
  (key, bits) =>
    key.length > 0 && key.length < bits / 8 ? make(key, bits / 8) : impossible

/** The second block of the generator, with bytes added as unsigned values: the trap of saas-v1 §5.1. */
function unsignedPrng(seed: Buffer, length: number, firstCarry: number): Buffer {
  const state = computeHash(seed, 'sha1')
  const first = computeHash(state, 'sha1')
  let carry = firstCarry
  const next = state.map((byte, i) => {
    const sum = byte + (first[i] ?? 0) + carry
    carry = sum >> 8
    return sum & 0xff
  })
  return Buffer.concat([first, computeHash(next, 'sha1')]).subarray(0, length)
}
/** Derivations that differ only in the second block. */
const second =
  (make: (key: Buffer) => Buffer): Derivation =>
  (key, bits) =>
    bits === 256 ? make(key).subarray(0, 32) : impossible
const sha1 = (bytes: Buffer | Uint8Array): Buffer => computeHash(bytes, 'sha1')

const asSigned = (byte: number): number => (byte << 24) >> 24

/** The generator over bytes (saas-v1 §5.1), because a key may have been decoded to bytes that are not text. */
function prng(seed: Buffer, length: number): Buffer {
  const state = Buffer.from(computeHash(seed, 'sha1'))
  const blocks: Buffer[] = []
  while (blocks.length * 20 < length) {
    const output = computeHash(state, 'sha1')
    blocks.push(output)
    let carry = 1
    for (let i = 0; i < state.length; i++) {
      const sum = asSigned(state[i] ?? 0) + asSigned(output[i] ?? 0) + carry
      state[i] = sum & 0xff
      carry = sum >> 8
    }
  }
  return Buffer.concat(blocks).subarray(0, length)
}

const hashes = {
  'SHA-256': 'sha256',
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-512': 'sha512',
  'SHA-384': 'sha384',
  SM3: 'sm3',
}
function hashWays(): Way<Derivation>[] {
  return Object.entries(hashes).flatMap(([name, algorithm]) => {
    const of = (key: Buffer): Buffer => computeHash(key, algorithm)
    const forms: Derivation[] = [
      (key, bits) => sizeKey(of(key), bits),
      (key, bits) => sizeKey(Buffer.from(of(key).toString('hex')), bits),
      (key, bits) => sizeKey(Buffer.from(of(key).toString('hex').toUpperCase()), bits),
      (key, bits) => sizeKey(Buffer.from(of(key).toString('base64')), bits),
      (key, bits) => (of(key).length < bits / 8 ? fillKey(of(key), bits / 8, 0) : impossible),
      (key, bits) => sizeKey(computeHash(of(key), algorithm), bits),
    ]
    const chosen = name === 'SHA-1' ? forms.filter((_, i) => i !== 5) : forms
    return [
      ...chosen.map((form, i) => ({ ...way.wrong(form, toHashFinding(name)), isCommon: i < 2 })),
      ...(name === 'MD5'
        ? [
            way.wrong<Derivation>(
              (key, bits) => (bits === 128 ? Buffer.from(of(key).toString('hex').slice(8, 24)) : impossible),
              toHashFinding(name),
            ),
          ]
        : []),
    ]
  })
}

/** Derives key and IV from a password by repeated MD5, like `openssl enc` and CryptoJS. */
export function deriveBytesToKey(password: Buffer, salt: Buffer, length: number, algorithm = 'md5'): Buffer {
  let made = Buffer.alloc(0)
  let block = Buffer.alloc(0)
  while (made.length < length) {
    block = createHash(algorithm)
      .update(Buffer.concat([block, password, salt]))
      .digest()
    made = Buffer.concat([made, block])
  }
  return made.subarray(0, length)
}

const stretchKey = (salt: (key: Buffer) => Buffer, rounds: number, algorithm: string): Way<Derivation> =>
  way.alone((key, bits) => pbkdf2Sync(key, salt(key), rounds, bits / 8, algorithm), {
    kind: 'field_key_stretched' as const,
    rounds,
  })
const salts = [
  (key: Buffer) => key,
  () => Buffer.alloc(0),
  () => Buffer.from('salt'),
  () => Buffer.alloc(16),
  () => Buffer.alloc(8),
]

const rest = (how: Hows['prng']): Finding => ({ kind: 'field_prng_otherwise', how })

export const derivations: readonly Way<Derivation>[] = [
  way.right((key, bits) => prng(key, bits / 8)),
  way.common((key, bits) => sizeKey(key, bits), toPadding('cut')),
  way.wrong(
    (key, bits) => (key.length > bits / 8 ? key.subarray(key.length - bits / 8) : impossible),
    toPadding('cut'),
  ),
  way.common(
    ifShort((key, length) => fillKey(key, length, 0)),
    toPadding('zeros'),
  ),
  way.common(
    ifShort((key, length) => fillKey(key, length, 0x30)),
    toPadding('zeros'),
  ),
  way.wrong(
    ifShort((key, length) => Buffer.concat([Buffer.alloc(length - key.length), key])),
    toPadding('zeros'),
  ),
  way.wrong(
    ifShort((key, length) => Buffer.concat([Buffer.alloc(length - key.length, 0x30), key])),
    toPadding('zeros'),
  ),
  way.wrong(
    ifShort((key, length) => fillKey(key, length, 0x20)),
    toPadding('blanks'),
  ),
  way.wrong(
    ifShort((key, length) => Buffer.alloc(length, key)),
    toPadding('repeated'),
  ),
  way.wrong(
    ifShort((key, length) => fillKey(key, length, length - key.length)),
    toPadding('repeated'),
  ),
  ...hashWays(),
  way.common(
    second((key) => unsignedPrng(key, 32, 1)),
    toFinding('field_prng_unsigned'),
  ),
  way.wrong(
    second((key) => unsignedPrng(key, 32, 0)),
    toFinding('field_prng_unsigned'),
  ),
  // The short form for 128 bits, used for 256.
  way.common(
    second((key) => Buffer.concat([sha1(sha1(key)), sha1(sha1(key))])),
    rest('first_twice'),
  ),
  way.common(
    second((key) => fillKey(sha1(sha1(key)), 32, 0)),
    rest('zeros'),
  ),
  way.wrong(
    second((key) => fillKey(sha1(sha1(key)).subarray(0, 16), 32, 0)),
    rest('zeros'),
  ),
  way.wrong(
    second((key) => Buffer.concat([prng(key, 16), prng(key, 16)])),
    rest('first_twice'),
  ),
  way.wrong(
    second((key) => Buffer.concat([sha1(sha1(key)), sha1(sha1(sha1(key)))])),
    rest('chained'),
  ),
  way.wrong(
    second((key) => Buffer.concat([sha1(key), sha1(sha1(key))])),
    rest('chained'),
  ),
  way.wrong(
    second((key) => Buffer.from(prng(key, 16).toString('hex'))),
    rest('hex'),
  ),
  way.wrong(
    second((key) => Buffer.from(prng(key, 16).toString('hex').toUpperCase())),
    rest('hex'),
  ),
  way.wrong((key, bits) => prng(key, bits / 4).subarray(bits / 8), rest('second')),
  way.wrong((key, bits) => prng(key, 20 + bits / 8).subarray(20), rest('second')),
  way.wrong((key, bits) => sizeKey(Buffer.from(prng(key, 32).toString('hex')), bits), rest('hex')),
  way.wrong((key, bits) => sizeKey(Buffer.from(prng(key, bits / 8).toString('base64')), bits), rest('hex')),
  way.wrong((key, bits) => prng(Buffer.from(sha1(key).toString('hex')), bits / 8), rest('chained')),
  way.wrong(
    (key, bits) => prng(Buffer.from(computeHash(key, 'md5').toString('hex')), bits / 8),
    rest('chained'),
  ),
  way.wrong((key, bits) => sizeKey(computeHmac(key, ''), bits), toHashFinding('HMAC-SHA256')),
  way.wrong((key, bits) => sizeKey(computeHmac(key, key), bits), toHashFinding('HMAC-SHA256')),
  way.common(
    second((key) => deriveBytesToKey(key, Buffer.alloc(0), 32)),
    toHashFinding('MD5 (EVP_BytesToKey)'),
  ),
  ...[1, 1000].flatMap((rounds) =>
    ['sha1', 'sha256'].flatMap((algorithm) => salts.map((salt) => stretchKey(salt, rounds, algorithm))),
  ),
]

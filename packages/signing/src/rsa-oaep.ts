import { constants, createHash, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

// RSA-OAEP (RFC 8017 §7.1). The runtime has one setting for both hashes, and Java's usual name for it means two
// different ones (joint-kit §5), so that the padding is written and read here.

/**
 * The hash of the label and that of the mask function. Java means the second by
 * `RSA/ECB/OAEPWithSHA-256AndMGF1Padding`, and the third by `RSA/ECB/OAEPPadding`.
 */
export const oaepHashes = ['sha256-sha256', 'sha256-sha1', 'sha1-sha1'] as const
/** One of {@link oaepHashes}. */
export type OaepHashes = (typeof oaepHashes)[number]

type Hash = 'sha256' | 'sha1'
const padding = constants.RSA_NO_PADDING

const split = (hashes: OaepHashes): [label: Hash, mask: Hash] => hashes.split('-') as [Hash, Hash]
const digest = (hash: Hash, data: Uint8Array | string): Buffer => createHash(hash).update(data).digest()
const modulusBytes = (key: KeyObject): number => Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)

/** MGF1 (RFC 8017 §B.2.1). */
function writeMask(seed: Uint8Array, length: number, hash: Hash): Buffer {
  const blocks: Buffer[] = []
  for (let counter = 0, made = 0; made < length; counter += 1) {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const block = digest(hash, Buffer.concat([seed, count]))
    blocks.push(block)
    made += block.length
  }
  return Buffer.concat(blocks).subarray(0, length)
}

const xor = (a: Uint8Array, b: Uint8Array): Buffer => Buffer.from(a.map((byte, at) => byte ^ (b[at] ?? 0)))

/** The longest secret that one encryption holds, in bytes of UTF-8. */
export const computeMostSecretBytes = (publicKey: KeyObject, hashes: OaepHashes): number =>
  modulusBytes(publicKey) - 2 * digest(split(hashes)[0], '').length - 2

function pad(message: Uint8Array, length: number, hashes: OaepHashes): Buffer {
  const [label, mask] = split(hashes)
  const labelHash = digest(label, '')
  const zeros = Buffer.alloc(length - message.length - 2 * labelHash.length - 2)
  const block = Buffer.concat([labelHash, zeros, Buffer.of(1), message])
  const seed = randomBytes(labelHash.length)
  const maskedBlock = xor(block, writeMask(seed, block.length, mask))
  const maskedSeed = xor(seed, writeMask(maskedBlock, seed.length, mask))
  return Buffer.concat([Buffer.of(0), maskedSeed, maskedBlock])
}

/**
 * Encrypts a secret, such as `clientSecret`, in Base64. Throws a RangeError on a secret that is longer than
 * {@link computeMostSecretBytes}.
 */
export function encryptSecret(asked: {
  readonly publicKey: KeyObject
  readonly secret: string
  readonly hashes: OaepHashes
}): string {
  const message = Buffer.from(asked.secret)
  const most = computeMostSecretBytes(asked.publicKey, asked.hashes)
  if (message.length > most)
    throw new RangeError(`This key encrypts at most ${most} bytes, not ${message.length}.`)
  const padded = pad(message, modulusBytes(asked.publicKey), asked.hashes)
  return publicEncrypt({ key: asked.publicKey, padding }, padded).toString('base64')
}

/** 1 if the bytes are equal, else 0, without a branch. */
const isSameByte = (a: number, b: number): number => ((a ^ b) - 1) >>> 31

/**
 * Takes the padding off. Every fault takes the same steps, so that the time does not tell which one it was: whoever
 * learns that can decrypt (Manger's attack on OAEP).
 */
function unpad(padded: Buffer, hashes: OaepHashes): Buffer | undefined {
  const [label, mask] = split(hashes)
  const labelHash = digest(label, '')
  const maskedBlock = padded.subarray(1 + labelHash.length)
  const maskedSeed = padded.subarray(1, 1 + labelHash.length)
  const seed = xor(maskedSeed, writeMask(maskedBlock, maskedSeed.length, mask))
  const block = xor(maskedBlock, writeMask(seed, maskedBlock.length, mask))
  let wrong = padded[0] ?? 1
  for (const [at, byte] of labelHash.entries()) wrong |= byte ^ (block[at] ?? 0)
  let found = 0
  let start = 0
  for (let at = labelHash.length; at < block.length; at += 1) {
    const byte = block[at] ?? 0
    const isOne = isSameByte(byte, 1)
    const isFirst = isOne & (found ^ 1)
    wrong |= (found | isOne | isSameByte(byte, 0)) ^ 1
    start |= -isFirst & (at + 1)
    found |= isOne
  }
  return (wrong | (found ^ 1)) === 0 ? block.subarray(start) : undefined
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

function decryptRaw(key: KeyObject, sealed: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  const length = modulusBytes(key)
  if (bytes.length !== length || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(sealed)) return undefined
  try {
    const raw = privateDecrypt({ key, padding }, bytes)
    return Buffer.concat([Buffer.alloc(length - raw.length), raw])
  } catch {
    return undefined
  }
}

/**
 * Decrypts what {@link encryptSecret} encrypts, with any of the given hashes (all by default), since no document names
 * them (joint-kit §5). Undefined if it cannot: for another key, other hashes, or an altered text alike.
 */
export function decryptSecret(asked: {
  readonly privateKey: KeyObject
  readonly sealed: string
  readonly hashes?: readonly OaepHashes[] | undefined
}): string | undefined {
  const padded = decryptRaw(asked.privateKey, asked.sealed)
  if (!padded) return undefined
  const opened = (asked.hashes ?? oaepHashes).map((hashes) => unpad(padded, hashes))
  const message = opened.find((one) => one !== undefined)
  return message && readUtf8(message)
}

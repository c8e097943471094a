import { createHash, hash } from 'node:crypto'

type Bytes = Uint8Array | string

/** The digest as one character for each byte: the runtime makes a text several times sooner than a buffer. */
const digestText = (data: Bytes, algorithm: string): string =>
  algorithm === 'sm3' || algorithm === 'sha3-256'
    ? createHash(algorithm).update(data).digest('latin1')
    : hash(algorithm, data, 'latin1')

export const computeHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  Buffer.from(digestText(data, algorithm), 'latin1')

/** The same in lower-case hex. */
export const computeHexHash = (data: Bytes, algorithm = 'sha256'): string =>
  algorithm === 'sm3' || algorithm === 'sha3-256'
    ? createHash(algorithm).update(data).digest('hex')
    : hash(algorithm, data, 'hex')

/** The block of each hash, in bytes; 64 unless it stands here. */
const blocks: Readonly<Record<string, number>> = {
  sha384: 128,
  sha512: 128,
  'sha512-256': 128,
  'sha3-256': 136,
}

/** Both blocks of a key; behind the outer one there is room for the inner digest, and `whole` is the block with it. */
type Pads = { readonly inner: Buffer; readonly outer: Buffer; whole: Uint8Array }
const mostShort = 2048
const longestDigest = 64

function padsOf(key: Bytes, algorithm: string, block: number): Pads {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key
  const short = bytes.length > block ? computeHash(bytes, algorithm) : bytes
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block + longestDigest, 0x5c)
  for (let at = 0; at < short.length; at++) {
    const byte = short[at] ?? 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  return { inner, outer, whole: outer }
}

/** Keys that served twice: most are made for one text, and to keep each of those costs more than to make its blocks. */
const known = new WeakMap<Uint8Array, Map<string, Pads>>()
type Used = { readonly key: Uint8Array; readonly algorithm: string; readonly pads: Pads; isKept: boolean }
let last: Used | undefined

function keepLast(): void {
  if (!last) return
  const own = known.get(last.key) ?? new Map<string, Pads>()
  own.set(last.algorithm, last.pads)
  known.set(last.key, own)
  last.isKept = true
}

function knownPads(key: Bytes, algorithm: string, block: number): Pads {
  if (typeof key === 'string') return padsOf(key, algorithm, block)
  if (last?.key === key && last.algorithm === algorithm) {
    if (!last.isKept) keepLast()
    return last.pads
  }
  const kept = known.get(key)?.get(algorithm)
  const pads = kept ?? padsOf(key, algorithm, block)
  last = { key, algorithm, pads, isKept: kept !== undefined }
  return pads
}

const scratch = Buffer.allocUnsafeSlow(mostShort + 136)
/** The first bytes of it, by how many: to make such a view costs as much as a digest. */
const beginnings: Uint8Array[] = []

/** The block and the text behind it, where they need no room of their own. */
function innerText(pad: Buffer, text: Uint8Array): Uint8Array {
  if (text.length > mostShort) return Buffer.concat([pad, text])
  scratch.set(pad)
  scratch.set(text, pad.length)
  const length = pad.length + text.length
  return (beginnings[length] ??= scratch.subarray(0, length))
}

/** What the second digest is made of. */
function outerText(key: Bytes, data: Bytes, algorithm: string): Uint8Array {
  const block = blocks[algorithm] ?? 64
  const pads = knownPads(key, algorithm, block)
  const text = typeof data === 'string' ? Buffer.from(data) : data
  const length = block + pads.outer.write(digestText(innerText(pads.inner, text), algorithm), block, 'latin1')
  if (pads.whole.length !== length) pads.whole = pads.outer.subarray(0, length)
  return pads.whole
}

/**
 * HMAC (RFC 2104 §2) by two digests of one call each: of the runtime’s own call most of the time goes into the key, and a search
 * makes a hundred thousand.
 */
export const computeHmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer =>
  computeHash(outerText(key, data, algorithm), algorithm)
/** The same in lower-case hex. */
export const computeHexHmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): string =>
  computeHexHash(outerText(key, data, algorithm), algorithm)

/** The algorithms that are taken for HMAC-SHA256, by the name of their hash. */
export const otherAlgorithms = [
  'sha1',
  'sha512',
  'sha384',
  'md5',
  'sha224',
  'sha512-256',
  'sha3-256',
  'sm3',
] as const
export const formatAlgorithm = (algorithm: string): string => `HMAC-${algorithm.toUpperCase()}`
/** Hashes without a key that are taken for it. */
export const plainAlgorithms = ['sha1', 'sha512', 'md5', 'sm3'] as const

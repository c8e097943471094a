import { createHash, hash } from 'node:crypto'

type Bytes = Uint8Array | string

/** A digest as a string with one character per byte: the runtime creates it several times faster than a buffer. */
const digestText = (data: Bytes, algorithm: string): string =>
  algorithm === 'sm3' || algorithm === 'sha3-256'
    ? createHash(algorithm).update(data).digest('latin1')
    : hash(algorithm, data, 'latin1')

export const computeHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  Buffer.from(digestText(data, algorithm), 'latin1')

/** The same in lower-case hexadecimal. */
export const computeHexHash = (data: Bytes, algorithm = 'sha256'): string =>
  algorithm === 'sm3' || algorithm === 'sha3-256'
    ? createHash(algorithm).update(data).digest('hex')
    : hash(algorithm, data, 'hex')

/** The block size of each hash in bytes. Default: 64. */
const blocks: Readonly<Record<string, number>> = {
  sha384: 128,
  sha512: 128,
  'sha512-256': 128,
  'sha3-256': 136,
}

/**
 * The two padded blocks of a key. Behind the outer one there is space for the inner digest; `whole` is both together.
 */
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

/**
 * The blocks of keys that were used at least twice. Most keys are used once, and storing their blocks would cost more
 * than computing them.
 */
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
/** Views of the first bytes of `scratch`, by their length: creating a view costs as much as a digest. */
const beginnings: Uint8Array[] = []

/** The block followed by the text, in the shared buffer if it is short enough. */
function innerText(pad: Buffer, text: Uint8Array): Uint8Array {
  if (text.length > mostShort) return Buffer.concat([pad, text])
  scratch.set(pad)
  scratch.set(text, pad.length)
  const length = pad.length + text.length
  return (beginnings[length] ??= scratch.subarray(0, length))
}

/** The input of the second digest. */
function outerText(key: Bytes, data: Bytes, algorithm: string): Uint8Array {
  const block = blocks[algorithm] ?? 64
  const pads = knownPads(key, algorithm, block)
  const text = typeof data === 'string' ? Buffer.from(data) : data
  const length = block + pads.outer.write(digestText(innerText(pads.inner, text), algorithm), block, 'latin1')
  if (pads.whole.length !== length) pads.whole = pads.outer.subarray(0, length)
  return pads.whole
}

/**
 * HMAC (RFC 2104 §2) as two one-shot digests. The runtime’s own HMAC spends most of its time on the key, and a search
 * computes a hundred thousand of them.
 */
export const computeHmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer =>
  computeHash(outerText(key, data, algorithm), algorithm)
/** The same in lower-case hexadecimal. */
export const computeHexHmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): string =>
  computeHexHash(outerText(key, data, algorithm), algorithm)

/** Other algorithms that are used by mistake instead of HMAC-SHA256, by the name of their hash. */
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
/** Hashes without a key that are used by mistake instead of it. */
export const plainAlgorithms = ['sha1', 'sha512', 'md5', 'sm3'] as const

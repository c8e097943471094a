import { createHash, hash } from 'node:crypto'

type Bytes = Uint8Array | string

export const plainHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  algorithm === 'sm3' || algorithm === 'sha3-256'
    ? createHash(algorithm).update(data).digest()
    : hash(algorithm, data, 'buffer')

/** The block of each hash, in bytes; 64 unless it stands here. */
const blocks: Readonly<Record<string, number>> = {
  sha384: 128,
  sha512: 128,
  'sha512-256': 128,
  'sha3-256': 136,
}

type Pads = { readonly algorithm: string; readonly inner: Buffer; readonly outer: Buffer }
const known = new WeakMap<Uint8Array, Pads>()

function padsOf(key: Bytes, algorithm: string): Pads {
  const found = typeof key === 'string' ? undefined : known.get(key)
  if (found?.algorithm === algorithm) return found
  const block = blocks[algorithm] ?? 64
  const bytes = typeof key === 'string' ? Buffer.from(key) : key
  const short = bytes.length > block ? plainHash(bytes, algorithm) : bytes
  const inner = Buffer.alloc(block, 0x36)
  const outer = Buffer.alloc(block, 0x5c)
  for (let at = 0; at < short.length; at++) {
    const byte = short[at] ?? 0
    inner[at] = byte ^ 0x36
    outer[at] = byte ^ 0x5c
  }
  const pads = { algorithm, inner, outer }
  if (typeof key !== 'string') known.set(key, pads)
  return pads
}

/**
 * HMAC (RFC 2104 §2) by two digests of one call each: of the runtime’s own call most of the time goes into the key, and a search
 * makes a hundred thousand.
 */
export function hmac(key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer {
  const { inner, outer } = padsOf(key, algorithm)
  const text = typeof data === 'string' ? Buffer.from(data) : data
  return plainHash(Buffer.concat([outer, plainHash(Buffer.concat([inner, text]), algorithm)]), algorithm)
}

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
export const algorithmName = (algorithm: string): string => `HMAC-${algorithm.toUpperCase()}`
/** Hashes without a key that are taken for it. */
export const plainAlgorithms = ['sha1', 'sha512', 'md5', 'sm3'] as const

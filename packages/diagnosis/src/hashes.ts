import { createHash, createHmac, hash } from 'node:crypto'

type Bytes = Uint8Array | string

export const hmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer =>
  createHmac(algorithm, key).update(data).digest()
export const plainHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  algorithm === 'sha256' ? hash('sha256', data, 'buffer') : createHash(algorithm).update(data).digest()

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

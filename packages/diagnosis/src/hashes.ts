import { createHash, createHmac, hash } from 'node:crypto'

type Bytes = Uint8Array | string

export const hmac = (key: Bytes, data: Bytes, algorithm = 'sha256'): Buffer =>
  createHmac(algorithm, key).update(data).digest()
export const plainHash = (data: Bytes, algorithm = 'sha256'): Buffer =>
  algorithm === 'sha256' ? hash('sha256', data, 'buffer') : createHash(algorithm).update(data).digest()

/** The algorithms that are taken for HMAC-SHA256, by the name of their hash. */
export const otherAlgorithms = ['sha1', 'sha512', 'sha384', 'md5'] as const
export const algorithmName = (algorithm: string): string => `HMAC-${algorithm.toUpperCase()}`

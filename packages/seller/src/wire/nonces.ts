import { createHash } from 'node:crypto'

/** A nonce as a store keeps it: short, and with characters that every database can store and compare. */
export const formatNonce = (nonce: string): string =>
  /^[\x21-\x7e]{1,64}$/.test(nonce) ? nonce : `sha256:${createHash('sha256').update(nonce).digest('base64')}`

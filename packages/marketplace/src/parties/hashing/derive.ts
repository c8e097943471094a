import { scryptSync } from 'node:crypto'

/** The parameters of scrypt (RFC 7914): memory is 128 × `n` × `r` bytes. */
export type PasswordCost = { readonly n: number; readonly r: number; readonly p: number }
/** The input of scrypt; `typed` is the password after NFKC. */
export type Derivation = {
  readonly typed: string
  readonly salt: Uint8Array
  readonly length: number
  readonly cost: PasswordCost
}

/** Computes synchronously: it blocks the calling thread. */
export const derive = ({ typed, salt, length, cost: { n, r, p } }: Derivation): Uint8Array =>
  scryptSync(typed, salt, length, { N: n, r, p, maxmem: 256 * n * r })

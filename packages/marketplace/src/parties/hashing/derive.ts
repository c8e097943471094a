import { scryptSync } from 'node:crypto'

/** The parameters of scrypt (RFC 7914): memory is 128 × `n` × `r` bytes. */
export type PasswordCost = { readonly n: number; readonly r: number; readonly p: number }
/** What is computed; `typed` is the password with the same code points for the same letters. */
export type Derivation = {
  readonly typed: string
  readonly salt: Uint8Array
  readonly length: number
  readonly cost: PasswordCost
}

/** Computes on the thread that asks, which waits meanwhile. */
export const derive = ({ typed, salt, length, cost: { n, r, p } }: Derivation): Uint8Array =>
  scryptSync(typed, salt, length, { N: n, r, p, maxmem: 256 * n * r })

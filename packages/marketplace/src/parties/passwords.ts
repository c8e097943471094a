import { timingSafeEqual } from 'node:crypto'
import type { Derive, PasswordCost } from './hashing/index.ts'

/**
 * 32 MB and about 0.15 s a try. This costs an attacker as much as n = 2¹⁷, p = 1, but two computations at once take 64
 * MB of the server's memory instead of 256 MB.
 */
export const passwordCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 }

const hashLength = 32
const saltLength = 16

type Randomness = (length: number) => Uint8Array
/** How a password is hashed: the cost of a new hash, the function that computes it, and on whose behalf (`of`). */
export type Hashing = {
  readonly cost: PasswordCost
  readonly derive: Derive
  readonly of: string | undefined
}

const compute = (
  password: string,
  { derive, of }: Hashing,
  given: { readonly salt: Uint8Array; readonly cost: PasswordCost },
): Promise<Uint8Array> =>
  // NFKC, because the same letters typed on another keyboard may be other code points.
  derive({ typed: password.normalize('NFKC'), length: hashLength, ...given }, of)

/** Returns `scrypt$n,r,p$salt$hash`. The parameters are stored with the hash, so that they can be raised later. */
export async function hashPassword(
  password: string,
  hashing: Hashing,
  randomBytes: Randomness,
): Promise<string> {
  const salt = randomBytes(saltLength)
  const { cost } = hashing
  const hash = await compute(password, hashing, { salt, cost })
  return `scrypt$${cost.n},${cost.r},${cost.p}$${Buffer.from(salt).toString('base64url')}$${Buffer.from(hash).toString('base64url')}`
}

/** Without a stored hash (unknown email) it takes equally long and returns false, so that the time reveals nothing. */
export async function isPassword(
  password: string,
  stored: string | undefined,
  hashing: Hashing,
): Promise<boolean> {
  if (stored === undefined) {
    await compute(password, hashing, { salt: new Uint8Array(saltLength), cost: hashing.cost })
    return false
  }
  const [, parameters = '', salt = '', hash = ''] = stored.split('$')
  const [n = 0, r = 0, p = 0] = parameters.split(',').map(Number)
  const given = { salt: Uint8Array.from(Buffer.from(salt, 'base64url')), cost: { n, r, p } }
  const derived = await compute(password, hashing, given)
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'))
}

const noPassword = 'none'
/** What is stored of a member who has no password: no password has this hash, and checking one takes as long as ever. */
export function createNoPassword({ n, r, p }: PasswordCost, randomBytes: Randomness): string {
  const random = (length: number): string => Buffer.from(randomBytes(length)).toString('base64url')
  return `${noPassword}$${n},${r},${p}$${random(saltLength)}$${random(hashLength)}`
}
/** For queries of members without a password. */
export const noPasswordPattern = `${noPassword}$%`

/** 96 random bits that are easy to read out; valid until the member changes it after the first sign-in. */
export const createInitialPassword = (randomBytes: Randomness): string =>
  (Buffer.from(randomBytes(12)).toString('hex').match(/.{6}/g) ?? []).join('-')

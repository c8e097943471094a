import { timingSafeEqual } from 'node:crypto'
import type { Derive, PasswordCost } from './hashing/index.ts'

/**
 * 32 MB and about 0.15 s a try. It costs an attacker as much as n = 2¹⁷, p = 1 does, but the two tries that are computed
 * at once then take 64 MB of ours and not 256.
 */
export const passwordCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 }

const hashLength = 32
const saltLength = 16

type Randomness = (length: number) => Uint8Array
/** What passwords are worked on with: what a new one costs, who computes it, and who asks for it. */
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
  // The same letters typed on another keyboard may be other code points.
  derive({ typed: password.normalize('NFKC'), length: hashLength, ...given }, of)

/** `scrypt$n,r,p$salt$hash`: parameters travel with the hash, so that they can be raised later. */
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

/** Without a stored hash (nobody has this email) it takes as long and answers no, so that the time tells nothing. */
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

/** 96 random bits that are easy to read out: it lives until the first sign-in. */
export const createInitialPassword = (randomBytes: Randomness): string =>
  (Buffer.from(randomBytes(12)).toString('hex').match(/.{6}/g) ?? []).join('-')

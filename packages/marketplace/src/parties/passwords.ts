import { scrypt, timingSafeEqual } from 'node:crypto'

/** The parameters of scrypt (RFC 7914): memory is 128 × `n` × `r` bytes. */
export type PasswordCost = { readonly n: number; readonly r: number; readonly p: number }

/**
 * 32 MB and about 0.15 s a try. It costs an attacker as much as n = 2¹⁷, p = 1 does, but the four tries that Node
 * computes at once then take 128 MB of ours and not 512.
 */
export const passwordCost: PasswordCost = { n: 2 ** 15, r: 8, p: 3 }

const hashLength = 32
const saltLength = 16

function derive(password: string, salt: Uint8Array, { n, r, p }: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same letters typed on another keyboard may be other code points.
    const typed = password.normalize('NFKC')
    const options = { N: n, r, p, maxmem: 256 * n * r }
    scrypt(typed, salt, hashLength, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** `scrypt$n,r,p$salt$hash`: parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(
  password: string,
  cost: PasswordCost,
  randomBytes: (length: number) => Uint8Array,
): Promise<string> {
  const salt = randomBytes(saltLength)
  const hash = await derive(password, salt, cost)
  return `scrypt$${cost.n},${cost.r},${cost.p}$${Buffer.from(salt).toString('base64url')}$${hash.toString('base64url')}`
}

/** Without a stored hash (nobody has this email) it takes as long and answers no, so that the time tells nothing. */
export async function isPassword(
  password: string,
  stored: string | undefined,
  cost: PasswordCost,
): Promise<boolean> {
  if (stored === undefined) {
    await derive(password, new Uint8Array(saltLength), cost)
    return false
  }
  const [, parameters = '', salt = '', hash = ''] = stored.split('$')
  const [n = 0, r = 0, p = 0] = parameters.split(',').map(Number)
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { n, r, p })
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'))
}

/** 96 random bits that are easy to read out: it lives until the first sign-in. */
export const initialPassword = (randomBytes: (length: number) => Uint8Array): string =>
  (Buffer.from(randomBytes(12)).toString('hex').match(/.{6}/g) ?? []).join('-')

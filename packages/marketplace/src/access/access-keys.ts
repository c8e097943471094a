const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const keyLength = 32
const hintLength = 4

/** The random bytes of a key: 256 bits, of which 190 are kept, so that all characters are about equally likely. */
export const keyBytes = 32

/** A new access key: 32 characters A–Z, a–z, 0–9 (R253). */
export function createAccessKey(random: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(random).toString('hex')}`)
  const base = BigInt(alphabet.length)
  let key = ''
  for (; key.length < keyLength; rest /= base) key += alphabet[Number(rest % base)]
  return key
}

/** The end of a key, by which people tell keys apart. */
export const toHint = (accessKey: string): string => accessKey.slice(-hintLength)

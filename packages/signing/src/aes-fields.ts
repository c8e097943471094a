import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

/** The size of the AES key; `encryptType` 1 is 256 bits, 2 is 128. */
export type FieldKeyBits = 128 | 256

const ivLength = 16
const sha1 = (data: Uint8Array | string): Uint8Array => createHash('sha1').update(data).digest()
const asSigned = (byte: number): number => (byte << 24) >> 24

// As in Java's generator, byte 0 is the least significant and both terms are signed; unsigned addition gives another
// key.
function nextState(state: Uint8Array, output: Uint8Array): Uint8Array {
  const next = Uint8Array.from(state)
  let carry = 1
  for (let i = 0; i < next.length; i++) {
    const sum = asSigned(state[i] ?? 0) + asSigned(output[i] ?? 0) + carry
    next[i] = sum & 0xff
    carry = sum >> 8
  }
  if (next.every((byte, i) => byte === state[i])) next[0] = ((state[0] ?? 0) + 1) & 0xff
  return next
}

/** The first `length` bytes of Java's `SecureRandom("SHA1PRNG")` seeded once with `seed` (saas-v2 §4). */
export function deriveBySha1Prng(seed: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = sha1(seed)
  for (let at = 0; at < length; at += 20) {
    const output = sha1(state)
    bytes.set(output.subarray(0, Math.min(20, length - at)), at)
    state = nextState(state, output)
  }
  return bytes
}

/** The AES key derived from an access key, which is never used as the key itself. */
export const deriveFieldKey = (accessKey: string, bits: FieldKeyBits): Uint8Array =>
  deriveBySha1Prng(accessKey, bits / 8)

/** The input of {@link sealField}; `iv` is sixteen letters or digits, new for each value. */
export type FieldSealing = { accessKey: string; bits: FieldKeyBits; iv: string; plaintext: string }

/**
 * A sealed value: the IV in clear, then the Base64 of the AES-CBC ciphertext. Throws a RangeError on a malformed IV.
 */
export function sealField({ accessKey, bits, iv, plaintext }: FieldSealing): string {
  if (!/^[A-Za-z0-9]{16}$/.test(iv)) throw new RangeError('An IV is sixteen letters or digits.')
  const cipher = createCipheriv(`aes-${bits}-cbc`, deriveFieldKey(accessKey, bits), iv)
  return iv + Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]).toString('base64')
}

/** The plain text of a field value, or undefined if it cannot be opened with this key. */
export function openField({
  accessKey,
  bits,
  value,
}: {
  accessKey: string
  bits: FieldKeyBits
  value: string
}): string | undefined {
  try {
    const decipher = createDecipheriv(
      `aes-${bits}-cbc`,
      deriveFieldKey(accessKey, bits),
      value.slice(0, ivLength),
    )
    const plain = Buffer.concat([decipher.update(value.slice(ivLength), 'base64'), decipher.final()])
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain)
  } catch {
    return undefined
  }
}

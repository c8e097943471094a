import { leastKeyBits } from '@loggia/protocol/console/apps/kinds'

/** What is wrong with a public key that was pasted. */
export type KeyFault =
  | { readonly kind: 'missing' | 'private' | 'certificate' | 'ssh' | 'malformed' | 'other' }
  | { readonly kind: 'short'; readonly bits: number }

/** rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 appendix A.1). */
const rsaId = '2a864886f70d010101'
const labels = [
  ['PRIVATE KEY', 'private'],
  ['CERTIFICATE', 'certificate'],
  ['ssh-', 'ssh'],
] as const

/** Finds what is wrong before anything is sent: a private key must not leave the browser. */
export function findKeyFault(text: string): KeyFault | undefined {
  if (text.trim() === '') return { kind: 'missing' }
  const label = labels.find(([word]) => text.includes(word))
  if (label) return { kind: label[1] }
  const key = readKey(text)
  if (!key) return { kind: 'malformed' }
  if (key.bits === undefined) return { kind: 'other' }
  return key.bits < leastKeyBits ? { kind: 'short', bits: key.bits } : undefined
}

/** The length of an RSA key, as PEM or its Base64 alone; undefined if there is none. */
export const findKeyBits = (text: string): number | undefined => readKey(text)?.bits

/** Of a SubjectPublicKeyInfo (RFC 5280 §4.1); without bits if it is of another kind than RSA. */
function readKey(text: string): { readonly bits?: number } | undefined {
  const bytes = decode(text.replace(/-----(BEGIN|END) PUBLIC KEY-----|\s/g, ''))
  const info = bytes && readPart(bytes, 0x30)
  const algorithm = info && readPart(info.content, 0x30)
  const id = algorithm && readPart(algorithm.content, 0x06)
  const sealed = algorithm && readPart(algorithm.rest, 0x03)
  if (!id || !sealed) return undefined
  if (toHex(id.content) !== rsaId) return {}
  // The first byte of a bit string counts its unused bits.
  const key = readPart(sealed.content.subarray(1), 0x30)
  const modulus = key && readPart(key.content, 0x02)
  return modulus && { bits: countBits(modulus.content) }
}

function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  } catch {
    return undefined
  }
}

type Part = { readonly content: Uint8Array; readonly rest: Uint8Array }

/** The first part of DER, if it has this tag and is whole. */
function readPart(bytes: Uint8Array, tag: number): Part | undefined {
  const [first, short = 0] = bytes
  if (first !== tag) return undefined
  const isLong = short >= 0x80
  const start = isLong ? 2 + (short & 0x7f) : 2
  const length = isLong ? Number.parseInt(toHex(bytes.subarray(2, start)) || '0', 16) : short
  const end = start + length
  if (end > bytes.length) return undefined
  return { content: bytes.subarray(start, end), rest: bytes.subarray(end) }
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Of a positive number, which may begin with a zero byte. */
function countBits(bytes: Uint8Array): number {
  const at = bytes.findIndex((byte) => byte !== 0)
  if (at < 0) return 0
  return (bytes.length - at) * 8 - (Math.clz32(bytes[at] ?? 0) - 24)
}

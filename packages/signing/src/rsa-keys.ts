import { X509Certificate, createPrivateKey, createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** The shortest modulus that the joint kit accepts (joint-kit §5). */
export const leastModulusBits = 3072
// A longer one would let a stranger's key cost seconds of our time.
const mostModulusBits = 16_384

/** Why a text is no key to use. */
export type RsaKeyFault =
  | { code: 'key_empty' }
  /** Neither PEM nor the Base64 between its lines. */
  | { code: 'key_unreadable' }
  /** A private key where a public one is wanted, or the other way round. */
  | { code: 'key_private' }
  | { code: 'key_public' }
  | { code: 'key_in_certificate' }
  /** `got` is the runtime's name of its kind, such as `ec`. */
  | { code: 'key_not_rsa'; got: string }
  | { code: 'key_too_short'; bits: number; least: number }
  | { code: 'key_too_long'; bits: number; most: number }
/** A key, and its Base64 in one line without the lines of PEM; or why it is none. */
export type ReadRsaKey = { ok: true; key: KeyObject; base64: string } | { ok: false; reason: RsaKeyFault }

const refuse = (reason: RsaKeyFault): { ok: false; reason: RsaKeyFault } => ({ ok: false, reason })

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

function fromBase64(text: string): Buffer | undefined {
  const letters = text.replace(/\s/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(letters) ? Buffer.from(letters, 'base64') : undefined
}

/** The first block of PEM, or Base64 alone: the kind that PEM names, and the bytes. */
function readBlock(text: string): { readonly kind: string | undefined; readonly der: Buffer } | undefined {
  const pem = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/.exec(text)
  const der = fromBase64(pem?.[2] ?? text)
  return der && { kind: pem?.[1], der }
}

const readPublicDer = (key: Buffer): KeyObject | undefined =>
  attempt(() => createPublicKey({ key, format: 'der', type: 'spki' })) ??
  attempt(() => createPublicKey({ key, format: 'der', type: 'pkcs1' }))
const readPrivateDer = (key: Buffer): KeyObject | undefined =>
  attempt(() => createPrivateKey({ key, format: 'der', type: 'pkcs8' })) ??
  attempt(() => createPrivateKey({ key, format: 'der', type: 'pkcs1' })) ??
  attempt(() => createPrivateKey({ key, format: 'der', type: 'sec1' }))

function sizeFault(key: KeyObject): RsaKeyFault | undefined {
  if (key.asymmetricKeyType !== 'rsa') return { code: 'key_not_rsa', got: key.asymmetricKeyType ?? key.type }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < leastModulusBits) return { code: 'key_too_short', bits, least: leastModulusBits }
  return bits > mostModulusBits ? { code: 'key_too_long', bits, most: mostModulusBits } : undefined
}

function accept(key: KeyObject, type: 'spki' | 'pkcs8'): ReadRsaKey {
  const fault = sizeFault(key)
  if (fault) return refuse(fault)
  const der = type === 'spki' ? key.export({ format: 'der', type }) : key.export({ format: 'der', type })
  return { ok: true, key, base64: der.toString('base64') }
}

/**
 * Reads the public key of an app credential: the Base64 of a SubjectPublicKeyInfo without the lines of PEM, as sellers
 * enter it, or PEM (joint-kit §5).
 */
export function readPublicKey(text: string): ReadRsaKey {
  if (text.trim() === '') return refuse({ code: 'key_empty' })
  const block = readBlock(text)
  if (!block) return refuse({ code: 'key_unreadable' })
  // First, because the runtime takes a private key for its public one.
  if (block.kind?.endsWith('PRIVATE KEY') || readPrivateDer(block.der)) return refuse({ code: 'key_private' })
  const key = readPublicDer(block.der)
  if (key) return accept(key, 'spki')
  const isCertificate = attempt(() => new X509Certificate(block.der)) !== undefined
  return refuse({ code: isCertificate ? 'key_in_certificate' : 'key_unreadable' })
}

/** Reads a seller's private key: PEM, or its Base64 alone; PKCS#8 or PKCS#1, not encrypted. */
export function readPrivateKey(text: string): ReadRsaKey {
  if (text.trim() === '') return refuse({ code: 'key_empty' })
  const block = readBlock(text)
  const key = block && readPrivateDer(block.der)
  if (key) return accept(key, 'pkcs8')
  return refuse({ code: block && readPublicDer(block.der) ? 'key_public' : 'key_unreadable' })
}

import type { Finding } from './findings.ts'

// Encodings that lose a part of a digest, so that it cannot be decoded. Instead, each digest that is tried is encoded
// in this way and compared.

type Reading = (digest: string) => readonly Finding[] | undefined

const none: Reading = () => undefined
const toBase64 = (digest: string): string => Buffer.from(digest, 'hex').toString('base64')
const bytesOf = (digest: string): string[] => digest.match(/../g) ?? []
/** Without the leading zero of bytes below sixteen, as `Integer.toHexString` and `%x` print them. */
const withoutZeros = (digest: string): string =>
  bytesOf(digest)
    .map((byte) => byte.replace(/^0/, ''))
    .join('')
/** With the sign extension of bytes from 128 on, as `Integer.toHexString` prints them. */
const signExtended = (digest: string, keepsZeros: boolean): string =>
  bytesOf(digest)
    .map((byte) => (byte >= '80' ? `ffffff${byte}` : keepsZeros ? byte : byte.replace(/^0/, '')))
    .join('')

/** The shortest text that can be told apart from all other digests that are tried. */
const fewest = 16

function ofHex(text: string): Reading {
  const got = text.toLowerCase()
  if (!/^[0-9a-f]+$/.test(got) || got.length < fewest) return none
  const last = got.at(-1)
  return (digest) => {
    if (got.length < digest.length && digest.startsWith(got))
      return [{ kind: 'proof_cut', got: got.length, expected: digest.length }]
    // All other losses keep the last digit. Comparing it first rejects most digests before anything is encoded.
    if (digest.at(-1) !== last) return undefined
    if (got.length > digest.length && got.length > 64) {
      const isSigned = [true, false].some((zeros) => signExtended(digest, zeros) === got)
      return isSigned ? [{ kind: 'proof_sign_extended' }] : undefined
    }
    if (got.length >= digest.length) return undefined
    if (digest.replace(/^0+/, '') === got || withoutZeros(digest) === got)
      return [{ kind: 'proof_zeros_lost' }]
    return digest.endsWith(got)
      ? [{ kind: 'proof_cut', got: got.length, expected: digest.length }]
      : undefined
  }
}

function ofBase64(text: string): Reading {
  if (!/^[A-Za-z0-9+/= _-]+$/.test(text) || text.length < fewest) return none
  const small = text.toLowerCase()
  const hasSigns = /[^A-Za-z0-9]/.test(text)
  return (digest) => {
    const proof = toBase64(digest)
    if (text.length < proof.length && (proof.startsWith(text) || (text.length >= 24 && proof.endsWith(text))))
      return [{ kind: 'proof_cut', got: text.length, expected: proof.length }]
    if (text.length === proof.length && text !== proof && proof.toLowerCase() === small)
      return [{ kind: 'proof_case' }]
    return !hasSigns && proof.replace(/[^A-Za-z0-9]/g, '') === text && text !== proof
      ? [{ kind: 'proof_signs_lost' }]
      : undefined
  }
}

/** The form in which a proof must be written: hexadecimal in any case, or standard Base64 with padding. */
export type ProofForm = 'hex' | 'base64'

/** Recognises a digest if the received text is one of its lossy encodings. */
export function listLossyReadings(text: string, form: ProofForm): Reading {
  const hex = ofHex(text)
  const base64 = form === 'base64' || /[^0-9a-f]/i.test(text) ? ofBase64(text) : none
  if (hex === none && base64 === none) return none
  return (digest) => hex(digest) ?? base64(digest)
}

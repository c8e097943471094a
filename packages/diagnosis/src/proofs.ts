import type { Finding, PlainKind } from './findings.ts'

/** How a proof is to be written: hex in any case, or standard Base64 with padding. */
export type ProofForm = 'hex' | 'base64'

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2})+$/i.test(text)
const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
const hexOf = (text: string): string => Buffer.from(text, 'base64').toString('hex')
const plain = (...kinds: PlainKind[]): Finding[] => kinds.map((kind) => ({ kind }))

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Texts that may have been meant, each with what happened to it on its way. */
function meant(text: string): [string, Finding[]][] {
  const trimmed = text.trim()
  const ways: [string, Finding[]][] = [[text, []]]
  if (trimmed !== text) ways.push([trimmed, plain('proof_spaced')])
  if (trimmed.includes(' ')) ways.push([trimmed.replaceAll(' ', '+'), plain('proof_plus_blank')])
  if (/%[0-9a-f]{2}/i.test(trimmed)) ways.push([unescaped(trimmed), plain('proof_escaped_twice')])
  if (/[-_]/.test(trimmed)) {
    const standard = trimmed.replaceAll('-', '+').replaceAll('_', '/')
    ways.push([standard.padEnd(Math.ceil(standard.length / 4) * 4, '='), plain('proof_url_safe')])
  } else if (/^[A-Za-z0-9+/]{43}$/.test(trimmed)) ways.push([`${trimmed}=`, plain('proof_unpadded')])
  return ways
}

/** The digests, in lower-case hex, that a proof may stand for, each with the mistakes in its writing. */
export function readProof(text: string, form: ProofForm): Map<string, readonly Finding[]> {
  const found = new Map<string, readonly Finding[]>()
  const keep = (digest: string, mistakes: readonly Finding[]): void => {
    const known = found.get(digest)
    if (!known || mistakes.length < known.length) found.set(digest, mistakes)
  }
  for (const [one, mistakes] of meant(text)) {
    if (isHex(one))
      keep(one.toLowerCase(), form === 'hex' ? mistakes : [...mistakes, ...plain('proof_hex_for_base64')])
    if (!isBase64(one)) continue
    const bytes = hexOf(one)
    keep(bytes, form === 'base64' ? mistakes : [...mistakes, ...plain('proof_base64_for_hex')])
    const inner = Buffer.from(one, 'base64').toString('latin1')
    if (isHex(inner)) keep(inner.toLowerCase(), [...mistakes, ...plain('proof_base64_of_hex')])
  }
  return found
}

/** Whether a proof is written as the rule says; its length included. */
export const isProof = (text: string, form: ProofForm): boolean =>
  form === 'hex' ? /^[0-9a-f]{64}$/i.test(text) : /^[A-Za-z0-9+/]{43}=$/.test(text)

/** A digest in hex, written as the rule says. */
export const writeProof = (digest: string, form: ProofForm): string =>
  form === 'hex' ? digest : Buffer.from(digest, 'hex').toString('base64')

/** What happened to the right proof that it came as `text`: cut off, or its letters lost their case. */
export function damageTo(proof: string, text: string, form: ProofForm): Finding | undefined {
  const got = form === 'hex' ? text.toLowerCase() : text
  if (got.length >= 16 && got.length < proof.length && proof.startsWith(got))
    return { kind: 'proof_cut', got: got.length, expected: proof.length }
  if (form === 'base64' && got !== proof && got.toLowerCase() === proof.toLowerCase())
    return { kind: 'proof_case' }
  return undefined
}

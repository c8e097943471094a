import type { Finding, PlainKind } from './findings.ts'
import { listLossyReadings } from './lossy-proofs.ts'
import type { ProofForm } from './lossy-proofs.ts'

const isHex = (text: string): boolean => /^(?:[0-9a-f]{2})+$/i.test(text)
const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0
const plain = (...kinds: PlainKind[]): Finding[] => kinds.map((kind) => ({ kind }))

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

type Meant = readonly [text: string, mistakes: readonly Finding[]]

const prefix =
  /^(?:(?:hmac-?)?sha-?(?:256|1|512)\s*[=: ]\s*|0x|bearer\s+|signature\s*[=:]\s*|sign\s*[=:]\s*|\{sha256\}|v1[=,])/i
const pairs = /^[0-9a-f]{2}(?:([:\- ,])[0-9a-f]{2})(?:\1[0-9a-f]{2}){6,}$/i
const list = /^[[{(]?\s*-?\d{1,3}(?:\s*[, ]\s*-?\d{1,3}){15,}\s*[\]})]?$/

/** Decodes a list of numbers, as languages print an array of bytes. */
const fromList = (text: string): string =>
  Buffer.from((text.match(/-?\d+/g) ?? []).map((one) => Number(one) & 255)).toString('hex')

/** Decodes raw bytes that were percent-encoded in an address. */
function fromRawBytes(text: string): string | undefined {
  if (!/%[89a-f][0-9a-f]/i.test(text)) return undefined
  const latin = text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
  const bytes = Buffer.from(latin.replaceAll('+', ' '), 'latin1')
  return bytes.length >= 16 && bytes.length <= 64 ? bytes.toString('hex') : undefined
}

/** Texts that may have been meant, each with what happened to it on the way. */
function meant(text: string): Meant[] {
  const trimmed = text.trim()
  const ways: Meant[] = [[text, []]]
  if (trimmed !== text) ways.push([trimmed, plain('proof_spaced')])
  if (/\s/.test(trimmed)) ways.push([trimmed.replace(/[\r\n]+/g, ''), plain('proof_spaced')])
  if (trimmed.includes(' ')) ways.push([trimmed.replaceAll(' ', '+'), plain('proof_plus_blank')])
  if (/%[0-9a-f]{2}/i.test(trimmed)) {
    ways.push([unescapeText(trimmed), plain('proof_escaped_twice')])
    ways.push([unescapeText(unescapeText(trimmed)), plain('proof_escaped_twice')])
  }
  if (/[-_]/.test(trimmed) && !pairs.test(trimmed)) {
    const standard = trimmed.replaceAll('-', '+').replaceAll('_', '/')
    ways.push([standard.padEnd(Math.ceil(standard.length / 4) * 4, '='), plain('proof_url_safe')])
  } else if (/^[A-Za-z0-9+/]{43}$/.test(trimmed)) ways.push([`${trimmed}=`, plain('proof_unpadded')])
  const python = /^b(['"])(.*)\1$/.exec(trimmed)?.[2]
  if (python !== undefined) ways.push([python, [{ kind: 'proof_prefixed', prefix: "b'" }]])
  const quoted = /^(["'“<[{]+)(.*?)(["'”>\]}]+)$/.exec(trimmed)?.[2]
  if (quoted !== undefined) ways.push([quoted, plain('proof_quoted')])
  const before = prefix.exec(trimmed)?.[0]
  if (before !== undefined)
    ways.push([trimmed.slice(before.length), [{ kind: 'proof_prefixed', prefix: before.trim() }]])
  const separator = pairs.exec(trimmed)?.[1]
  if (separator !== undefined)
    ways.push([trimmed.replaceAll(separator, ''), [{ kind: 'proof_separated', separator }]])
  if (list.test(trimmed)) ways.push([fromList(trimmed), plain('proof_byte_list')])
  const raw = fromRawBytes(trimmed)
  if (raw !== undefined) ways.push([raw, plain('proof_raw_bytes')])
  return ways
}

/** The digests that a text may encode, with the mistake if it is not in the expected form. */
function readings(text: string, form: ProofForm): [digest: string, kinds: PlainKind[]][] {
  const found: [string, PlainKind[]][] = []
  if (isHex(text)) {
    const bytes = Buffer.from(text, 'hex')
    found.push([text.toLowerCase(), form === 'hex' ? [] : ['proof_hex_for_base64']])
    const inner = bytes.toString('latin1')
    if (isHex(inner)) found.push([inner.toLowerCase(), ['proof_hex_twice']])
    else if (isBase64(inner))
      found.push([Buffer.from(inner, 'base64').toString('hex'), ['proof_hex_of_base64']])
  }
  if (isBase64(text)) {
    const bytes = Buffer.from(text, 'base64')
    found.push([bytes.toString('hex'), form === 'base64' ? [] : ['proof_base64_for_hex']])
    const inner = bytes.toString('latin1').trim()
    if (isHex(inner)) found.push([inner.toLowerCase(), ['proof_base64_of_hex']])
    else if (isBase64(inner) && inner.length >= 20)
      found.push([Buffer.from(inner, 'base64').toString('hex'), ['proof_base64_twice']])
  }
  return found
}

/**
 * Maps a digest in lower-case hexadecimal to the mistakes in its encoding if it is the received proof; otherwise
 * undefined.
 */
export type Received = (digest: string) => readonly Finding[] | undefined

/** Finds the digests that a proof may encode, each with the mistakes in its encoding. */
export function readProof(text: string, form: ProofForm): Received {
  const found = new Map<string, readonly Finding[]>()
  const keep = (digest: string, mistakes: readonly Finding[]): void => {
    const known = found.get(digest)
    if (!known || mistakes.length < known.length) found.set(digest, mistakes)
  }
  for (const [one, mistakes] of meant(text))
    for (const [digest, kinds] of readings(one, form)) keep(digest, [...mistakes, ...plain(...kinds)])
  const lossy = listLossyReadings(text.trim(), form)
  return (digest) => found.get(digest) ?? lossy(digest)
}

/** Whether a proof has the required form and length. */
export const isProof = (text: string, form: ProofForm): boolean =>
  form === 'hex' ? /^[0-9a-f]{64}$/i.test(text) : /^[A-Za-z0-9+/]{43}=$/.test(text)

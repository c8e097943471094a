import { createHash } from 'node:crypto'
import type { Seal } from '../platform/index.ts'
import type { Message, ShownMessage } from './schema.ts'

type Stored = { line: string; headers: readonly (readonly [string, string])[]; body: string }

/** Where a sealed message belongs: it opens nowhere else. */
export const placeOf = (callId: string, n: number, side: 'request' | 'reply'): string =>
  `attempt:${callId}:${n}:${side}`

export function sealMessage(seal: Seal, message: Message, place: string): Uint8Array {
  const stored: Stored = {
    line: message.line,
    headers: message.headers,
    body: Buffer.from(message.body).toString('base64'),
  }
  return seal.seal(JSON.stringify(stored), place)
}

export function openMessage(seal: Seal, sealed: Uint8Array, place: string): Message {
  const stored = JSON.parse(seal.open(sealed, place)) as Stored
  return { line: stored.line, headers: stored.headers, body: Buffer.from(stored.body, 'base64') }
}

const mask = '••••••'

/** Every scalar under a secret name, wherever it stands, and whether a name was written in a way that a text search misses. */
function secretsIn(value: unknown, names: ReadonlySet<string>, found: Map<string, string[]>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) {
    if (names.has(name) && (typeof inner === 'string' || typeof inner === 'number'))
      found.set(name, [...(found.get(name) ?? []), String(inner)])
    else secretsIn(inner, names, found)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isHidden = (text: string, secrets: ReadonlyMap<string, readonly string[]>): boolean =>
  [...secrets.values()].flat().every((secret) => secret === '' || !text.includes(secret))

/**
 * A body as text with the values of secret members replaced. The bytes stay as they came otherwise, broken JSON too;
 * a body in which a secret could still be read (a name or value written with escapes) is hidden whole.
 */
export function showMessage(message: Message, names: ReadonlySet<string>): ShownMessage {
  const text = Buffer.from(message.body).toString('utf8')
  const masked = new Set<string>()
  const member = new RegExp(
    `"(${[...names].join('|')})"(\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|-?\\d[\\w.+-]*)`,
    'g',
  )
  const shown = text.replace(member, (_whole, name: string, between: string) => {
    masked.add(name)
    return `"${name}"${between}"${mask}"`
  })
  const secrets = new Map<string, string[]>()
  secretsIn(parsed(text), names, secrets)
  const whole = [...secrets.keys()].some((name) => !masked.has(name)) || !isHidden(shown, secrets)
  for (const name of secrets.keys()) masked.add(name)
  return {
    line: message.line,
    headers: message.headers.map(([name, value]) => [name, value]),
    body: whole ? mask : shown,
    bodyBytes: message.body.length,
    bodySha256: createHash('sha256').update(message.body).digest('hex'),
    masked: [...masked].sort(),
  }
}

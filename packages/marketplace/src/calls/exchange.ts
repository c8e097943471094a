import { createHash } from 'node:crypto'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type { Seal } from '../platform/index.ts'
import type { Message, ShownMessage } from './schema.ts'

type Stored = { line: string; headers: readonly (readonly [string, string])[]; body: string }

/** Where a sealed message belongs: it opens nowhere else. */
export const formatPlace = (callId: string, n: number, side: 'request' | 'reply'): string =>
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
/** As much of a body as is shown; a page that opens twenty attempts stays small. */
const shownBytes = 65_536
/** Beyond these a body is hidden whole: nobody writes such an answer to be read. */
const most = { secrets: 500, depth: 64 }
/** A value this long is looked for everywhere; a shorter one, such as `admin`, is a word of its own in addresses and names. */
const tellingLength = 8

function parseText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Secret values by the name they stand under; `beyond` when there is more, or it lies deeper, than is looked at. */
type Found = { readonly values: { name: string; value: string }[]; beyond: boolean }

/** Looks everywhere, also in JSON that stands in a string. Everything below a secret name is secret. */
function findSecrets(root: unknown, isSecret: (name: string) => boolean): Found {
  const found: Found = { values: [], beyond: false }
  const open: { value: unknown; under: string; depth: number }[] = [{ value: root, under: '', depth: 0 }]
  for (let at = open.pop(); at; at = open.pop()) {
    const { value, under, depth } = at
    if (found.values.length > most.secrets || depth > most.depth) return { ...found, beyond: true }
    const inner = typeof value === 'string' && /^\s*[[{"]/.test(value) ? parseText(value) : value
    if (typeof inner === 'object' && inner !== null) {
      for (const [name, member] of Object.entries(inner))
        open.push({ value: member, under: under || (isSecret(name) ? name : ''), depth: depth + 1 })
    } else if (inner !== value) open.push({ value: inner, under, depth: depth + 1 })
    else if (under && isScalar(value) && value !== mask && value !== '')
      found.values.push({ name: under, value: String(value) })
  }
  return found
}

/** Whether what is left to be shown still tells a secret: under its name, however that is written, or a long value anywhere. */
function tellsSecret(shown: string, names: readonly string[], secrets: Found): boolean {
  const named = new RegExp(`(?:${names.join('|')})[\\\\"']*\\s*[:=](?!\\s*(?:"${mask}"|null|""))`, 'i')
  // Names in a body that is no JSON may be written in escapes, which nothing here reads.
  if (named.test(shown) || (parseText(shown) === undefined && shown.includes('\\u'))) return true
  return secrets.values.some(({ value }) => value.length >= tellingLength && shown.includes(value))
}

/** Where the values of these parameters stand in an address, and in one that is a parameter of another, as where to go on to. */
const secretParameters = (names: readonly string[]): readonly RegExp[] => [
  new RegExp(`([?&](${names.join('|')})=)[^&\\s]+`, 'gi'),
  new RegExp(`((?:%3F|%26)(${names.join('|')})%3D)(?:(?!%26)[^&\\s])+`, 'gi'),
]

/**
 * A message as it is shown: its body as text, at most its first 64 KiB, with the values of secret members replaced, and so
 * those of secret parameters in its line and in the addresses of its headers. The bytes stay as they came
 * otherwise, broken JSON too; a body in which a secret could still be read is hidden whole.
 */
export function showMessage(message: Message, names: ReadonlySet<string>): ShownMessage {
  const text = Buffer.from(message.body.subarray(0, shownBytes)).toString('utf8')
  const masked = new Set<string>()
  const list = [...names]
  const member = new RegExp(`"(${list.join('|')})"(\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|-?\\d[\\w.+-]*)`, 'gi')
  const shown = text.replace(member, (_whole, name: string, between: string) => {
    masked.add(name)
    return `"${name}"${between}"${mask}"`
  })
  const parameters = secretParameters(list)
  const withoutParameters = (address: string): string =>
    parameters.reduce(
      (left, parameter) =>
        left.replace(parameter, (_whole, before: string, name: string) => {
          masked.add(name)
          return `${before}${mask}`
        }),
      address,
    )
  const lower = new Set(list.map((name) => name.toLowerCase()))
  const isSecret = (name: string): boolean => lower.has(name.toLowerCase())
  const left = findSecrets(parseText(shown), isSecret)
  const secrets = findSecrets(parseText(text), isSecret)
  const whole = left.values.length > 0 || left.beyond || secrets.beyond || tellsSecret(shown, list, secrets)
  for (const { name } of secrets.values) masked.add(name)
  return {
    line: withoutParameters(message.line),
    // A server that redirects repeats the whole address.
    headers: message.headers.map(([name, value]) => [name, withoutParameters(value)]),
    body: whole ? mask : shown,
    bodyBytes: message.body.length,
    bodySha256: createHash('sha256').update(message.body).digest('hex'),
    masked: [...masked].sort(),
  }
}

/** A kept reply as the reader of replies takes it. */
export function toReceivedReply(message: Message, truncated: boolean): ReceivedReply {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of message.headers) {
    const before = headers[name.toLowerCase()]
    headers[name.toLowerCase()] = before === undefined ? value : [before, value].flat()
  }
  return { status: Number(message.line.split(' ')[1]), headers, body: message.body, truncated }
}

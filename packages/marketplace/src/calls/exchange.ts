import { createHash } from 'node:crypto'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type { Seal } from '../platform/index.ts'
import type { Message, ShownMessage } from './schema.ts'

type Stored = { line: string; headers: readonly (readonly [string, string])[]; body: string }

/** The place that a message is sealed for. It cannot be opened as the message of another attempt or side. */
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

/**
 * Names of members whose values are hidden. The value of a secret may be nowhere else in the body either; the data of a
 * person may, since a name or a department is also said of others.
 */
type HiddenNames = { readonly secret: ReadonlySet<string>; readonly personal?: ReadonlySet<string> }

const mask = '••••••'
/** The most of a body that is shown, so that a page with twenty attempts stays small. */
const shownBytes = 65_536
/** A body with more secrets, or with deeper nesting, is hidden as a whole. */
const most = { secrets: 500, depth: 64 }
/**
 * A secret value of at least this length is masked wherever it occurs. A shorter one, such as `admin`, also occurs as a
 * plain word.
 */
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

function createNameTest(names: readonly string[]): (name: string) => boolean {
  const lower = new Set(names.map((name) => name.toLowerCase()))
  return (name) => lower.has(name.toLowerCase())
}

/** Secret values with their member names. `beyond`: there are more of them, or deeper ones, than are searched. */
type Found = { readonly values: { name: string; value: string }[]; beyond: boolean }

/** Searches the whole value, including JSON inside strings. Everything below a secret name is secret. */
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

const maskedValue = `\\s*(?:"${mask}"|\\\\"${mask}\\\\"|null|""|\\\\"\\\\"(?=\\s*[,}]))`

/** Whether a masked text still says something of these names in any spelling: `mobile=1`, `Mobile: 1`, `{"mobile": 1}` in a text. */
const tellsNamed = (shown: string, names: readonly string[]): boolean =>
  names.length > 0 &&
  new RegExp(`(?:${names.join('|')})[\\\\"']*\\s*[:=](?!${maskedValue}|\\s*\\\\?$)`, 'i').test(shown)

/**
 * Whether a masked text still contains a secret: a member with a secret name in any spelling, or a long secret value
 * anywhere.
 */
function tellsSecret(shown: string, names: readonly string[], secrets: Found): boolean {
  // In a body that is not JSON, names may be written with escapes, which this search does not decode.
  if (tellsNamed(shown, names) || (parseText(shown) === undefined && shown.includes('\\u'))) return true
  return secrets.values.some(({ value }) => value.length >= tellingLength && shown.includes(value))
}

/** Whether a masked text that is no whole JSON still has a member of these names with at least the begin of its value. */
const hasMember = (shown: string, names: readonly string[]): boolean =>
  names.length > 0 &&
  parseText(shown) === undefined &&
  new RegExp(`(?:${names.join('|')})\\\\*["']\\s*:(?!${maskedValue}|\\s*\\\\?$)`, 'i').test(shown)

/**
 * Matches texts of these members in JSON that is the text of a member (joint-kit §6.3), where each quote and each
 * backslash has a backslash before it. The body may be cut within the text.
 */
const createTextMember = (names: readonly string[]): RegExp =>
  new RegExp(
    String.raw`\\"(${names.join('|')})\\"(\s*:\s*)\\"(?:[^"\\]|\\\\(?:\\["\\]|[^"\\])|\\[^"\\])*(?:\\"|\\{0,3}$)`,
    'gi',
  )

/** Matches the values of these parameters in an address, and in an address that is a parameter of another one. */
const secretParameters = (names: readonly string[]): readonly RegExp[] => [
  new RegExp(`([?&](${names.join('|')})=)[^&\\s]+`, 'gi'),
  new RegExp(`((?:%3F|%26)(${names.join('|')})%3D)(?:(?!%26)[^&\\s])+`, 'gi'),
]

/** In protocols without signatures it carries the key itself. */
const keyHeader = 'authorization'

/** Pages and sentences have these beside a colon too, and mean no person. */
const ordinaryWords: ReadonlySet<string> = new Set(['name', 'position'])

/**
 * A message in the form that people see: the first 64 KiB of its body as text. The values of secret and personal
 * members are masked, and so are those of such parameters in the request line and in addresses in headers. All other
 * bytes stay as received, also in broken JSON. A body in which one could still be read is hidden as a whole.
 */
export function showMessage(message: Message, { secret, personal = new Set() }: HiddenNames): ShownMessage {
  const text = Buffer.from(message.body.subarray(0, shownBytes)).toString('utf8')
  const masked = new Set<string>()
  const list = [...secret, ...personal]
  const member = new RegExp(`"(${list.join('|')})"(\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"?|-?\\d[\\w.+-]*)`, 'gi')
  const maskMember = (quote: string) => (_whole: string, name: string, between: string) => {
    masked.add(name)
    return `${quote}${name}${quote}${between}${quote}${mask}${quote}`
  }
  const shown = text
    .replace(member, maskMember('"'))
    .replace(createTextMember(list), maskMember(String.raw`\"`))
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
  const left = findSecrets(parseText(shown), createNameTest(list))
  const secrets = findSecrets(parseText(text), createNameTest([...secret]))
  const whole =
    left.values.length > 0 ||
    left.beyond ||
    secrets.beyond ||
    tellsSecret(shown, [...secret], secrets) ||
    hasMember(shown, [...personal]) ||
    tellsNamed(
      shown,
      [...personal].filter((name) => !ordinaryWords.has(name)),
    )
  for (const { name } of secrets.values) masked.add(name)
  return {
    line: withoutParameters(message.line),
    // A server that redirects repeats the whole address.
    headers: message.headers.map(([name, value]) => {
      if (name.toLowerCase() !== keyHeader) return [name, withoutParameters(value)]
      masked.add(name)
      return [name, mask]
    }),
    body: whole ? mask : shown,
    bodyBytes: message.body.length,
    bodySha256: createHash('sha256').update(message.body).digest('hex'),
    masked: [...masked].sort(),
  }
}

/** A stored reply in the form that the protocol's reader of replies takes. */
export function toReceivedReply(message: Message, truncated: boolean): ReceivedReply {
  const headers: Record<string, string | string[]> = {}
  for (const [name, value] of message.headers) {
    const before = headers[name.toLowerCase()]
    headers[name.toLowerCase()] = before === undefined ? value : [before, value].flat()
  }
  return { status: Number(message.line.split(' ')[1]), headers, body: message.body, truncated }
}

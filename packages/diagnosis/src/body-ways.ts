import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { bodyFormsOf, sortedForm } from '@loggia/signing'
import { decodeGbk, encodeAscii, encodeGbk, encodeTwice, isAscii } from './charsets.ts'
import { membersOf, textOf } from './exchange.ts'
import type { Finding, PlainKind } from './findings.ts'
import {
  asciiEscaped,
  asciiEscapedUpper,
  htmlEscaped,
  indented,
  numbersDecimal,
  numbersQuoted,
  slashEscaped,
  slashUnescaped,
  spaced,
  tokensOf,
  unescaped,
} from './json-text.ts'
import { distinctWays, way } from './search.ts'
import type { Way } from './search.ts'

/** One step in making the body that was signed of the one received. */
export type BodyStep<T = string> = { readonly id: string; readonly apply: (text: string) => T }

/** The steps in their order. What is named with fewer words stands in the later ones. */
export type BodyWays = {
  readonly order: readonly Way<BodyStep>[]
  readonly spacing: readonly Way<BodyStep>[]
  readonly numbers: readonly Way<BodyStep>[]
  readonly escapes: readonly Way<BodyStep>[]
  readonly wrapping: readonly Way<BodyStep>[]
  readonly charset: readonly Way<BodyStep<Uint8Array>>[]
}
/** One choice of each step. */
export type BodyChoice = { readonly [Step in keyof BodyWays]: BodyWays[Step][number]['value'] }

const as = (kind: PlainKind, apply: (text: string) => string, id: string = kind): Way<BodyStep> =>
  way.wrong({ id, apply }, { kind })
const unchanged = way.right<BodyStep>({ id: '', apply: (text) => text })
const fixed = (kind: PlainKind, text: string): Way<BodyStep> => as(kind, () => text)

function byTokens(kind: PlainKind, write: (tokens: readonly string[]) => string, id?: string): Way<BodyStep> {
  return as(
    kind,
    (text) => {
      const tokens = tokensOf(text)
      return tokens ? write(tokens) : text
    },
    id,
  )
}

function withMembers(
  body: Uint8Array,
  write: (members: [string, unknown][]) => [string, unknown][],
): string | undefined {
  const members = membersOf(body)
  if (!members) return undefined
  try {
    const pairs = write(Object.entries(members)).map(
      ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
    )
    return `{${pairs.join(',')}}`
  } catch {
    // Nested too deeply to be written: it has no other form.
    return undefined
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function ordersOf(body: Uint8Array, text: string): Way<BodyStep>[] {
  const forms = new Map<string, string>([...bodyFormsOf(body)].map((form) => [form.name, form.text]))
  const compact = forms.get('reserialised')
  const ways = [unchanged]
  const add = (kind: PlainKind, form: string | undefined): void => {
    if (form !== undefined && form !== compact && form !== text) ways.push(fixed(kind, form))
  }
  add('body_sorted', sortedForm(text.trim()))
  add('body_sorted_with_nulls', forms.get('sorted_with_nulls'))
  add('body_sorted_every_level', forms.get('sorted_every_level'))
  add('body_sorted_descending', forms.get('sorted_descending'))
  const caseless = (members: [string, unknown][]): [string, unknown][] =>
    members
      .filter(([, value]) => value !== null)
      .sort(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()))
  add('body_sorted_caseless', withMembers(body, caseless))
  add(
    'body_nulls_dropped',
    withMembers(body, (members) => members.filter(([, value]) => value !== null)),
  )
  return distinctWays(ways, ({ apply }) => apply(text))
}

const spacings: readonly Way<BodyStep>[] = [
  unchanged,
  as('body_reserialised', (text) => {
    const tokens = tokensOf(text)
    return tokens ? JSON.stringify(JSON.parse(text)) : text
  }),
  byTokens('body_reserialised', (tokens) => tokens.join(''), 'compact'),
  byTokens('body_spaced', spaced),
  byTokens('body_indented', (tokens) => indented(tokens, '  ', ': '), 'two blanks'),
  byTokens('body_indented', (tokens) => indented(tokens, '    ', ': '), 'four blanks'),
  byTokens('body_indented', (tokens) => indented(tokens, '\t', ': '), 'tab'),
  byTokens('body_indented', (tokens) => indented(tokens, '  ', ' : '), 'Jackson'),
]
/** A text without such numbers stays as it is: that it loses its blanks has another name. */
const byNumbers = (kind: PlainKind, write: (tokens: readonly string[]) => string): Way<BodyStep> =>
  as(kind, (text) => {
    const tokens = tokensOf(text)
    const written = tokens && write(tokens)
    return written === undefined || written === tokens?.join('') ? text : written
  })
const numbers: readonly Way<BodyStep>[] = [
  unchanged,
  byNumbers('body_numbers_quoted', numbersQuoted),
  byNumbers('body_numbers_decimal', numbersDecimal),
]
// What PHP does to both comes last: a body that shows only one of them is named by that one.
const escapes: readonly Way<BodyStep>[] = [
  unchanged,
  as('body_ascii_escaped', asciiEscaped),
  as('body_ascii_escaped', asciiEscapedUpper, 'upper'),
  as('body_unescaped', unescaped),
  as('body_slash_escaped', slashEscaped),
  as('body_slash_unescaped', slashUnescaped),
  as('body_html_escaped', htmlEscaped),
  way.wrong(
    { id: 'php', apply: (text) => slashEscaped(asciiEscaped(text)) },
    { kind: 'body_ascii_escaped' },
    { kind: 'body_slash_escaped' },
  ),
  way.wrong(
    { id: 'from php', apply: (text) => slashUnescaped(unescaped(text)) },
    { kind: 'body_unescaped' },
    { kind: 'body_slash_unescaped' },
  ),
]
const wrappings: readonly Way<BodyStep>[] = [
  unchanged,
  as('body_empty', () => ''),
  as('body_trimmed', (text) => text.trim()),
  as('body_line_break', (text) => `${text}\n`, 'LF'),
  as('body_line_break', (text) => `${text}\r\n`, 'CRLF'),
  as('body_bom', (text) => `\uFEFF${text}`),
  as('body_line_ends', (text) => text.replaceAll('\r\n', '\n'), 'to LF'),
  as('body_line_ends', (text) => text.replace(/(?<!\r)\n/g, '\r\n'), 'to CRLF'),
  as('body_quoted', (text) => JSON.stringify(text)),
]

const utf8: Way<BodyStep<Uint8Array>> = way.right({ id: '', apply: (text) => Buffer.from(text, 'utf8') })
const otherCharsets: readonly Way<BodyStep<Uint8Array>>[] = [
  way.wrong({ id: 'GBK', apply: encodeGbk }, { kind: 'body_charset', charset: 'GBK' }),
  way.wrong({ id: 'twice', apply: encodeTwice }, { kind: 'body_charset', charset: 'ISO-8859-1' }),
  way.wrong({ id: 'ASCII', apply: encodeAscii }, { kind: 'body_charset', charset: 'US-ASCII' }),
]
const utf16: Way<BodyStep<Uint8Array>> = way.wrong(
  { id: 'UTF-16', apply: (text) => Buffer.from(text, 'utf16le') },
  { kind: 'body_charset', charset: 'UTF-16' },
)

/** The ways of a body that is no text: the bytes as they are, and what they may be. */
function waysOfBytes(body: Uint8Array): BodyWays {
  const whole = (bytes: Uint8Array, id: string): BodyStep<Uint8Array> => ({ id, apply: () => bytes })
  const inflated = unpacked(body)
  const fromGbk = decodeGbk(body)
  const charset: Way<BodyStep<Uint8Array>>[] = [way.right(whole(body, ''))]
  if (inflated) charset.push(way.wrong(whole(inflated, 'gunzip'), { kind: 'body_compressed' }))
  if (fromGbk !== undefined)
    charset.push(way.wrong(whole(Buffer.from(fromGbk), 'from GBK'), { kind: 'body_sent_in_gbk' }))
  charset.push(way.wrong(whole(new Uint8Array(), 'empty'), { kind: 'body_empty' }))
  const none = [unchanged]
  return { order: none, spacing: none, numbers: none, escapes: none, wrapping: none, charset }
}

const mostInflated = 1024 * 1024
function unpacked(body: Uint8Array): Uint8Array | undefined {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return undefined
  try {
    return gunzipSync(body, { maxOutputLength: mostInflated })
  } catch {
    return undefined
  }
}

/** The ways that change this body, or may change one of its forms. */
function useful(ways: readonly Way<BodyStep>[], text: string): Way<BodyStep>[] {
  return distinctWays(ways, ({ id, apply }) => (id === '' ? text : apply(text)))
}

/**
 * In how many ways the body that was signed may have been made of the one received. Receivers may let the sorted form pass
 * (saas-v2 §9); who asks was refused, so that it is a cause like the others.
 */
export function bodyWays(body: Uint8Array): BodyWays {
  const text = textOf(body)
  if (text === undefined) return waysOfBytes(body)
  return {
    order: ordersOf(body, text),
    spacing: useful(spacings, text),
    numbers: useful(numbers, text),
    escapes: useful(escapes, text),
    wrapping: useful(wrappings, text),
    charset: [utf8, ...(isAscii(text) ? [] : otherCharsets), utf16],
  }
}

/** Makes a body by its steps, each combination once. */
export function bodyMaker(body: Uint8Array): (choice: BodyChoice) => Made {
  const text = textOf(body) ?? ''
  const made = new Map<string, Made>()
  return ({ order, spacing, numbers: figures, escapes: escaping, wrapping, charset }) => {
    const steps = [order, spacing, figures, escaping, wrapping]
    const id = [...steps, charset].map((step) => step.id).join('|')
    const known = made.get(id)
    if (known) return known
    const bytes = charset.apply(steps.reduce((now, step) => step.apply(now), text))
    const one = { id: createHash('sha1').update(bytes).digest('latin1'), bytes }
    made.set(id, one)
    return one
  }
}

/** A body that may have been signed; equal ones have the same `id`. */
export type Made = { readonly id: string; readonly bytes: Uint8Array }

/** Of two names for the same bytes, the one that says more precisely what happened comes first. */
const vague: readonly string[] = [
  'body_sorted',
  'body_sorted_every_level',
  'body_nulls_dropped',
  'body_reserialised',
]
export const vagueness = (findings: readonly Finding[]): number =>
  findings.reduce((sum, { kind }) => sum + vague.indexOf(kind) + 1, 0)

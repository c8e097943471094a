import { tokensOf } from '../json-text.ts'
import { isObject, membersIn, writeUnlessTooDeep } from './steps.ts'

// A body that was parsed, and then printed by the language itself instead of a JSON writer.

type Print = readonly [id: string, apply: (text: string) => string]

const words: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' }
function pythonText(token: string): string {
  const text = JSON.parse(token) as string
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
  return text.includes("'") && !text.includes('"') ? `"${escaped}"` : `'${escaped.replaceAll("'", "\\'")}'`
}

function asDict(text: string): string {
  const tokens = tokensOf(text)
  if (!tokens) return text
  return tokens
    .map((one) => {
      if (one.startsWith('"')) return pythonText(one)
      if (one === ',' || one === ':') return `${one} `
      return words[one] ?? one
    })
    .join('')
}

function asBytes(text: string): string {
  const bytes = Array.from(Buffer.from(text), (byte) => {
    if (byte === 0x5c) return '\\\\'
    if (byte === 10) return '\\n'
    if (byte === 13) return '\\r'
    if (byte === 9) return '\\t'
    if (byte < 32 || byte > 126) return `\\x${byte.toString(16).padStart(2, '0')}`
    return String.fromCharCode(byte)
  }).join('')
  return text.includes("'") && !text.includes('"') ? `b"${bytes}"` : `b'${bytes.replaceAll("'", "\\'")}'`
}

export const printedByPython: readonly Print[] = [
  ['a Python dictionary', asDict],
  ["b'…' of Python bytes", asBytes],
]

type Style = {
  open: string
  close: string
  pair: string
  join: string
  list: [string, string]
  none: string
  isSorted?: boolean
}
const java: Style = { open: '{', close: '}', pair: '=', join: ', ', list: ['[', ']'], none: 'null' }
const go: Style = {
  open: 'map[',
  close: ']',
  pair: ':',
  join: ' ',
  list: ['[', ']'],
  none: '<nil>',
  isSorted: true,
}

function written(value: unknown, style: Style): string {
  if (value === null) return style.none
  if (Array.isArray(value))
    return style.list[0] + value.map((one) => written(one, style)).join(style.join) + style.list[1]
  if (typeof value === 'string') return value
  if (!isObject(value)) return JSON.stringify(value)
  const entries = Object.entries(value)
  const ordered = style.isSorted ? entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) : entries
  const pairs = ordered.map(([name, one]) => `${name}${style.pair}${written(one, style)}`)
  return style.open + pairs.join(style.join) + style.close
}
const createPrinted =
  (style: Style) =>
  (text: string): string => {
    const members = membersIn(text)
    return members ? writeUnlessTooDeep(text, () => written(Object.fromEntries(members), style)) : text
  }

const parsedOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
/** A value within a body as languages print it. */
export const printedNested: readonly Print[] = [
  ['a Java map', (text) => writeUnlessTooDeep(text, () => written(parsedOf(text), java))],
  ['a Python list or dictionary', asDict],
  ['what JavaScript makes of an object', (text) => writeUnlessTooDeep(text, () => String(parsedOf(text)))],
  ['a Go map', (text) => writeUnlessTooDeep(text, () => written(parsedOf(text), { ...go, join: ' ' }))],
  ['what PHP makes of an array', () => 'Array'],
  [
    'JSON with blanks',
    (text) =>
      (tokensOf(text) ?? [text]).map((one) => (one === ',' || one === ':' ? `${one} ` : one)).join(''),
  ],
]

export const printedAsMap: readonly Print[] = [
  ['a Java map', createPrinted(java)],
  ['a sorted Java map', createPrinted({ ...java, isSorted: true })],
  ['a Go map', createPrinted(go)],
  [
    'a Ruby hash',
    (text) =>
      (tokensOf(text) ?? [text])
        .map((one) => (one === ':' ? '=>' : one === ',' ? ', ' : one === 'null' ? 'nil' : one))
        .join(''),
  ],
]

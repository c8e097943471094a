import { ScimError } from './error.ts'

export const comparisons = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type ScimComparison = (typeof comparisons)[number]
export type ScimValue = string | number | boolean | null

/** A filter (RFC 7644 §3.4.2.2). Attributes are in lower case, with the schema in front if it was named. */
export type ScimFilter =
  | { readonly kind: 'and' | 'or'; readonly of: readonly ScimFilter[] }
  | { readonly kind: 'not'; readonly of: ScimFilter }
  | { readonly kind: 'has'; readonly attribute: string }
  | {
      readonly kind: 'compare'
      readonly attribute: string
      readonly by: ScimComparison
      readonly to: ScimValue
    }
  /** Of the values of an attribute one meets the filter: `emails[type eq "work"]`. */
  | { readonly kind: 'some'; readonly attribute: string; readonly of: ScimFilter }

const mostLength = 2000
const mostTerms = 50

type Token = { readonly kind: 'word' | 'text' | 'sign'; readonly text: string }

const tokens = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/sy

function refuse(detail: string): never {
  throw new ScimError(400, detail, 'invalidFilter')
}

function tokenize(text: string): Token[] {
  const found: Token[] = []
  tokens.lastIndex = 0
  while (text.slice(tokens.lastIndex).trim() !== '') {
    const at = tokens.lastIndex
    const [, quoted, sign, word] = tokens.exec(text) ?? []
    if (quoted !== undefined) found.push({ kind: 'text', text: quoted })
    else if (sign !== undefined) found.push({ kind: 'sign', text: sign })
    else if (word !== undefined) found.push({ kind: 'word', text: word })
    else refuse(`The filter cannot be read from character ${at + 1} on.`)
  }
  return found
}

/** Throws `invalidFilter`. */
export function parseFilter(text: string): ScimFilter {
  if (text.length > mostLength) refuse(`A filter has at most ${mostLength} characters.`)
  const reader = createReader(tokenize(text))
  const filter = readOr(reader)
  const rest = reader.peek()
  if (rest) refuse(`The filter has ${JSON.stringify(rest.text)} where it should end.`)
  return filter
}

function createReader(all: readonly Token[]) {
  let at = 0
  let terms = 0
  const peek = (): Token | undefined => all[at]
  return {
    peek,
    next(): Token {
      const token = all[at]
      if (!token) return refuse('The filter ends too early.')
      at += 1
      return token
    },
    /** Whether the next token is this word or sign, which is then taken. */
    takes(text: string): boolean {
      const token = all[at]
      if (token?.kind === 'text' || token?.text.toLowerCase() !== text) return false
      at += 1
      return true
    },
    countTerm(): void {
      terms += 1
      if (terms > mostTerms) refuse(`A filter has at most ${mostTerms} conditions.`)
    },
  }
}
type Reader = ReturnType<typeof createReader>

function readMany(reader: Reader, kind: 'and' | 'or', readOne: (reader: Reader) => ScimFilter): ScimFilter {
  const first = readOne(reader)
  const of = [first]
  while (reader.takes(kind)) of.push(readOne(reader))
  return of.length === 1 ? first : { kind, of }
}
const readOr = (reader: Reader): ScimFilter => readMany(reader, 'or', readAnd)
const readAnd = (reader: Reader): ScimFilter => readMany(reader, 'and', readTerm)

function readTerm(reader: Reader): ScimFilter {
  reader.countTerm()
  if (reader.takes('not')) return { kind: 'not', of: readGroup(reader, '(', ')') }
  if (reader.peek()?.text === '(') return readGroup(reader, '(', ')')
  const name = reader.next()
  if (name.kind !== 'word') refuse(`The filter has ${JSON.stringify(name.text)} instead of an attribute.`)
  const attribute = name.text.toLowerCase()
  if (reader.peek()?.text === '[') return { kind: 'some', attribute, of: readGroup(reader, '[', ']') }
  return readComparison(reader, attribute)
}

function readGroup(reader: Reader, open: string, close: string): ScimFilter {
  if (!reader.takes(open)) refuse(`The filter has no ${open} where it should.`)
  const of = readOr(reader)
  if (!reader.takes(close)) refuse(`The filter has no ${close} where it should.`)
  return of
}

function readComparison(reader: Reader, attribute: string): ScimFilter {
  const { text } = reader.next()
  const operator = text.toLowerCase()
  if (operator === 'pr') return { kind: 'has', attribute }
  const by = comparisons.find((one) => one === operator)
  if (!by) refuse(`The filter has ${JSON.stringify(text)} instead of a comparison.`)
  return { kind: 'compare', attribute, by, to: readValue(reader.next()) }
}

function readValue({ text }: Token): ScimValue {
  try {
    const value: unknown = JSON.parse(/^(true|false|null)$/i.test(text) ? text.toLowerCase() : text)
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as ScimValue
  } catch {
    // Refused below.
  }
  return refuse(`${JSON.stringify(text)} is no value of a filter: texts are in double quotation marks.`)
}

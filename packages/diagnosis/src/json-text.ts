// Rewrites JSON by its tokens, so that what is not meant stays as it was: numbers, escapes, the order of members.

/** A reading that is asked many times in turn for the same text; long ones are read anew, so that none stays in memory. */
export function rememberLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { text: string; value: T } | undefined
  return (text) => {
    if (text.length > longestKept) return read(text)
    if (last?.text !== text) last = { text, value: read(text) }
    return last.value
  }
}
const longestKept = 16 * 1024

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g

/** More levels than any message has. What lies deeper is not written anew: with its indents it would fill the memory. */
const mostLevels = 64

function isTooDeep(tokens: readonly string[]): boolean {
  let depth = 0
  for (const one of tokens) {
    if (one === '{' || one === '[') depth++
    else if (one === '}' || one === ']') depth--
    if (depth > mostLevels) return true
  }
  return false
}

function readTokens(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
  } catch {
    return undefined
  }
  const tokens = text.match(token)
  return tokens && !isTooDeep(tokens) ? tokens : undefined
}
/** The tokens of a JSON text without the white space between them, or undefined if it is no object. */
export const tokensOf = rememberLast(readTokens)

/** As Python’s `json.dumps` writes it unless told otherwise: a blank after each comma and colon. */
export const writeSpaced = (tokens: readonly string[]): string =>
  tokens.map((one) => (one === ',' || one === ':' ? `${one} ` : one)).join('')

/** As printers for people write it: each member on a line of its own. */
export function writeIndented(tokens: readonly string[], indent: string, colon: string): string {
  let depth = 0
  const line = (): string => `\n${indent.repeat(depth)}`
  return tokens
    .map((one, i) => {
      if (one === '{' || one === '[') {
        depth++
        return tokens[i + 1] === '}' || tokens[i + 1] === ']' ? one : `${one}${line()}`
      }
      if (one === '}' || one === ']') {
        depth--
        return tokens[i - 1] === '{' || tokens[i - 1] === '[' ? one : `${line()}${one}`
      }
      if (one === ',') return `,${line()}`
      return one === ':' ? colon : one
    })
    .join('')
}

const isNumber = (one: string): boolean => /^-?\d/.test(one)

/** Every number as a string, as a reader that knows strings alone writes it. */
export const writeNumbersAsTexts = (tokens: readonly string[]): string =>
  tokens.map((one) => (isNumber(one) ? `"${one}"` : one)).join('')

/** Every integer with a point, as a reader that knows floating-point numbers alone writes it. */
export const writeNumbersAsDecimals = (tokens: readonly string[]): string =>
  tokens.map((one) => (/^-?\d+$/.test(one) ? `${one}.0` : one)).join('')

const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
/** Other characters than ASCII as `\uXXXX`. */
export const escapeNonAscii = (text: string): string => text.replace(/[\u0080-\uffff]/g, escape)
/** The same with capital digits; escapes that came with small ones are read and written so too. */
export const escapeNonAsciiUpper = (text: string): string =>
  text
    .replace(/[\u0080-\uffff]/g, escape)
    .replace(/(\\\\)|\\u([0-9a-fA-F]{4})/g, (whole, backslashes: string | undefined, digits: string) =>
      backslashes === undefined ? `\\u${digits.toUpperCase()}` : whole,
    )
/** `\uXXXX` of other characters than ASCII as the characters themselves. */
export const unescapeNonAscii = (text: string): string =>
  text.replace(/(\\\\)|\\u([0-9a-fA-F]{4})/g, (whole, backslashes: string | undefined, digits: string) => {
    if (backslashes !== undefined) return whole
    const code = Number.parseInt(digits, 16)
    return code < 0x80 ? whole : String.fromCharCode(code)
  })
/** `/` as PHP’s `json_encode` writes it. */
export const escapeSlashes = (text: string): string => text.replace(/(?<!\\)\//g, '\\/')
export const unescapeSlashes = (text: string): string =>
  text.replace(/(\\\\)|\\\//g, (whole, backslashes: string | undefined) =>
    backslashes === undefined ? '/' : whole,
  )

const htmlEscapes: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
}
/** `<`, `>` and `&` as Go’s `encoding/json` and Gson write them. */
export const escapeHtml = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (one) => htmlEscapes[one] ?? one)

/** The same as Gson writes them: an apostrophe and an equals sign too. */
export const escapeAsGson = (text: string): string =>
  escapeHtml(text).replace(/['=]/g, (one) => (one === '=' ? '\\u003d' : '\\u0027'))
/** As System.Text.Json writes them: all but the plainest characters, with capital digits. */
export const escapeAsDotnet = (text: string): string =>
  escapeNonAsciiUpper(
    text.replace(/[<>&'+`]/g, (one) => `\\u00${one.charCodeAt(0).toString(16).toUpperCase()}`),
  ).replace(/\\"/g, '\\u0022')
const htmlCharacters = /(\\\\)|\\u(003[cdeCDE]|002[67]|202[89])/g
/** What they stand for. */
export const unescapeHtml = (text: string): string =>
  text.replace(htmlCharacters, (whole, backslashes: string | undefined, digits: string) =>
    backslashes === undefined ? String.fromCharCode(Number.parseInt(digits, 16)) : whole,
  )
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** Some characters as the entities of HTML, as filters against scripts write them. */
export const escapeAsEntities = (text: string, characters: string): string =>
  text.replace(/[&<>"']/g, (one) => (characters.includes(one) ? (entities[one] ?? one) : one))
/** A blank after one of comma and colon. */
export const writeSpacedAfter = (tokens: readonly string[], sign: ',' | ':'): string =>
  tokens.map((one) => (one === sign ? `${one} ` : one)).join('')

// Rewrites JSON token by token, so that everything else stays as it was: numbers, escapes, the order of members.

/**
 * Remembers the last result, for a reader that is called many times in a row for the same text. The result for a long
 * text is not kept in memory.
 */
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

/** The most levels of nesting. A text with more is not rewritten, because its indentation could fill the memory. */
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
/** The tokens of a JSON text without white space; undefined if it is not an object. */
export const tokensOf = rememberLast(readTokens)

/** Writes JSON with a blank after each comma and colon, like Python’s `json.dumps` by default. */
export const writeSpaced = (tokens: readonly string[]): string =>
  tokens.map((one) => (one === ',' || one === ':' ? `${one} ` : one)).join('')

/** Writes JSON with each member on its own line. */
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

/** Writes every number as a string, like a reader that knows only strings. */
export const writeNumbersAsTexts = (tokens: readonly string[]): string =>
  tokens.map((one) => (isNumber(one) ? `"${one}"` : one)).join('')

/** Writes every integer with a decimal point, like a reader that knows only floating-point numbers. */
export const writeNumbersAsDecimals = (tokens: readonly string[]): string =>
  tokens.map((one) => (/^-?\d+$/.test(one) ? `${one}.0` : one)).join('')

const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
/** Writes characters beyond ASCII as `\uXXXX`. */
export const escapeNonAscii = (text: string): string => text.replace(/[\u0080-\uffff]/g, escape)
/** The same with upper-case digits; existing escapes are rewritten too. */
export const escapeNonAsciiUpper = (text: string): string =>
  text
    .replace(/[\u0080-\uffff]/g, escape)
    .replace(/(\\\\)|\\u([0-9a-fA-F]{4})/g, (whole, backslashes: string | undefined, digits: string) =>
      backslashes === undefined ? `\\u${digits.toUpperCase()}` : whole,
    )
/** Replaces `\uXXXX` of characters beyond ASCII by the characters. */
export const unescapeNonAscii = (text: string): string =>
  text.replace(/(\\\\)|\\u([0-9a-fA-F]{4})/g, (whole, backslashes: string | undefined, digits: string) => {
    if (backslashes !== undefined) return whole
    const code = Number.parseInt(digits, 16)
    return code < 0x80 ? whole : String.fromCharCode(code)
  })
/** Escapes `/` like PHP’s `json_encode`. */
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
/** Escapes `<`, `>` and `&` like Go’s `encoding/json` and Gson. */
export const escapeHtml = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (one) => htmlEscapes[one] ?? one)

/** The same and also the apostrophe and the equals sign, like Gson. */
export const escapeAsGson = (text: string): string =>
  escapeHtml(text).replace(/['=]/g, (one) => (one === '=' ? '\\u003d' : '\\u0027'))
/** Escapes like System.Text.Json: all characters except the plainest, with upper-case digits. */
export const escapeAsDotnet = (text: string): string =>
  escapeNonAsciiUpper(
    text.replace(/[<>&'+`]/g, (one) => `\\u00${one.charCodeAt(0).toString(16).toUpperCase()}`),
  ).replace(/\\"/g, '\\u0022')
const htmlCharacters = /(\\\\)|\\u(003[cdeCDE]|002[67]|202[89])/g
/** Replaces these escapes by their characters. */
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
/** Escapes some characters as HTML entities, like filters against scripts. */
export const escapeAsEntities = (text: string, characters: string): string =>
  text.replace(/[&<>"']/g, (one) => (characters.includes(one) ? (entities[one] ?? one) : one))
/** Writes a blank only after commas, or only after colons. */
export const writeSpacedAfter = (tokens: readonly string[], sign: ',' | ':'): string =>
  tokens.map((one) => (one === sign ? `${one} ` : one)).join('')

import {
  asciiEscaped,
  asciiEscapedUpper,
  dotnetEscaped,
  entityEscaped,
  gsonEscaped,
  htmlEscaped,
  htmlUnescaped,
  indented,
  numbersDecimal,
  numbersQuoted,
  slashEscaped,
  slashUnescaped,
  spaced,
  spacedAfter,
  tokensOf,
  unescaped,
} from '../json-text.ts'
import { percentEncode } from '../charsets.ts'
import { formDecoded } from '../exchange.ts'
import { printedByPython, printedAsMap } from './printed.ts'
import { as, byTokens, named, oftenAs } from './steps.ts'
import type { StepWay } from './steps.ts'

// How the text of a body was written: white space, numbers, escapes, and what was put around it.

const compact = byTokens((tokens) => tokens.join(''))
const rewritten = (text: string): string => (tokensOf(text) ? JSON.stringify(JSON.parse(text)) : text)
/** What stands in a body that is itself a JSON string. */
function stringWithin(text: string): string {
  try {
    const value: unknown = /^\s*"/.test(text) ? JSON.parse(text) : text
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
const windows = (text: string): string => text.replace(/(?<!\r)\n/g, '\r\n')
const indent = (width: string, colon = ': ') => byTokens((tokens) => indented(tokens, width, colon))

export const spacingWays: readonly StepWay[] = [
  oftenAs('body_reserialised', rewritten),
  oftenAs('body_reserialised', compact, 'tokens'),
  oftenAs('body_spaced', byTokens(spaced)),
  as(
    'body_spaced',
    byTokens((tokens) => spacedAfter(tokens, ':')),
    'colon',
  ),
  as(
    'body_spaced',
    byTokens((tokens) => spacedAfter(tokens, ',')),
    'comma',
  ),
  oftenAs('body_indented', indent('  '), 'two'),
  oftenAs('body_indented', indent('    '), 'four'),
  as('body_indented', indent('\t'), 'tab'),
  as('body_indented', indent('\t', ':'), 'fastjson'),
  as('body_indented', indent('  ', ' : '), 'Jackson'),
  as('body_indented', indent('   '), 'three'),
  as('body_indented', indent(' '), 'one'),
  as('body_indented', (text) => windows(indent('  ')(text)), 'two, Windows'),
  as('body_indented', (text) => windows(indent('    ')(text)), 'four, Windows'),
  as('body_indented', (text) => windows(indent('  ', ' : ')(text)), 'Jackson, Windows'),
  as('body_indented', (text) => `${indent('  ')(text)}\n`, 'two, line'),
  as('body_indented', (text) => `${indent('    ')(text)}\n`, 'four, line'),
  as('body_blanks_removed', (text) => text.replace(/\s+/g, '')),
  as('body_blanks_removed', (text) => text.replaceAll(' ', ''), 'blanks'),
  as('body_blanks_removed', (text) => text.replace(/\s+/g, ' '), 'to one'),
  as('body_lines_joined', (text) => text.replace(/[\r\n]/g, '')),
  as('body_lines_joined', (text) => text.replace(/[\r\n\t]/g, ''), 'tabs'),
  as('body_lines_joined', (text) => text.replace(/\r?\n\s*/g, ''), 'trimmed'),
]

/** A text without such numbers stays as it is: that it loses its blanks has another name. */
const byNumbers =
  (write: (tokens: readonly string[]) => string) =>
  (text: string): string => {
    const tokens = tokensOf(text)
    const written = tokens && write(tokens)
    return written === undefined || written === tokens?.join('') ? text : written
  }
export const numberWays: readonly StepWay[] = [
  oftenAs('body_numbers_quoted', byNumbers(numbersQuoted)),
  oftenAs('body_numbers_decimal', byNumbers(numbersDecimal)),
]

const both = (id: string, apply: (text: string) => string, way: StepWay, other: StepWay): StepWay => ({
  ...way,
  value: { id, apply },
  mistakes: [...way.mistakes, ...other.mistakes],
  isCommon: true,
})
const ascii = oftenAs('body_ascii_escaped', asciiEscaped)
const slash = oftenAs('body_slash_escaped', slashEscaped)
const html = oftenAs('body_html_escaped', htmlEscaped)
const plain = oftenAs('body_unescaped', unescaped)
const noSlash = oftenAs('body_slash_unescaped', slashUnescaped)
// What a writer does at once comes last: a body that shows only one of it is named by that one.
export const escapeWays: readonly StepWay[] = [
  ascii,
  as('body_ascii_escaped', asciiEscapedUpper, 'upper'),
  plain,
  slash,
  noSlash,
  html,
  as('body_html_escaped', gsonEscaped, 'Gson'),
  as('body_html_unescaped', htmlUnescaped),
  as('body_entities', (text) => entityEscaped(text, '&<>')),
  as('body_entities', (text) => entityEscaped(text, '&<>"')),
  as('body_entities', (text) => entityEscaped(text, '&<>"\''), 'all'),
  as('body_entities', (text) => entityEscaped(text, '<>'), 'angles'),
  as('body_entities', (text) => entityEscaped(text, '"'), 'quotes'),
  both('php', (text) => slashEscaped(asciiEscaped(text)), ascii, slash),
  both('from php', (text) => slashUnescaped(unescaped(text)), plain, noSlash),
  both('net', dotnetEscaped, ascii, html),
  both('ascii html', (text) => asciiEscaped(htmlEscaped(text)), ascii, html),
  both('ascii gson', (text) => asciiEscaped(gsonEscaped(text)), ascii, html),
]

const written = (
  kind: 'body_url_encoded',
  style: 'encodeURIComponent' | 'URLEncoder',
  apply: (text: string) => string,
) => named({ kind, style }, apply, style)
const formEncoded = (text: string): string =>
  new URLSearchParams({ v: text.toWellFormed() }).toString().slice(2)
const standIns = [
  '{}',
  '[]',
  'null',
  'undefined',
  'None',
  'nil',
  '[object Object]',
  'Array',
  '""',
  ' ',
  '\n',
  'true',
  '0',
]

export const wrappingWays: readonly StepWay[] = [
  oftenAs('body_empty', () => ''),
  oftenAs('body_trimmed', (text) => text.trim()),
  as('body_trimmed', (text) => text.trimEnd(), 'end'),
  as('body_trimmed', (text) => text.trimStart(), 'start'),
  oftenAs('body_line_break', (text) => `${text}\n`, 'LF'),
  as('body_line_break', (text) => `${text}\r\n`, 'CRLF'),
  as('body_line_break', (text) => `${text}\n\n`, 'two'),
  as('body_line_break', (text) => `\n${text}`, 'before'),
  as('body_line_break', (text) => `${text} `, 'blank'),
  as('body_line_break', (text) => ` ${text}`, 'blank before'),
  as('body_bom', (text) => `\uFEFF${text}`),
  oftenAs('body_line_ends', (text) => text.replaceAll('\r\n', '\n'), 'to LF'),
  as('body_line_ends', (text) => text.replace(/\r\n|\n/g, '\r'), 'to CR'),
  as('body_line_ends', windows, 'to CRLF'),
  oftenAs('body_quoted', (text) => JSON.stringify(text)),
  as('body_quoted', (text) => `"${text}"`, 'bare'),
  as('body_quoted', (text) => `'${text}'`, 'single'),
  as('body_quoted', (text) => JSON.stringify(JSON.stringify(text)), 'twice'),
  as('body_quoted', (text) => JSON.stringify(text).slice(1, -1), 'without quotes'),
  as('body_quoted', (text) => text.replaceAll('\\', '\\\\'), 'backslashes'),
  as('body_quoted', (text) => text.replaceAll('\\"', '"').replaceAll('\\\\', '\\'), 'opened'),
  as('body_string_sent', stringWithin),
  as('body_in_list', (text) => `[${text}]`),
  as('body_case', (text) => text.toLowerCase(), 'lower'),
  as('body_case', (text) => text.toUpperCase(), 'upper'),
  written('body_url_encoded', 'encodeURIComponent', percentEncode),
  written('body_url_encoded', 'URLEncoder', formEncoded),
  as('body_url_decoded', formDecoded),
  as('body_url_decoded', (text) => text.replaceAll('+', ' '), 'plus'),
  as('body_form_field', (text) => `${text}=`, 'bare'),
  as('body_form_field', (text) => `body=${text}`, 'body'),
  as('body_form_field', (text) => `data=${text}`, 'data'),
  as('body_base64', (text) => Buffer.from(text).toString('base64')),
  as('body_hex', (text) => Buffer.from(text).toString('hex')),
  as('body_hex', (text) => Buffer.from(text).toString('hex').toUpperCase(), 'upper'),
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) =>
    named({ kind: 'body_normalised', form }, (text) => text.normalize(form), form),
  ),
  ...[...printedByPython, ...printedAsMap].map(([id, apply]) =>
    named({ kind: 'body_printed', as: id }, apply, id),
  ),
  ...standIns.map((text) => named({ kind: 'body_stand_in', text }, () => text, text)),
]

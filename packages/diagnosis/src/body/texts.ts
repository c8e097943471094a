import {
  escapeNonAscii,
  escapeNonAsciiUpper,
  escapeAsDotnet,
  escapeAsEntities,
  escapeAsGson,
  escapeHtml,
  unescapeHtml,
  writeIndented,
  writeNumbersAsDecimals,
  writeNumbersAsTexts,
  escapeSlashes,
  unescapeSlashes,
  writeSpaced,
  writeSpacedAfter,
  tokensOf,
  unescapeNonAscii,
} from '../json-text.ts'
import { encodePercent } from '../charsets.ts'
import { decodeForm } from '../exchange.ts'
import { printedByPython, printedAsMap } from './printed.ts'
import { createStep, changeTokens, createNamedStep, createCommonStep } from './steps.ts'
import type { StepWay } from './steps.ts'

// How the text of a body was written: white space, numbers, escapes, and what was put around it.

const compact = changeTokens((tokens) => tokens.join(''))
const rewritten = (text: string): string => (tokensOf(text) ? JSON.stringify(JSON.parse(text)) : text)
/** The content of a body that is itself a JSON string. */
function stringWithin(text: string): string {
  try {
    const value: unknown = /^\s*"/.test(text) ? JSON.parse(text) : text
    return typeof value === 'string' ? value : text
  } catch {
    return text
  }
}
const windows = (text: string): string => text.replace(/(?<!\r)\n/g, '\r\n')
const indent = (width: string, colon = ': ') => changeTokens((tokens) => writeIndented(tokens, width, colon))

export const spacingWays: readonly StepWay[] = [
  createCommonStep('body_reserialised', rewritten),
  createCommonStep('body_reserialised', compact, 'tokens'),
  createCommonStep('body_spaced', changeTokens(writeSpaced)),
  createStep(
    'body_spaced',
    changeTokens((tokens) => writeSpacedAfter(tokens, ':')),
    'colon',
  ),
  createStep(
    'body_spaced',
    changeTokens((tokens) => writeSpacedAfter(tokens, ',')),
    'comma',
  ),
  createCommonStep('body_indented', indent('  '), 'two'),
  createCommonStep('body_indented', indent('    '), 'four'),
  createStep('body_indented', indent('\t'), 'tab'),
  createStep('body_indented', indent('\t', ':'), 'fastjson'),
  createStep('body_indented', indent('  ', ' : '), 'Jackson'),
  createStep('body_indented', indent('   '), 'three'),
  createStep('body_indented', indent(' '), 'one'),
  createStep('body_indented', (text) => windows(indent('  ')(text)), 'two, Windows'),
  createStep('body_indented', (text) => windows(indent('    ')(text)), 'four, Windows'),
  createStep('body_indented', (text) => windows(indent('  ', ' : ')(text)), 'Jackson, Windows'),
  createStep('body_indented', (text) => `${indent('  ')(text)}\n`, 'two, line'),
  createStep('body_indented', (text) => `${indent('    ')(text)}\n`, 'four, line'),
  createStep('body_blanks_removed', (text) => text.replace(/\s+/g, '')),
  createStep('body_blanks_removed', (text) => text.replaceAll(' ', ''), 'blanks'),
  createStep('body_blanks_removed', (text) => text.replace(/\s+/g, ' '), 'to one'),
  createStep('body_lines_joined', (text) => text.replace(/[\r\n]/g, '')),
  createStep('body_lines_joined', (text) => text.replace(/[\r\n\t]/g, ''), 'tabs'),
  createStep('body_lines_joined', (text) => text.replace(/\r?\n\s*/g, ''), 'trimmed'),
]

/** A text without such numbers stays unchanged; lost blanks are reported under another name. */
const byNumbers =
  (write: (tokens: readonly string[]) => string) =>
  (text: string): string => {
    const tokens = tokensOf(text)
    const written = tokens && write(tokens)
    return written === undefined || written === tokens?.join('') ? text : written
  }
export const numberWays: readonly StepWay[] = [
  createCommonStep('body_numbers_quoted', byNumbers(writeNumbersAsTexts)),
  createCommonStep('body_numbers_decimal', byNumbers(writeNumbersAsDecimals)),
]

const both = (id: string, apply: (text: string) => string, way: StepWay, other: StepWay): StepWay => ({
  ...way,
  value: { id, apply },
  mistakes: [...way.mistakes, ...other.mistakes],
  isCommon: true,
})
const ascii = createCommonStep('body_ascii_escaped', escapeNonAscii)
const slash = createCommonStep('body_slash_escaped', escapeSlashes)
const html = createCommonStep('body_html_escaped', escapeHtml)
const plain = createCommonStep('body_unescaped', unescapeNonAscii)
const noSlash = createCommonStep('body_slash_unescaped', unescapeSlashes)
// Writers that do several things at once come last, so that a body that shows only one of them is reported by that one.
export const escapeWays: readonly StepWay[] = [
  ascii,
  createStep('body_ascii_escaped', escapeNonAsciiUpper, 'upper'),
  plain,
  slash,
  noSlash,
  html,
  createStep('body_html_escaped', escapeAsGson, 'Gson'),
  createStep('body_html_unescaped', unescapeHtml),
  createStep('body_entities', (text) => escapeAsEntities(text, '&<>')),
  createStep('body_entities', (text) => escapeAsEntities(text, '&<>"')),
  createStep('body_entities', (text) => escapeAsEntities(text, '&<>"\''), 'all'),
  createStep('body_entities', (text) => escapeAsEntities(text, '<>'), 'angles'),
  createStep('body_entities', (text) => escapeAsEntities(text, '"'), 'quotes'),
  both('php', (text) => escapeSlashes(escapeNonAscii(text)), ascii, slash),
  both('from php', (text) => unescapeSlashes(unescapeNonAscii(text)), plain, noSlash),
  both('net', escapeAsDotnet, ascii, html),
  both('ascii html', (text) => escapeNonAscii(escapeHtml(text)), ascii, html),
  both('ascii gson', (text) => escapeNonAscii(escapeAsGson(text)), ascii, html),
]

const written = (
  kind: 'body_url_encoded',
  style: 'encodeURIComponent' | 'URLEncoder',
  apply: (text: string) => string,
) => createNamedStep({ kind, style }, apply, style)
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
  createCommonStep('body_empty', () => ''),
  createCommonStep('body_trimmed', (text) => text.trim()),
  createStep('body_trimmed', (text) => text.trimEnd(), 'end'),
  createStep('body_trimmed', (text) => text.trimStart(), 'start'),
  createCommonStep('body_line_break', (text) => `${text}\n`, 'LF'),
  createStep('body_line_break', (text) => `${text}\r\n`, 'CRLF'),
  createStep('body_line_break', (text) => `${text}\n\n`, 'two'),
  createStep('body_line_break', (text) => `\n${text}`, 'before'),
  createStep('body_line_break', (text) => `${text} `, 'blank'),
  createStep('body_line_break', (text) => ` ${text}`, 'blank before'),
  createStep('body_bom', (text) => `\uFEFF${text}`),
  createCommonStep('body_line_ends', (text) => text.replaceAll('\r\n', '\n'), 'to LF'),
  createStep('body_line_ends', (text) => text.replace(/\r\n|\n/g, '\r'), 'to CR'),
  createStep('body_line_ends', windows, 'to CRLF'),
  createCommonStep('body_quoted', (text) => JSON.stringify(text)),
  createStep('body_quoted', (text) => `"${text}"`, 'bare'),
  createStep('body_quoted', (text) => `'${text}'`, 'single'),
  createStep('body_quoted', (text) => JSON.stringify(JSON.stringify(text)), 'twice'),
  createStep('body_quoted', (text) => JSON.stringify(text).slice(1, -1), 'without quotes'),
  createStep('body_quoted', (text) => text.replaceAll('\\', '\\\\'), 'backslashes'),
  createStep('body_quoted', (text) => text.replaceAll('\\"', '"').replaceAll('\\\\', '\\'), 'opened'),
  createStep('body_string_sent', stringWithin),
  createStep('body_in_list', (text) => `[${text}]`),
  createStep('body_case', (text) => text.toLowerCase(), 'lower'),
  createStep('body_case', (text) => text.toUpperCase(), 'upper'),
  written('body_url_encoded', 'encodeURIComponent', encodePercent),
  written('body_url_encoded', 'URLEncoder', formEncoded),
  createStep('body_url_decoded', decodeForm),
  createStep('body_url_decoded', (text) => text.replaceAll('+', ' '), 'plus'),
  createStep('body_form_field', (text) => `${text}=`, 'bare'),
  createStep('body_form_field', (text) => `body=${text}`, 'body'),
  createStep('body_form_field', (text) => `data=${text}`, 'data'),
  createStep('body_base64', (text) => Buffer.from(text).toString('base64')),
  createStep('body_hex', (text) => Buffer.from(text).toString('hex')),
  createStep('body_hex', (text) => Buffer.from(text).toString('hex').toUpperCase(), 'upper'),
  ...(['NFC', 'NFD', 'NFKC', 'NFKD'] as const).map((form) =>
    createNamedStep({ kind: 'body_normalised', form }, (text) => text.normalize(form), form),
  ),
  ...[...printedByPython, ...printedAsMap].map(([id, apply]) =>
    createNamedStep({ kind: 'body_printed', as: id }, apply, id),
  ),
  ...standIns.map((text) => createNamedStep({ kind: 'body_stand_in', text }, () => text, text)),
]

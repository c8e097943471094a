import { encodePercent } from '../charsets.ts'
import { decodeForm } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import type { Hows } from '../hows.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'

// How a value may have been written before signing.

export type Rewriting = (pair: Parameter) => string

const percentDecoded = (raw: string): string => {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
const formEncoded = (text: string): string =>
  new URLSearchParams({ v: text.toWellFormed() }).toString().slice(2)
const of = (finding: Finding, rewrite: Rewriting): Way<Rewriting> => way.wrong(rewrite, finding)
const encodeAgain = (
  style: 'encodeURIComponent' | 'URLEncoder',
  encode: (text: string) => string,
): Way<Rewriting> => of({ kind: 'pairs_reencoded', style }, ({ value }) => encode(value))
const createChange = (how: Hows['value'], change: (value: string) => string): Way<Rewriting> =>
  of({ kind: 'pairs_value_changed', how }, ({ value }) => change(value))

const isNumber = (value: string): boolean => /^-?\d{1,15}(?:\.\d+)?$/.test(value)
const rfc3986 = (text: string): string =>
  encodePercent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())

export const rewritings: readonly Way<Rewriting>[] = [
  of(toFinding('pairs_not_decoded'), ({ rawValue }) => rawValue),
  of(toFinding('pairs_plus_kept'), ({ rawValue }) => percentDecoded(rawValue)),
  of(toFinding('pairs_plus_blank'), ({ value }) => value.replaceAll('+', ' ')),
  of(toFinding('pairs_decoded_twice'), ({ value }) => decodeForm(value)),
  of(toFinding('pairs_decoded_twice'), ({ value }) => percentDecoded(value)),
  encodeAgain('encodeURIComponent', encodePercent),
  encodeAgain('URLEncoder', formEncoded),
  encodeAgain('encodeURIComponent', rfc3986),
  encodeAgain('URLEncoder', (text) => formEncoded(text).replaceAll('+', '%20')),
  encodeAgain('URLEncoder', (text) =>
    formEncoded(text).replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~'),
  ),
  encodeAgain('encodeURIComponent', (text) => encodeURI(text.toWellFormed())),
  encodeAgain('encodeURIComponent', (text) => lowerEscapes(encodePercent(text))),
  encodeAgain('URLEncoder', (text) => lowerEscapes(formEncoded(text))),
  encodeAgain('encodeURIComponent', (text) => encodePercent(encodePercent(text))),
  encodeAgain('encodeURIComponent', (text) => lowerEscapes(rfc3986(text))),
  createChange('blank_plus', (value) => value.replaceAll(' ', '+')),
  createChange('trimmed', (value) => value.trim()),
  createChange('trimmed', (value) => value.replace(/\s+/g, '')),
  createChange('lower', (value) => value.toLowerCase()),
  createChange('upper', (value) => value.toUpperCase()),
  createChange('number', (value) => (isNumber(value) ? String(Number(value)) : value)),
  createChange('number', (value) =>
    /^-?\d{1,15}$/.test(value) ? `${value}.0` : isNumber(value) ? String(Number(value)) : value,
  ),
  // As a double is printed: `99.000` becomes `99.0`.
  createChange('number', (value) =>
    !isNumber(value) || !value.includes('.')
      ? value
      : Number.isInteger(Number(value))
        ? Number(value).toFixed(1)
        : String(Number(value)),
  ),
  createChange('number', (value) => (isNumber(value) ? Number(value).toFixed(2) : value)),
  createChange('number', (value) => (isNumber(value) ? String(Math.trunc(Number(value))) : value)),
  createChange('entities', (value) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ),
  createChange('entities', (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  ),
  createChange('entities', (value) =>
    value.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
  ),
  createChange('no_plus', (value) => value.replaceAll('+', '')),
  createChange('no_plus', (value) => value.replace(/=+$/, '')),
  createChange('no_plus', (value) => value.replaceAll('+', '-').replaceAll('/', '_')),
  createChange('word', (value) => (value === '' ? 'null' : value)),
  createChange('word', (value) => (value === '' ? 'undefined' : value)),
  createChange('word', (value) => (value === '' ? 'None' : value)),
  createChange('word', (value) => (value === '1' ? 'true' : value === '0' ? 'false' : value)),
  createChange('base64', (value) => Buffer.from(value).toString('base64')),
  createChange('quoted', (value) => `"${value}"`),
  createChange('quoted', (value) => `'${value}'`),
  createChange('quoted', (value) => `['${value}']`),
  createChange('quoted', (value) => `["${value}"]`),
  createChange('quoted', (value) => `[${value}]`),
  createChange('escaped', (value) =>
    value.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ),
]

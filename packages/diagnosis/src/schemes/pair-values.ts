import { percentEncode } from '../charsets.ts'
import { formDecoded } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import type { Finding } from '../findings.ts'
import type { Hows } from '../hows.ts'
import { way } from '../search.ts'
import type { Way } from '../search.ts'
import { mistake } from './formula.ts'

// How a value may have been written before it was signed.

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
const reencoded = (
  style: 'encodeURIComponent' | 'URLEncoder',
  encode: (text: string) => string,
): Way<Rewriting> => of({ kind: 'pairs_reencoded', style }, ({ value }) => encode(value))
const changed = (how: Hows['value'], change: (value: string) => string): Way<Rewriting> =>
  of({ kind: 'pairs_value_changed', how }, ({ value }) => change(value))

const isNumber = (value: string): boolean => /^-?\d{1,15}(?:\.\d+)?$/.test(value)
const rfc3986 = (text: string): string =>
  percentEncode(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
const lowerEscapes = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())

export const rewritings: readonly Way<Rewriting>[] = [
  of(mistake('pairs_not_decoded'), ({ rawValue }) => rawValue),
  of(mistake('pairs_plus_kept'), ({ rawValue }) => percentDecoded(rawValue)),
  of(mistake('pairs_plus_blank'), ({ value }) => value.replaceAll('+', ' ')),
  of(mistake('pairs_decoded_twice'), ({ value }) => formDecoded(value)),
  of(mistake('pairs_decoded_twice'), ({ value }) => percentDecoded(value)),
  reencoded('encodeURIComponent', percentEncode),
  reencoded('URLEncoder', formEncoded),
  reencoded('encodeURIComponent', rfc3986),
  reencoded('URLEncoder', (text) => formEncoded(text).replaceAll('+', '%20')),
  reencoded('URLEncoder', (text) =>
    formEncoded(text).replaceAll('+', '%20').replaceAll('*', '%2A').replaceAll('%7E', '~'),
  ),
  reencoded('encodeURIComponent', (text) => encodeURI(text.toWellFormed())),
  reencoded('encodeURIComponent', (text) => lowerEscapes(percentEncode(text))),
  reencoded('URLEncoder', (text) => lowerEscapes(formEncoded(text))),
  reencoded('encodeURIComponent', (text) => percentEncode(percentEncode(text))),
  reencoded('encodeURIComponent', (text) => lowerEscapes(rfc3986(text))),
  changed('blank_plus', (value) => value.replaceAll(' ', '+')),
  changed('trimmed', (value) => value.trim()),
  changed('trimmed', (value) => value.replace(/\s+/g, '')),
  changed('lower', (value) => value.toLowerCase()),
  changed('upper', (value) => value.toUpperCase()),
  changed('number', (value) => (isNumber(value) ? String(Number(value)) : value)),
  changed('number', (value) =>
    /^-?\d{1,15}$/.test(value) ? `${value}.0` : isNumber(value) ? String(Number(value)) : value,
  ),
  // As a double is printed: `99.000` comes to `99.0`.
  changed('number', (value) =>
    !isNumber(value) || !value.includes('.')
      ? value
      : Number.isInteger(Number(value))
        ? Number(value).toFixed(1)
        : String(Number(value)),
  ),
  changed('number', (value) => (isNumber(value) ? Number(value).toFixed(2) : value)),
  changed('number', (value) => (isNumber(value) ? String(Math.trunc(Number(value))) : value)),
  changed('entities', (value) =>
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  ),
  changed('entities', (value) =>
    value
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  ),
  changed('entities', (value) =>
    value.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
  ),
  changed('no_plus', (value) => value.replaceAll('+', '')),
  changed('no_plus', (value) => value.replace(/=+$/, '')),
  changed('no_plus', (value) => value.replaceAll('+', '-').replaceAll('/', '_')),
  changed('word', (value) => (value === '' ? 'null' : value)),
  changed('word', (value) => (value === '' ? 'undefined' : value)),
  changed('word', (value) => (value === '' ? 'None' : value)),
  changed('word', (value) => (value === '1' ? 'true' : value === '0' ? 'false' : value)),
  changed('base64', (value) => Buffer.from(value).toString('base64')),
  changed('quoted', (value) => `"${value}"`),
  changed('quoted', (value) => `'${value}'`),
  changed('quoted', (value) => `['${value}']`),
  changed('quoted', (value) => `["${value}"]`),
  changed('quoted', (value) => `[${value}]`),
  changed('escaped', (value) =>
    value.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ),
]

import { encodePercent } from '../charsets.ts'
import { dropEqualWays, markSeldomUnless, way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'

// How names and values may have been joined into the signed text.

type Pairs = readonly (readonly [name: string, value: string])[]
export type Joining = (pairs: Pairs) => string

const by =
  (equals: string, between: string): Joining =>
  (pairs) =>
    pairs.map((pair) => pair.join(equals)).join(between)
const right = by('=', '&')
const separators = ['\n', ',', ';', '|', ' ', ', ', '#', '\t', '\r\n', '&amp;', '%26']
const json: Joining = (pairs) =>
  `{${pairs.map((pair) => pair.map((one) => JSON.stringify(one)).join(':')).join(',')}}`
const spacedJson: Joining = (pairs) =>
  `{${pairs.map((pair) => pair.map((one) => JSON.stringify(one)).join(': ')).join(', ')}}`
const lowerText = (text: string): string => text.toLowerCase()

/** Texts that are not pairs any more, or pairs with other names. */
const otherTexts: readonly Way<Joining>[] = [
  way.wrong(json, toFinding('pairs_as_json')),
  way.wrong(spacedJson, toFinding('pairs_as_json')),
  way.wrong((pairs) => `{${by('=', ', ')(pairs)}}`, toFinding('pairs_as_json')),
  way.wrong((pairs) => by('=', '&')(pairs.map(([name, value]) => [name, `"${value}"`])), {
    kind: 'pairs_value_changed',
    how: 'quoted',
  }),
  way.wrong((pairs) => encodePercent(right(pairs)), { kind: 'text_changed', how: 'url' }),
  way.wrong((pairs) => new URLSearchParams({ t: right(pairs).toWellFormed() }).toString().slice(2), {
    kind: 'text_changed',
    how: 'url',
  }),
  way.wrong((pairs) => lowerText(right(pairs)), { kind: 'text_changed', how: 'lower' }),
  way.wrong((pairs) => right(pairs).toUpperCase(), { kind: 'text_changed', how: 'upper' }),
  way.wrong(
    (pairs) => right(pairs.map(([name, value]) => [lowerText(name), value])),
    toFinding('pairs_names_cased'),
  ),
  way.wrong(
    (pairs) => right(pairs.map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value])),
    toFinding('pairs_names_cased'),
  ),
  way.wrong(
    (pairs) => right(pairs.map(([name, value]) => [name.toUpperCase(), value])),
    toFinding('pairs_names_cased'),
  ),
  way.wrong(
    (pairs) =>
      right(pairs.map(([name, value]) => [name.replace(/[A-Z]/g, (one) => `_${lowerText(one)}`), value])),
    toFinding('pairs_names_cased'),
  ),
]

const beside: ReadonlySet<string> = new Set([
  'pairs_values_only',
  'pairs_joined',
  'pairs_trailing',
  'pairs_separated',
  'text_changed',
  'pairs_names_cased',
])

export function listJoinings(address: string, host: string): Way<Joining>[] {
  const path = address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
  const ways: Way<Joining>[] = [
    way.right(right),
    way.common((pairs) => pairs.map(([, value]) => value).join(''), toFinding('pairs_values_only')),
    way.wrong((pairs) => pairs.map(([, value]) => value).join('&'), toFinding('pairs_values_only')),
    way.wrong((pairs) => pairs.map(([, value]) => value).join(','), toFinding('pairs_values_only')),
    way.wrong((pairs) => pairs.map(([name]) => name).join('&'), toFinding('pairs_names_only')),
    way.common(by('', ''), toFinding('pairs_joined')),
    way.common(by('=', ''), toFinding('pairs_joined')),
    way.wrong(by('', '&'), toFinding('pairs_joined')),
    way.common((pairs) => `${right(pairs)}&`, toFinding('pairs_trailing')),
    way.common((pairs) => `?${right(pairs)}`, toFinding('pairs_trailing')),
    way.wrong((pairs) => `&${right(pairs)}`, toFinding('pairs_trailing')),
    way.wrong((pairs) => `?${right(pairs)}&`, toFinding('pairs_trailing')),
    way.wrong((pairs) => `${right(pairs)}\n`, toFinding('pairs_trailing')),
    way.wrong(
      (pairs) => pairs.map((pair) => (pair[1] === '' ? pair[0] : pair.join('='))).join('&'),
      toFinding('pairs_joined'),
    ),
    ...['GET&', 'GET', 'GET\n', 'GET?', 'POST&', 'POST'].map((before) =>
      way.wrong<Joining>((pairs) => before + right(pairs), toFinding('pairs_with_address')),
    ),
    ...separators.map((separator) =>
      way.wrong(by('=', separator), { kind: 'pairs_separated' as const, separator }),
    ),
    ...[':', ': ', '==', ' = ', '->', '=>'].map((separator) =>
      way.wrong(by(separator, '&'), { kind: 'pairs_separated' as const, separator }),
    ),
    way.wrong(by(':', ','), { kind: 'pairs_separated', separator: ':' }),
    way.wrong(by(':', '\n'), { kind: 'pairs_separated', separator: ':' }),
    way.wrong(by(':', ''), { kind: 'pairs_separated', separator: ':' }),
    ...otherTexts,
    ...(address === ''
      ? []
      : [
          address,
          path,
          ...(host === '' ? [] : [`https://${host}${path}`, `http://${host}${path}`, host + path]),
          `GET${path}`,
          `GET\n${path}\n`,
          `GET&${path}&`,
          `GET&${encodePercent(path)}&`,
        ]
    ).flatMap((before) => [
      way.wrong<Joining>((pairs) => `${before}?${right(pairs)}`, toFinding('pairs_with_address')),
      way.wrong<Joining>((pairs) => `${before}${right(pairs)}`, toFinding('pairs_with_address')),
    ]),
  ]
  const sample: Pairs = [
    ['aB', 'c D'],
    ['eF', ''],
  ]
  return dropEqualWays(
    markSeldomUnless(ways, ({ mistakes }) => mistakes.every(({ kind }) => beside.has(kind))),
    (join) => join(sample),
  )
}

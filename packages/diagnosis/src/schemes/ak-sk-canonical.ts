import { encodePercent } from '../charsets.ts'
import { dropEqualWays, way } from '../search.ts'
import type { Way } from '../search.ts'
import type { Hows } from '../hows.ts'
import { toFinding } from './formula.ts'

// The parts of the address in the canonical request of SDK-HMAC-SHA256 (ak-sk-signing §3): the correct form and the
// possible mistakes. Deviations of official signers (§5) count as correct, because receivers accept them.

const escape = (text: string): string =>
  encodePercent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
const formEncode = (text: string): string =>
  new URLSearchParams({ v: text.toWellFormed() }).toString().slice(2)
const lowerText = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (one) => one.toLowerCase())

/** Resolves empty and dot segments. */
function normaliseSegments(segments: readonly string[]): string[] {
  const kept: string[] = []
  for (const segment of segments)
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  return kept
}
const join = (segments: readonly string[]): string => `/${segments.map((segment) => `${segment}/`).join('')}`

export function listPathWays(target: string, host: string): Way<string>[] {
  const path = /^[^?]*/.exec(target)?.[0] ?? '/'
  const query = /\?([^#]*)/.exec(target)?.[1] ?? ''
  const segments = path.replace(/^\//, '').replace(/\/$/, '').split('/')
  const escaped = segments.map((segment) => escape(unescape(segment)))
  const right = join(normaliseSegments(escaped))
  const wrong = (text: string, how: Hows['path']): Way<string> => way.wrong(text, { kind: 'ak_sk_path', how })
  const bare = right.replace(/\/$/, '')
  return dropEqualWays(
    [
      way.right(right),
      way.right(join(segments.map(escape))),
      way.right(join(escaped)),
      way.common(bare, toFinding('ak_sk_path_without_slash')),
      way.common(bare === '' ? '/' : bare, toFinding('ak_sk_path_without_slash')),
      wrong(path, 'as_sent'),
      wrong(`${path}/`, 'as_sent'),
      wrong(segments.map(escape).join('/').replace(/^/, '/'), 'escaped_twice'),
      wrong(join(segments.map((one) => escape(escape(one)))), 'escaped_twice'),
      wrong(unescape(right), 'unescaped'),
      wrong(unescape(bare), 'unescaped'),
      wrong(lowerText(right), 'lower_escapes'),
      wrong(`${right}?${query}`, 'with_query'),
      wrong(`${path}?${query}`, 'with_query'),
      ...['https://', 'http://', ''].flatMap((scheme) => [
        wrong(`${scheme}${host}${path}`, 'whole_address'),
        wrong(`${scheme}${host}${right}`, 'whole_address'),
      ]),
      wrong('', 'left_out'),
      wrong('/', 'left_out'),
      ...escaped.slice(1).flatMap((_, i) => {
        const rest = join(normaliseSegments(escaped.slice(i + 1)))
        return [wrong(rest, 'prefix_missing'), wrong(rest.replace(/\/$/, ''), 'prefix_missing')]
      }),
      wrong(escape(path), 'slash_escaped'),
      wrong(`${escape(path)}/`, 'slash_escaped'),
      wrong(escape(right), 'slash_escaped'),
      wrong(right.slice(1), 'first_slash'),
      wrong(bare.slice(1), 'first_slash'),
      wrong(`/${right}`, 'first_slash'),
    ],
    (one) => one,
  )
}

type Pair = readonly [name: string, value: string]
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byName = ([a, x]: Pair, [b, y]: Pair): number => compare(a, b) || compare(x, y)
const write = (
  pairs: readonly Pair[],
  encode: (text: string) => string,
  equals = '=',
  between = '&',
): string => pairs.map((pair) => pair.map(encode).join(equals)).join(between)

type Query = {
  readonly sent: string
  readonly raw: readonly Pair[]
  readonly pairs: readonly Pair[]
  readonly sorted: readonly Pair[]
  readonly right: string
}
const plain = (text: string): string => text
const query = (text: string, how: Hows['query']): Way<string> => way.wrong(text, { kind: 'ak_sk_query', how })

/** The query in another order, or with other characters around the pairs. */
function otherOrders({ sent, pairs, sorted, right }: Query): Way<string>[] {
  return [
    query(
      write(
        pairs.toSorted((a, b) => byName(b, a)),
        escape,
      ),
      'descending',
    ),
    query(`?${right}`, 'with_mark'),
    query(`?${sent}`, 'with_mark'),
    query(`${right}&`, 'with_mark'),
    query(
      sorted
        .map(([name, value]) => (value === '' ? escape(name) : `${escape(name)}=${escape(value)}`))
        .join('&'),
      'no_equals',
    ),
    query(
      sorted
        .filter(([, value]) => value !== '')
        .map((pair) => pair.map(escape).join('='))
        .join('&'),
      'no_equals',
    ),
  ]
}

/** The query escaped or joined differently, or only a part of it. */
function otherWritings({ raw, pairs, sorted, right }: Query): Way<string>[] {
  const named = new Map(pairs)
  return [
    query(lowerText(right), 'lower_escapes'),
    query(write(sorted, formEncode), 'form'),
    query(write(pairs, formEncode), 'form'),
    query(
      write(sorted, (text) => formEncode(text).replaceAll('+', '%20')),
      'form',
    ),
    query(write(sorted, encodePercent), 'half_escaped'),
    query(
      write(sorted, (text) => encodeURI(text.toWellFormed())),
      'half_escaped',
    ),
    query(
      write(
        pairs.toSorted((a, b) => compare(a[0].toLowerCase(), b[0].toLowerCase())),
        escape,
      ),
      'caseless',
    ),
    query(write(sorted, escape, '=', ''), 'separator'),
    query(write(sorted, escape, '=', ','), 'separator'),
    query(write(sorted, escape, '=', '\n'), 'separator'),
    query(write(sorted, escape, '', ''), 'separator'),
    query(escape(right), 'escaped_twice'),
    query(
      write(sorted, (text) => escape(escape(text))),
      'escaped_twice',
    ),
    query(write(raw.toSorted(byName), escape), 'escaped_twice'),
    query(
      write(
        sorted.map(([name, value]): Pair => [name, escape(value)]),
        plain,
      ),
      'unescaped_names',
    ),
    query(write([...named].toSorted(byName), escape), 'repeated'),
    query(write([...new Map(pairs.toReversed())].toSorted(byName), escape), 'repeated'),
    query(
      write(
        pairs.toSorted((a, b) => compare(a[1], b[1])),
        escape,
      ),
      'values_sorted',
    ),
    query(right.toLowerCase(), 'lower'),
    query(write(raw.toSorted(byName), plain), 'half_escaped'),
    ...pairs
      .slice(0, 30)
      .map((_, i) => query(write(pairs.filter((__, j) => j !== i).toSorted(byName), escape), 'one_left_out')),
  ]
}

export function listQueryWays(target: string): Way<string>[] {
  const sent = /\?([^#]*)/.exec(target)?.[1] ?? ''
  if (sent === '') return [way.right(''), way.wrong('?', { kind: 'ak_sk_query', how: 'with_mark' })]
  const raw: Pair[] = sent
    .split('&')
    .filter((one) => one !== '')
    .map((one) => [/^[^=]*/.exec(one)?.[0] ?? '', one.includes('=') ? one.slice(one.indexOf('=') + 1) : ''])
  const pairs = raw.map(([name, value]): Pair => [unescape(name), unescape(value)])
  const blank = raw.map(([name, value]): Pair => [
    unescape(name.replaceAll('+', '%20')),
    unescape(value.replaceAll('+', '%20')),
  ])
  const sorted = pairs.toSorted(byName)
  const rights = [pairs, blank].flatMap((list) => [
    write(list.toSorted(byName), escape),
    write(list.map(([name, value]): Pair => [name.toLowerCase(), value]).toSorted(byName), escape),
    write(
      list.toSorted((a, b) => byName([escape(a[0]), escape(a[1])], [escape(b[0]), escape(b[1])])),
      escape,
    ),
  ])
  const right = rights[0] ?? ''
  return dropEqualWays(
    [
      ...rights.map((text) => way.right(text)),
      way.common('', toFinding('ak_sk_query_left_out')),
      way.common(sent, toFinding('ak_sk_query_unsorted')),
      way.common(write(pairs, escape), toFinding('ak_sk_query_unsorted')),
      way.common(write(sorted, plain), toFinding('ak_sk_query_unescaped')),
      way.wrong(write(pairs, plain), toFinding('ak_sk_query_unsorted'), toFinding('ak_sk_query_unescaped')),
      ...otherOrders({ sent, raw, pairs, sorted, right }),
      ...otherWritings({ sent, raw, pairs, sorted, right }),
    ],
    (one) => one,
  )
}

type Header = readonly [name: string, value: string]

const lines = (headers: readonly Header[], separator = ':'): string =>
  headers.map(([name, value]) => `${name.toLowerCase()}${separator}${value.trim()}\n`).join('')

const header = (text: string, how: Hows['headers']): Way<string> =>
  way.wrong(text, { kind: 'ak_sk_headers', how })

/** The same headers in the same order, written differently. */
function otherHeaderTexts(all: readonly Header[], sorted: readonly Header[]): Way<string>[] {
  const findSpelling = (name: string): string => all.find(([one]) => one.toLowerCase() === name)?.[0] ?? name
  return [
    header(lines(sorted, ': '), 'spaced'),
    header(lines(sorted, '='), 'separator'),
    header(lines(sorted).replaceAll('\n', ';'), 'separator'),
    header(lines(sorted).replaceAll('\n', ''), 'separator'),
    header(lines(sorted).replaceAll('\n', '\r\n'), 'separator'),
    header(
      lines(sorted)
        .replace(/\n(?=.)/gs, '&')
        .replace(/\n$/, ''),
      'separator',
    ),
    header(
      sorted.map(([name, value]) => `${findSpelling(name)}:${value.trim()}\n`).join(''),
      'names_as_sent',
    ),
    header(
      sorted.map(([name, value]) => `${name.toUpperCase()}:${value.trim()}\n`).join(''),
      'names_as_sent',
    ),
    header(
      sorted
        .map(
          ([name, value]) => `${name.replace(/(?:^|-)[a-z]/g, (one) => one.toUpperCase())}:${value.trim()}\n`,
        )
        .join(''),
      'names_as_sent',
    ),
    header(sorted.map(([name, value]) => `${name}:${value}\n`).join(''), 'untrimmed'),
    header(sorted.map(([name, value]) => `${name}:${value} \n`).join(''), 'untrimmed'),
    header(lines(sorted.map(([name, value]): Header => [name, value.replace(/\s+/g, ' ')])), 'untrimmed'),
    header(lines(sorted).toLowerCase(), 'lower'),
  ]
}

const valueIn = (all: readonly Header[], name: string): string =>
  all
    .filter(([one]) => one.toLowerCase() === name)
    .map(([, value]) => value)
    .join(', ')

/**
 * Hosts that a client may sign instead of the one that the receiver sees: behind a proxy, in a tunnel, or copied from
 * an example.
 */
const otherHosts = (all: readonly Header[]): string[] => [
  ...['x-forwarded-host', 'x-original-host', 'x-real-host'].map((name) => valueIn(all, name)),
  ...['localhost', '127.0.0.1'].flatMap((host) =>
    ['', ':80', ':443', ':3000', ':8000', ':8080', ':8081', ':8443', ':9000'].map((port) => host + port),
  ),
  'mkt.myhuaweicloud.com',
  'mkt-intl.myhuaweicloud.com',
  '',
]

/** Content types that a client may write instead of this one. */
const otherTypes = (type: string): string[] => [
  type.replace(/\s*;.*$/, ''),
  type.replace(/;\s*/, '; '),
  type.replace(/;\s*/, ';'),
  type.toLowerCase(),
  `${type};charset=utf-8`,
  `${type}; charset=utf-8`,
  `${type};charset=UTF-8`,
  `${type}; charset=UTF-8`,
  `${type};charset=utf8`,
  '',
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
]

/** `all` are the headers as received; `names` are those that the client says it has signed. */
export function listHeaderWays(all: readonly Header[], names: readonly string[]): Way<string>[] {
  const valueOf = (name: string): string => valueIn(all, name)
  const signed = names.map((name): Header => [name, valueOf(name)])
  const sorted = signed.toSorted(byName)
  const right = lines(sorted)
  const replaceHeader = (name: string, values: readonly string[]): string[] =>
    values.map((value) => lines(sorted.map((one): Header => (one[0] === name ? [name, value] : one))))
  const host = valueOf('host')
  const types = otherTypes(valueOf('content-type'))
  const portless = host.replace(/:\d+$/, '')
  const others = all.filter(
    ([name]) => !names.includes(name.toLowerCase()) && name.toLowerCase() !== 'authorization',
  )
  return dropEqualWays(
    [
      way.right(right),
      way.right(lines(signed.toSorted((a, b) => a[0].localeCompare(b[0], 'en')))),
      ...replaceHeader('host', [portless]).map((text) =>
        way.common(text, toFinding('ak_sk_host_without_port')),
      ),
      header(right.replace(/\n$/, ''), 'last_newline'),
      header(`${right}\n`, 'last_newline'),
      ...otherHeaderTexts(all, sorted),
      header(lines(signed), 'unsorted'),
      header(lines(all.filter(([name]) => names.includes(name.toLowerCase()))), 'unsorted'),
      header(lines(signed.toSorted((a, b) => byName(b, a))), 'unsorted'),
      header(sorted.map(([, value]) => `${value.trim()}\n`).join(''), 'values_only'),
      header('', 'left_out'),
      header('\n', 'left_out'),
      ...(names.length > 20 ? [] : names).map((name) =>
        header(lines(sorted.filter(([one]) => one !== name)), 'one_left_out'),
      ),
      ...others
        .slice(0, 20)
        .map((one) =>
          header(
            lines([...signed, one].toSorted((a, b) => compare(a[0].toLowerCase(), b[0].toLowerCase()))),
            'more',
          ),
        ),
      header(
        lines([...signed, ...others].toSorted((a, b) => compare(a[0].toLowerCase(), b[0].toLowerCase()))),
        'more',
      ),
      ...replaceHeader('host', [
        `${portless}:443`,
        `${portless}:80`,
        `${portless}:8080`,
        `https://${host}`,
      ]).map((text) => header(text, 'port_added')),
      ...replaceHeader('host', otherHosts(all)).map((text) => header(text, 'other_host')),
      ...(names.includes('content-type') ? replaceHeader('content-type', types) : []).map((text) =>
        header(text, 'content_type'),
      ),
    ],
    (one) => one,
  )
}

/** `claimed` is the list as the client wrote it. */
export function listSignedHeaderWays(claimed: string, all: readonly Header[]): Way<string>[] {
  const names = claimed.split(';')
  const wrong = (text: string, how: Hows['signedHeaders']): Way<string> =>
    way.wrong(text, { kind: 'ak_sk_signed_headers', how })
  const everything = all
    .map(([name]) => name.toLowerCase())
    .filter((name) => name !== 'authorization')
    .toSorted()
  return dropEqualWays(
    [
      way.right(claimed),
      wrong(names.toSorted().join(';'), 'order'),
      wrong(names.toReversed().join(';'), 'order'),
      wrong(claimed.toLowerCase(), 'capitals'),
      wrong(claimed.toUpperCase(), 'capitals'),
      wrong(
        claimed.replace(/(?:^|[-;])[a-z]/g, (one) => one.toUpperCase()),
        'capitals',
      ),
      ...[',', ', ', '; ', ' ', '\n', '&', ''].map((separator) => wrong(names.join(separator), 'separator')),
      wrong(`${claimed};`, 'separator'),
      wrong('', 'left_out'),
      wrong(everything.join(';'), 'others'),
      ...['host;x-sdk-date', 'x-sdk-date', 'content-type;host;x-sdk-date', 'content-type;x-sdk-date'].map(
        (text) => wrong(text, 'others'),
      ),
      ...names.map((name) => wrong(names.filter((one) => one !== name).join(';'), 'others')),
    ],
    (one) => one,
  )
}

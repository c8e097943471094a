import { findHeader, readPath } from '../exchange.ts'
import type { SeenRequest } from '../exchange.ts'
import type { Finding, PlainKind } from '../findings.ts'
import { dropEqualWays, markSeldomUnless, way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'

// How the parts of a stamped request are selected, ordered and joined.

export const partNames = ['key', 'nonce', 'timestamp', 'body'] as const
export type PartName = (typeof partNames)[number]
type Parts = Readonly<Record<PartName, Buffer>>
export type Ordered = readonly { readonly name: PartName; readonly bytes: Buffer }[]
export type Order = (parts: Parts) => Ordered
export type Join = (parts: Ordered, timestamp: string) => Buffer
export type Extra = (text: Buffer) => Buffer

const inOrder =
  (names: readonly PartName[]): Order =>
  (parts) =>
    names.map((name) => ({ name, bytes: parts[name] }))
const createSorting =
  (sign: 1 | -1): Order =>
  (parts) =>
    inOrder(partNames)(parts).toSorted((a, b) => sign * Buffer.compare(a.bytes, b.bytes))

/** Orders with a name of their own; the others are described by their parts. */
const known: Readonly<Record<string, PlainKind>> = {
  'key timestamp nonce body': 'nonce_timestamp_swapped',
  'nonce timestamp body': 'key_left_out',
  'key timestamp body': 'nonce_left_out',
  'key nonce body': 'timestamp_left_out',
  'key nonce timestamp': 'body_left_out',
  body: 'body_only',
}
function ordersOf(names: readonly PartName[]): PartName[][] {
  return [
    [],
    ...names.flatMap((name) => ordersOf(names.filter((one) => one !== name)).map((rest) => [name, ...rest])),
  ]
}
const findingOf = (names: readonly PartName[]): Finding => {
  const kind = known[names.join(' ')]
  return kind === undefined ? { kind: 'parts_ordered', parts: names } : toFinding(kind)
}
const isRight = (names: readonly PartName[]): boolean => names.join() === partNames.join()
const doubled: readonly (readonly PartName[])[] = [
  ['key', 'nonce', 'timestamp', 'body', 'key'],
  ['key', 'timestamp', 'nonce', 'body', 'key'],
  ['key', 'key', 'nonce', 'timestamp', 'body'],
  ['body', 'nonce', 'timestamp', 'body'],
]

export const orderWays: readonly Way<Order>[] = [
  way.right(inOrder(partNames)),
  ...ordersOf(partNames)
    .filter((names) => names.length > 0 && !isRight(names))
    .map((names) => ({
      ...way.wrong(inOrder(names), findingOf(names)),
      isCommon: known[names.join(' ')] !== undefined,
      isAlone: names.length < 4 && known[names.join(' ')] === undefined,
    })),
  ...doubled.map((names) => way.alone(inOrder(names), findingOf(names))),
  way.wrong(createSorting(1), toFinding('parts_sorted')),
  way.wrong(createSorting(-1), toFinding('parts_sorted')),
]

const by =
  (separator: string, last = ''): Join =>
  (parts) => {
    const between = Buffer.from(separator)
    const all: Buffer[] = []
    for (const { bytes } of parts) {
      if (all.length > 0 && between.length > 0) all.push(between)
      all.push(bytes)
    }
    if (last !== '') all.push(Buffer.from(last))
    return Buffer.concat(all)
  }
const separators = [
  '\n',
  '&',
  '|',
  ':',
  ',',
  ' ',
  '-',
  '_',
  '.',
  ';',
  '/',
  '+',
  '#',
  '@',
  '=',
  '$',
  '*',
  '~',
  '\t',
  '\r\n',
  ', ',
  '||',
  '\0',
  '%',
]

const frequent = ['\n', '&', ':', '|', ',', ' ', '-', '_', '.']

type Names = Readonly<Record<PartName, string>>
const pairs =
  (names: Names, between: string): Join =>
  (parts) =>
    Buffer.concat(
      parts.flatMap(({ name, bytes }, i) => [Buffer.from(`${i === 0 ? '' : between}${names[name]}=`), bytes]),
    )
const sortedPairs =
  (names: Names): Join =>
  (parts) =>
    pairs(names, '&')(
      parts.toSorted((a, b) => (names[a.name] < names[b.name] ? -1 : 1)),
      '',
    )
const spellings: readonly Names[] = [
  'accessKey',
  'key',
  'access_key',
  'accesskey',
  'secret',
  'appKey',
].flatMap((key) =>
  ['body', 'bodyHash', 'payload', 'data', 'hash', 'sign', 'payloadHash', 'RequestPayload'].map((body) => ({
    key,
    nonce: 'nonce',
    timestamp: 'timestamp',
    body,
  })),
)

/** The ways to join the parts. Pairs with names are too many to be combined with other mistakes. */
export const joinWays: readonly Way<Join>[] = [
  way.right(by('')),
  ...separators.map((separator) => ({
    ...way.wrong(by(separator), { kind: 'parts_separated' as const, separator }),
    isCommon: ['\n', '&', ':'].includes(separator),
    isAlone: !frequent.includes(separator),
  })),
  ...['\n', '&', ':', ',', '|'].map((separator) =>
    way.alone(by(separator, separator), { kind: 'parts_separated' as const, separator }),
  ),
  ...spellings.flatMap((names) => [
    way.alone(pairs(names, '&'), toFinding('parts_named')),
    way.alone(pairs(names, ''), toFinding('parts_named')),
    way.alone(sortedPairs(names), toFinding('parts_named')),
  ]),
]

const isFrequent = ({ mistakes }: Way<Extra>): boolean =>
  mistakes.every((one) => one.kind === 'part_added' && (one.part === 'path' || one.part === 'method'))

/** Other parts of the request that may have been signed before or after the text. */
export function listExtraWays(request: SeenRequest): Way<Extra>[] {
  const path = readPath(request.target)
  const query = /\?([^#]*)/.exec(request.target)?.[1] ?? ''
  const host = findHeader(request.headers, 'host') ?? ''
  const type = findHeader(request.headers, 'content-type') ?? ''
  const more: [string, string][] = [
    ['method', request.method.toUpperCase()],
    ['path', path],
    ['address', request.target],
    ['query', query],
    ['query', query.replace(/(?:^|&)signature=[^&]*/, '').replace(/^&/, '')],
    ['host', host],
    ['method', `${request.method.toUpperCase()}${path}`],
    ['method', `${request.method.toUpperCase()}\n${path}\n`],
    ['method', `${request.method.toUpperCase()}\n`],
    ['path', `${path}\n`],
    ['content-type', type],
    ['length', String(request.body.length)],
  ]
  const put = (part: string, text: string, place: 'before' | 'behind'): Way<Extra> =>
    way.wrong(
      (signed) =>
        Buffer.concat(place === 'before' ? [Buffer.from(text), signed] : [signed, Buffer.from(text)]),
      { kind: 'part_added' as const, part, place },
    )
  const ways = more
    .filter(([, text]) => text !== '')
    .flatMap(([part, text]) => [put(part, text, 'before'), put(part, text, 'behind')])
  return [
    way.right((text) => text),
    ...dropEqualWays(markSeldomUnless(ways, isFrequent), (one) => one(Buffer.from('\0')).toString('latin1')),
  ]
}

import { openField } from '@loggia/signing'
import {
  encodeAscii,
  encodeFromGbk,
  encodeGbk,
  encodeLowBytes,
  encodeTwice,
  encodeUtf16,
  isAscii,
} from '../charsets.ts'
import { printedNested } from '../body/printed.ts'
import type { Parameter } from '../exchange.ts'
import { dropEqualWays, way } from '../search.ts'
import type { Way } from '../search.ts'
import { toFinding } from './formula.ts'
import { listChoices, isToken, mostPairs } from './pair-choices.ts'
import type { Choice } from './pair-choices.ts'
import { listJoinings } from './pair-joinings.ts'
import type { Joining } from './pair-joinings.ts'
import { rewritings } from './pair-values.ts'
import type { Rewriting } from './pair-values.ts'

// The text that V1.0 signs (saas-v1 §3): the pairs of a request, selected, written, ordered and joined.

type Writing = (pair: Parameter) => string
type Order = (pairs: readonly Parameter[]) => readonly Parameter[]
type Encoding = (text: string) => Uint8Array

export type PairWays = {
  readonly choice: readonly Way<Choice>[]
  readonly writing: readonly Way<Writing>[]
  readonly order: readonly Way<Order>[]
  readonly joining: readonly Way<Joining>[]
  readonly encoding: readonly Way<Encoding>[]
}
export type PairValues = { readonly [Step in keyof PairWays]: PairWays[Step][number]['value'] }

const openValue =
  (accessKey: string): Rewriting =>
  ({ name, value }) => {
    if (name !== 'mobilePhone' && name !== 'email') return value
    return openField({ accessKey, bits: 256, value }) ?? openField({ accessKey, bits: 128, value }) ?? value
  }
const extendOpened: Rewriting = ({ name, value }) =>
  name === 'saasExtendParams' ? Buffer.from(value, 'base64').toString('utf8') : value

function writingsOf(pairs: readonly Parameter[], accessKey: string): Way<Writing>[] {
  const all: Way<Writing>[] = [
    way.right<Writing>(({ value }) => value),
    ...rewritings.map((one) => ({ ...one, isCommon: true })),
    ...(pairs.some(({ value }) => isNested(value)) ? printings : []),
    way.common<Writing>(openValue(accessKey), toFinding('pairs_fields_opened')),
    way.common<Writing>(extendOpened, toFinding('pairs_extend_opened')),
  ]
  const few = pairs.length > mostPairs ? [] : pairs
  // Code that treats one parameter differently: each parameter with each change.
  const single = few.flatMap(({ name }) =>
    rewritings.map((one) =>
      way.alone<Writing>(
        (pair) => (pair.name === name ? one.value(pair) : pair.value),
        {
          kind: 'pairs_one_otherwise' as const,
          parameter: name.slice(0, 80),
        },
        ...one.mistakes,
      ),
    ),
  )
  const butOne = few.flatMap(({ name }) =>
    rewritings.slice(0, 6).map((one) =>
      way.alone<Writing>((pair) => (pair.name === name ? pair.value : one.value(pair)), ...one.mistakes, {
        kind: 'pairs_all_but_one' as const,
        parameter: name.slice(0, 80),
      }),
    ),
  )
  const signed = pairs.filter((one) => !isToken(one))
  return dropEqualWays([...all, ...single, ...butOne], (write) => JSON.stringify(signed.map(write)))
}

const isNested = (value: string): boolean => /^[[{]/.test(value)
/** A list or an object among the members of the kit. */
const printings: readonly Way<Writing>[] = printedNested.map(([as, print]) =>
  way.common<Writing>(({ value }) => (isNested(value) ? print(value) : value), {
    kind: 'pairs_value_printed',
    as,
  }),
)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sortedBy =
  (key: (pair: Parameter) => string, sign: 1 | -1 = 1): Order =>
  (pairs) =>
    pairs.toSorted((a, b) => sign * compare(key(a), key(b)))

function ordersOf(pairs: readonly Parameter[]): Way<Order>[] {
  const ways: Way<Order>[] = [
    way.right(sortedBy(({ name }) => name)),
    way.common(
      sortedBy(({ name }) => name.toLowerCase()),
      toFinding('pairs_sorted_caseless'),
    ),
    way.common((all) => all, toFinding('pairs_unsorted')),
    way.common(
      sortedBy(({ name }) => name, -1),
      toFinding('pairs_descending'),
    ),
    way.wrong(
      sortedBy(({ name, value }) => `${name}=${value}`),
      toFinding('pairs_sorted_as_text'),
    ),
    way.wrong(
      sortedBy(({ name, value }) => name + value),
      toFinding('pairs_sorted_as_text'),
    ),
    way.wrong(
      sortedBy(({ value }) => value),
      toFinding('pairs_sorted_by_value'),
    ),
    way.wrong(
      sortedBy(({ name }) => String(name.length).padStart(4, '0')),
      toFinding('pairs_sorted_by_length'),
    ),
    way.wrong(
      (all) => all.toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
      toFinding('pairs_sorted_caseless'),
    ),
    way.wrong((all) => all.toReversed(), toFinding('pairs_unsorted')),
    way.wrong(
      (all) => [
        ...all.filter(({ name }) => name !== 'timeStamp'),
        ...all.filter(({ name }) => name === 'timeStamp'),
      ],
      toFinding('pairs_unsorted'),
    ),
    way.wrong((all) => {
      const sorted = sortedBy(({ name }) => name)(all)
      const isTime = ({ name }: Parameter): boolean => name === 'timeStamp'
      return [...sorted.filter((one) => !isTime(one)), ...sorted.filter(isTime)]
    }, toFinding('pairs_time_last')),
  ]
  return dropEqualWays(ways, (order) => JSON.stringify(order(pairs).map(({ name }) => name)))
}

const utf8: Way<Encoding> = way.right((text) => Buffer.from(text, 'utf8'))
const otherEncodings: readonly Way<Encoding>[] = [
  way.common(encodeGbk, { kind: 'pairs_charset', charset: 'GBK' }),
  way.common(encodeTwice, { kind: 'pairs_charset', charset: 'ISO-8859-1' }),
  way.common(encodeAscii, { kind: 'pairs_charset', charset: 'US-ASCII' }),
  way.wrong(encodeFromGbk, { kind: 'pairs_charset', charset: 'GBK' }),
  way.wrong(encodeLowBytes, { kind: 'pairs_charset', charset: 'ISO-8859-1' }),
]
const wideEncodings: readonly Way<Encoding>[] = [
  way.wrong((text) => Buffer.from(text, 'utf16le'), { kind: 'pairs_charset', charset: 'UTF-16' }),
  way.wrong((text) => encodeUtf16(text, false), { kind: 'pairs_charset', charset: 'UTF-16' }),
  way.wrong((text) => encodeUtf16(text, true), { kind: 'pairs_charset', charset: 'UTF-16' }),
]

type About = {
  /** Whether a pair with an empty value is signed: in a query it is; the kit leaves it out (joint-kit §4.2). */
  readonly blanksCount: boolean
  readonly accessKey: string
  /** The address without its query, which some senders sign before the pairs. */
  readonly address: string
  readonly host: string
}

export function listPairWays(
  pairs: readonly Parameter[],
  { blanksCount, accessKey, address, host }: About,
): PairWays {
  const isPlain = pairs.every(({ name, value }) => isAscii(name + value))
  return {
    choice: listChoices(pairs, blanksCount, address),
    writing: writingsOf(pairs, accessKey),
    order: ordersOf(pairs.filter((one) => !isToken(one))),
    joining: listJoinings(address, host),
    encoding: [utf8, ...(isPlain ? [] : otherEncodings), ...wideEncodings],
  }
}

/** Writes one selection of pairs as the signed text. */
export function writePairs(pairs: readonly Parameter[], by: PairValues): Uint8Array {
  const chosen = by.order(by.choice(pairs))
  return by.encoding(by.joining(chosen.map((pair) => [pair.name, by.writing(pair)])))
}

import { openField } from '@loggia/signing'
import { encodeAscii, encodeGbk, encodeTwice, isAscii, percentEncode } from '../charsets.ts'
import { formDecoded } from '../exchange.ts'
import type { Parameter } from '../exchange.ts'
import type { Finding, PlainKind } from '../findings.ts'
import { distinctWays, way } from '../search.ts'
import type { Way } from '../search.ts'

// The text that V1.0 signs (saas-v1 §3): the pairs of a request, chosen, written, ordered and joined.

type Choice = (pairs: readonly Parameter[]) => readonly Parameter[]
type Writing = (pair: Parameter) => string
type Order = (pairs: readonly Parameter[]) => readonly Parameter[]
type Joining = (pairs: readonly (readonly [name: string, value: string])[]) => string
type Encoding = (text: string) => Uint8Array

export type PairWays = {
  readonly choice: readonly Way<Choice>[]
  readonly writing: readonly Way<Writing>[]
  readonly order: readonly Way<Order>[]
  readonly joining: readonly Way<Joining>[]
  readonly encoding: readonly Way<Encoding>[]
}
export type PairValues = { readonly [Step in keyof PairWays]: PairWays[Step][number]['value'] }

const mistake = (kind: PlainKind): Finding => ({ kind })
const isToken = ({ name }: Parameter): boolean => name === 'authToken'
const isBlank = ({ value }: Parameter): boolean => value.trim() === ''

/** Of a name that comes twice the first value counts. */
function firsts(pairs: readonly Parameter[]): Parameter[] {
  const seen = new Set<string>()
  return pairs.filter(({ name }) => {
    const isNew = !seen.has(name)
    seen.add(name)
    return isNew
  })
}
const lasts: Choice = (pairs) => firsts(pairs.toReversed()).toReversed()
/** More than any request has. */
const mostParameters = 60

function choicesOf(pairs: readonly Parameter[], blanksCount: boolean): Way<Choice>[] {
  const kept: Choice = (all) => firsts(all).filter((one) => !isToken(one) && (blanksCount || !isBlank(one)))
  const turned: Choice = (all) =>
    firsts(all).filter((one) => !isToken(one) && (!blanksCount || !isBlank(one)))
  const ways = [
    way.right(kept),
    way.wrong(turned, mistake(blanksCount ? 'pairs_empty_skipped' : 'pairs_empty_kept')),
    way.wrong<Choice>((all) => firsts(all), mistake('pairs_with_token')),
    way.wrong<Choice>((all) => kept(lasts(all)), mistake('pairs_last_of_repeated')),
    ...kept(pairs)
      .slice(0, mostParameters)
      .map(({ name }) =>
        way.wrong<Choice>((all) => kept(all).filter((one) => one.name !== name), {
          kind: 'pairs_parameter_left_out' as const,
          parameter: name.slice(0, 80),
        }),
      ),
  ]
  return distinctWays(ways, (choose) => JSON.stringify(choose(pairs)))
}

const percentDecoded = (raw: string): string => {
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
const formEncoded = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2)
const opened =
  (accessKey: string): Writing =>
  ({ name, value }) => {
    if (name !== 'mobilePhone' && name !== 'email') return value
    return openField({ accessKey, bits: 256, value }) ?? openField({ accessKey, bits: 128, value }) ?? value
  }

function writingsOf(pairs: readonly Parameter[], accessKey: string): Way<Writing>[] {
  const ways: Way<Writing>[] = [
    way.right(({ value }) => value),
    way.wrong(({ rawValue }) => rawValue, mistake('pairs_not_decoded')),
    way.wrong(({ rawValue }) => percentDecoded(rawValue), mistake('pairs_plus_kept')),
    way.wrong(({ value }) => value.replaceAll('+', ' '), mistake('pairs_plus_blank')),
    way.wrong(({ value }) => formDecoded(value), mistake('pairs_decoded_twice')),
    way.wrong(({ value }) => percentEncode(value), {
      kind: 'pairs_reencoded',
      style: 'encodeURIComponent',
    }),
    way.wrong(({ value }) => formEncoded(value), { kind: 'pairs_reencoded', style: 'URLEncoder' }),
    way.wrong(opened(accessKey), mistake('pairs_fields_opened')),
    way.wrong(
      ({ name, value }) =>
        name === 'saasExtendParams' ? Buffer.from(value, 'base64').toString('utf8') : value,
      mistake('pairs_extend_opened'),
    ),
  ]
  return distinctWays(ways, (write) => JSON.stringify(pairs.map(write)))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sortedBy =
  (key: (name: string) => string, sign: 1 | -1 = 1): Order =>
  (pairs) =>
    pairs.toSorted((a, b) => sign * compare(key(a.name), key(b.name)))

function ordersOf(pairs: readonly Parameter[]): Way<Order>[] {
  const same = (name: string): string => name
  const ways: Way<Order>[] = [
    way.right(sortedBy(same)),
    way.wrong(
      sortedBy((name) => name.toLowerCase()),
      mistake('pairs_sorted_caseless'),
    ),
    way.wrong((all) => all, mistake('pairs_unsorted')),
    way.wrong(sortedBy(same, -1), mistake('pairs_descending')),
  ]
  return distinctWays(ways, (order) => JSON.stringify(order(pairs).map(({ name }) => name)))
}

const joinings: readonly Way<Joining>[] = [
  way.right((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&')),
  way.wrong((pairs) => pairs.map(([, value]) => value).join(''), mistake('pairs_values_only')),
  way.wrong((pairs) => pairs.map(([name, value]) => `${name}${value}`).join(''), mistake('pairs_joined')),
  way.wrong((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join(''), mistake('pairs_joined')),
  way.wrong((pairs) => pairs.map(([name, value]) => `${name}=${value}&`).join(''), mistake('pairs_trailing')),
  way.wrong(
    (pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
    mistake('pairs_trailing'),
  ),
]

const utf8: Way<Encoding> = way.right((text) => Buffer.from(text, 'utf8'))
const otherEncodings: readonly Way<Encoding>[] = [
  way.wrong(encodeGbk, { kind: 'pairs_charset', charset: 'GBK' }),
  way.wrong(encodeTwice, { kind: 'pairs_charset', charset: 'ISO-8859-1' }),
  way.wrong(encodeAscii, { kind: 'pairs_charset', charset: 'US-ASCII' }),
]

/** `blanksCount`: a pair with an empty value is signed, as in a query; the kit leaves it out (joint-kit §4.2). */
export function pairWays(
  pairs: readonly Parameter[],
  { blanksCount, accessKey }: { blanksCount: boolean; accessKey: string },
): PairWays {
  const isPlain = pairs.every(({ name, value }) => isAscii(name + value))
  return {
    choice: choicesOf(pairs, blanksCount),
    writing: writingsOf(pairs, accessKey),
    order: ordersOf(pairs.filter((one) => !isToken(one))),
    joining: joinings,
    encoding: isPlain ? [utf8] : [utf8, ...otherEncodings],
  }
}

/** The text of one choice, as it is signed. */
export function writePairs(pairs: readonly Parameter[], by: PairValues): Uint8Array {
  const chosen = by.order(by.choice(pairs))
  return by.encoding(by.joining(chosen.map((pair) => [pair.name, by.writing(pair)])))
}

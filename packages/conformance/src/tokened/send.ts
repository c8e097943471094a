import { createHmac } from 'node:crypto'
import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { Bench } from '../engine/bench.ts'
import type { Exchange, Meant } from '../engine/exchange.ts'

/** The parameters of one request, without `authToken`. */
export type Parameters = Readonly<Record<string, string>>

/** One parameter, decoded. A name may occur twice in a query, so a query is a list of these. */
export type Pair = readonly [name: string, value: string]

/** The input of an authToken. */
export type Signing = { readonly key: string; readonly timeStamp: string; readonly pairs: readonly Pair[] }

/** One request. The defaults are those of a correct sender. */
export type Sending = {
  readonly name: string
  readonly activity: string
  readonly meant: Meant
  readonly parameters: Parameters
  /** Parameters that are neither signed nor sent. */
  readonly without?: readonly string[]
  /** Computes the authToken differently. */
  readonly sign?: (signing: Signing) => string
  /** Changes what is sent after signing; `authToken` is the last pair. */
  readonly wire?: (pairs: readonly Pair[]) => readonly Pair[]
  /** Encodes names and values of the query differently. */
  readonly encode?: (text: string) => string
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The text that is signed: sorted by UTF-16 code units; of a repeated name the first value counts (saas-v1 §3). */
export function joinPairs(pairs: readonly Pair[]): string {
  const first = new Map<string, string>()
  for (const [name, value] of pairs) if (!first.has(name)) first.set(name, value)
  return [...first]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/**
 * The HMAC of a text in the form of an authToken. Implemented here, so that the checks do not share a fault with our
 * other code.
 */
export const signText = (key: string, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64')

/** The right authToken. */
export const createToken = ({ key, timeStamp, pairs }: Signing): string =>
  signText(key + timeStamp, joinPairs(pairs))

/** Escapes everything but `A-Z a-z 0-9 - . _ ~`, so that every decoder reads the same. */
export const encodePercent = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Encodes like Java's `URLEncoder`: a blank becomes a plus sign, `~` is escaped and `*` is not. */
export const encodeAsJava = (text: string): string =>
  encodePercent(text).replaceAll('%20', '+').replaceAll('%2A', '*').replaceAll('~', '%7E')

/** Splits an address from its own query. A seller verifies all parameters that arrive, so this query is signed too. */
function splitAddress(url: string): { address: string; own: Pair[] } {
  const [address = '', query = ''] = url.split(/\?(.*)/s)
  return { address, own: [...new URLSearchParams(query)] }
}

/** Signs and sends one request to the seller. */
export function send(bench: Bench, sending: Sending): Promise<Exchange> {
  const { name, activity, meant, parameters, without = [], sign = createToken, wire } = sending
  const { encode = encodePercent } = sending
  return bench.send({
    name,
    activity,
    meant,
    prepare: () => {
      const { timeStamp = formatExpireTime(bench.nowMs()) } = parameters
      const { address, own } = splitAddress(bench.url)
      const all: Pair[] = Object.entries({ ...Object.fromEntries(own), ...parameters, timeStamp })
      const pairs = all.filter(([key]) => !without.includes(key))
      const signed: Pair[] = [...pairs, ['authToken', sign({ key: bench.key, timeStamp, pairs })]]
      const query = (wire?.(signed) ?? signed)
        .map(([key, value]) => `${encode(key)}=${encode(value)}`)
        .join('&')
      return {
        method: 'GET',
        url: `${address}?${query}`,
        headers: { Accept: 'application/json' },
        body: new Uint8Array(),
      }
    },
  })
}

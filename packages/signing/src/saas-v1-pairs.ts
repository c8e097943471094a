import { createHmac } from 'node:crypto'

/** A parameter of a query or a member of a body, decoded. */
export type SaasV1Pair = { readonly name: string; readonly value: string }

/** By UTF-16 code units, as Java's `TreeMap` sorts: digits, then upper case, then lower case. */
export const compareByName = (a: SaasV1Pair, b: SaasV1Pair): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0

/**
 * All pairs except `authToken`, each name once; the reference code uses the first value of a repeated name (saas-v1
 * §3).
 */
export function dropRepeated<Pair extends SaasV1Pair>(pairs: Iterable<Pair>): Pair[] {
  const first = new Map<string, Pair>()
  for (const pair of pairs) if (pair.name !== 'authToken' && !first.has(pair.name)) first.set(pair.name, pair)
  return [...first.values()]
}

export const joinPairs = (pairs: readonly SaasV1Pair[]): string =>
  pairs.map(({ name, value }) => `${name}=${value}`).join('&')

/** The text that an `authToken` covers: all other parameters, decoded, sorted, and joined as `name=value` by `&`. */
export const writeCanonicalPairs = (pairs: Iterable<SaasV1Pair>): string =>
  joinPairs(dropRepeated(pairs).toSorted(compareByName))

/** The `authToken` for a text: 44 characters of Base64. `timeStamp` is the value of that parameter. */
export const computeAuthToken = (asked: {
  readonly accessKey: string
  readonly timeStamp: string
  readonly pairs: string
}): string =>
  createHmac('sha256', asked.accessKey + asked.timeStamp)
    .update(asked.pairs)
    .digest('base64')

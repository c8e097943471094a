import type { Query } from './schema.ts'
import type { Asked, Keys } from './stock.ts'

/** How many of the found products a buyer looks at. */
const looksAt = 3

export type Verdict = {
  readonly query: Query
  readonly passed: boolean
  /** The place of the first product that was asked for, from 1; 0 if the first page has none. */
  readonly place: number
  /** The names of what was found first instead. */
  readonly found: readonly string[]
  readonly ms: number
}
export type Score = { readonly found: number; readonly of: number }

/** Asks each query once, as a page of the storefront does. */
export async function judgeAll(asked: Asked, queries: readonly Query[], keys: Keys): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (const query of queries) {
    const stop = asked.platform.stopwatch.start()
    const { items } = await asked.market.views.searchProducts({ q: query.q, sort: 'relevance', page: 1 })
    const ms = stop()
    const found = items.map(({ id }) => keys.get(id) ?? '')
    verdicts.push({
      query,
      ...judge(query, found),
      found: items.slice(0, looksAt).map(({ name }) => name[query.language]),
      ms,
    })
  }
  return verdicts
}

/** Judges the first page of a query: the keys of the products, '' for those of nobody’s making. */
export function judge(query: Query, found: readonly string[]): Pick<Verdict, 'passed' | 'place'> {
  if ('first' in query) {
    const place = found.findIndex((key) => query.first.includes(key)) + 1
    return { place, passed: place > 0 && place <= looksAt }
  }
  const { never } = query
  return {
    place: 0,
    passed: never === 'all' ? found.length === 0 : !found.some((key) => never.includes(key)),
  }
}

export const countPassed = (verdicts: readonly Verdict[]): Score => ({
  found: verdicts.filter(({ passed }) => passed).length,
  of: verdicts.length,
})

/** The mean reciprocal rank of what was asked for. */
export function computeReciprocalRank(verdicts: readonly Verdict[]): number {
  const asked = verdicts.filter(({ query }) => 'first' in query)
  return asked.reduce((sum, { place }) => sum + (place === 0 ? 0 : 1 / place), 0) / asked.length
}

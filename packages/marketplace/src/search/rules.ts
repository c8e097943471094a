import { divideHalfUp, productTypes } from '@loggia/kernel'
import type { Currency, UnitPrice } from '@loggia/kernel'
import type { Listable } from '../catalog/index.ts'
import { chargingModes } from './schema.ts'
import type { Alike, ChargingMode, Counted, Document, Facet, Facets, Filters } from './schema.ts'
import { formatFilterToken, toNameKey, toNumbers, listTokens } from './tokens.ts'

export const pageSize = 20
/** The last page: a reader who finds nothing in a thousand results should narrow the query. */
export const mostPages = 50
/** At most so many products are read for the facets. If there are more, each count is a lower bound. */
export const mostCounted = 50_000
/** The bound of a total that is counted separately, because the facets did not cover all products. */
export const mostTotal = 10_000
/** How many terms are left out in turn to make suggestions. */
export const mostLeftOut = 4

/** Price per month, so that yearly prices compare; a one-time price is taken as it is. */
const perMonth = (unitPrice: UnitPrice, period: string): bigint =>
  period === 'year' ? divideHalfUp(unitPrice.amountE8, 12n) : unitPrice.amountE8

const main = 100_000_000n
const bounds = [50n, 200n, 1000n, 5000n] as const

/**
 * Price bands, named by currency and bounds in whole units: `CNY-50-200`, `CNY-5000-`. The lower bound is inclusive,
 * the upper exclusive.
 */
export const listBands = (currency: Currency): string[] =>
  [0n, ...bounds].map((from, at) => `${currency}-${from}-${bounds[at] ?? ''}`)

export function findBand(amountE8: bigint, currency: Currency): string {
  const at = bounds.filter((bound) => amountE8 >= bound * main).length
  return listBands(currency)[at] ?? ''
}

export const toModeBit = (mode: ChargingMode): number => 1 << chargingModes.indexOf(mode)

/** The search document of a listed product. */
export function toDocument(listable: Listable): Document {
  const { productId, type, seller, name, summary, description, category, tags, lowest, listedAt } = listable
  const { currency } = lowest.unitPrice
  const amountE8 = perMonth(lowest.unitPrice, lowest.period)
  const alike = {
    category: category.map(({ code }) => code.replaceAll('/', '-')).join('/'),
    modes: modesOf(listable).reduce((bits, mode) => bits | toModeBit(mode), 0),
    type,
    band: findBand(amountE8, currency),
  }
  const words = listTokens({
    name: [name.zh, name.en],
    near: [...tags, ...category.flatMap(bothOf), ...bothOf(seller)],
    summary: [summary.zh, summary.en],
    description: [description.zh, description.en],
  })
  return {
    productId,
    sellerId: seller.id,
    nameKeys: { zh: toNameKey(name.zh), en: toNameKey(name.en) },
    ...alike,
    price: { amountE8, currency },
    listedAt,
    tokens: toNumbers([...words, ...tokensOfAlike(alike), formatFilterToken('seller', seller.id)]),
  }
}

const tokensOfAlike = ({ category, modes, type, band }: Alike): string[] => [
  ...pathsOf(category).map((path) => formatFilterToken('category', path)),
  ...chargingModes.filter((mode) => modes & toModeBit(mode)).map((mode) => formatFilterToken('mode', mode)),
  formatFilterToken('type', type),
  formatFilterToken('price', band),
]

/** The tokens that a document has if it passes these filters. */
export const listFilterTokens = ({ category, mode, type, price, sellerId }: Filters): string[] => [
  ...(category === undefined ? [] : [formatFilterToken('category', category)]),
  ...(mode === undefined ? [] : [formatFilterToken('mode', mode)]),
  ...(type === undefined ? [] : [formatFilterToken('type', type)]),
  ...(price === undefined ? [] : [formatFilterToken('price', price)]),
  ...(sellerId === undefined ? [] : [formatFilterToken('seller', sellerId)]),
]

const bothOf = ({ name }: { readonly name: Listable['name'] }): string[] => [name.zh, name.en]

function modesOf({ periods, hasTrial }: Listable): ChargingMode[] {
  const times: readonly string[] = periods
  return [
    ...(times.some((period) => period !== 'one_time') ? ['period' as const] : []),
    ...(times.includes('one_time') ? ['one_time' as const] : []),
    ...(hasTrial ? ['trial' as const] : []),
  ]
}

/** `office/docs` → `office`, `office/docs`. */
const pathsOf = (category: string): string[] => {
  const codes = category.split('/')
  return codes.map((_, at) => codes.slice(0, at + 1).join('/'))
}

type Dimension = 'category' | 'mode' | 'type' | 'price'

const passes = (alike: Alike, filters: Filters): Record<Dimension, boolean> => ({
  category: filters.category === undefined || pathsOf(alike.category).includes(filters.category),
  mode: filters.mode === undefined || (alike.modes & toModeBit(filters.mode)) !== 0,
  type: filters.type === undefined || alike.type === filters.type,
  price: filters.price === undefined || alike.band === filters.price,
})

export const filterFacets = <T extends Alike>(facets: readonly T[], filters: Filters): T[] =>
  facets.filter((facet) => Object.values(passes(facet, filters)).every(Boolean))

/** The facets that some count needs: those that fail at most one filter. */
export const listCountable = (facets: readonly Facet[], filters: Filters): Facet[] =>
  facets.filter((facet) => Object.values(passes(facet, filters)).filter((passed) => !passed).length < 2)

export const sumCounts = (facets: readonly Facet[]): number =>
  facets.reduce((sum, { count }) => sum + count, 0)

/**
 * The counts of each dimension with only the filters of the other dimensions applied, so that readers see its
 * alternatives.
 */
export function combineFacets(facets: readonly Facet[], filters: Filters): Omit<Facets, 'sellers'> {
  const tally = <T>(own: Dimension, valuesOf: (facet: Facet) => readonly T[]): Map<T, number> => {
    const counts = new Map<T, number>()
    for (const facet of facets) {
      const passed = { ...passes(facet, filters), [own]: true }
      if (!Object.values(passed).every(Boolean)) continue
      for (const value of valuesOf(facet)) counts.set(value, (counts.get(value) ?? 0) + facet.count)
    }
    return counts
  }
  const categories = tally('category', ({ category }) => pathsOf(category))
  const modes = tally('mode', ({ modes: bits }) => chargingModes.filter((mode) => bits & toModeBit(mode)))
  const types = tally('type', ({ type }) => [type])
  const prices = tally('price', ({ band }) => [band])
  return {
    categories: [...categories].map(asCounted).toSorted((a, b) => b.count - a.count || compare(a, b)),
    modes: inOrder(modes, chargingModes),
    types: inOrder(types, productTypes),
    prices: inOrder(prices, [...listBands('CNY'), ...listBands('USD')]),
  }
}

const asCounted = <T>([value, count]: readonly [T, number]): Counted<T> => ({ value, count })
const compare = (a: Counted<string>, b: Counted<string>): number =>
  Number(a.value > b.value) - Number(a.value < b.value)
const inOrder = <T>(counts: ReadonlyMap<T, number>, order: readonly T[]): Counted<T>[] =>
  order.flatMap((value) => {
    const count = counts.get(value)
    return count === undefined ? [] : [{ value, count }]
  })

/**
 * The query with one term left out, once for each of the shortest terms, the shortest first: long terms say the most.
 */
export function listWithoutOne(terms: readonly string[]): string[][] {
  if (terms.length < 2) return []
  const shortestFirst = terms.toSorted((a, b) => a.length - b.length).slice(0, mostLeftOut)
  return shortestFirst.map((left) => terms.filter((term) => term !== left))
}

import { divideHalfUp, fromDecimal, omitUndefined, productTypes } from '@loggia/kernel'
import type { Currency, UnitPrice } from '@loggia/kernel'
import { guarantees, ratingFloors, sortTypedPrices } from '@loggia/protocol/console'
import type { TypedPrices } from '@loggia/protocol/console'
import type { Listable } from '../catalog/index.ts'
import { chargingModes } from './schema.ts'
import type { Alike, ChargingMode, Counted, Document, Facet, Facets, Filters, PriceRange } from './schema.ts'
import { listKindTexts, listKindWords } from './kind-words.ts'
import { searchProblems } from './problems.ts'
import { toSynonymKey } from './query.ts'
import { formatFilterToken, listTokens, splitIntoTerms, toNameKey, toNumbers } from './tokens.ts'
import type { Texts } from './tokens.ts'
import { listWords } from './words.ts'

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

const e8PerMinor = 1_000_000n
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

/** The range of prices that was typed, its bounds in their order; undefined if none was. */
export function toPriceRange(
  typed: TypedPrices & { readonly currency?: Currency | undefined },
  standard: Currency,
): PriceRange | undefined {
  const sorted = sortTypedPrices(typed)
  if (!sorted) return undefined
  const currency = typed.currency ?? standard
  const toE8 = (amount: string | undefined) =>
    amount === undefined ? undefined : fromDecimal(amount, currency).amountMinor * e8PerMinor
  return omitUndefined({ currency, fromE8: toE8(sorted.priceFrom), toE8: toE8(sorted.priceTo) })
}

export const toModeBit = (mode: ChargingMode): number => 1 << chargingModes.indexOf(mode)

const traitBits = {
  five_day_refund: 1,
  '3': 2,
  '4': 4,
  '4.5': 8,
  supervised: 16,
  ticket_support: 32,
} as const
type Trait = keyof typeof traitBits
const traits: readonly Trait[] = [...guarantees, ...ratingFloors]
const hasTrait = (bits: number, trait: Trait): boolean => (bits & traitBits[trait]) !== 0

/** What other domains tell of a product: the average of its ratings in tenths, and whether its seller answers tickets. */
export type Told = { readonly tenths?: number | undefined; readonly answersTickets?: boolean }

/** What a product is filtered by besides. */
function traitsOf(
  { fiveDayRefund, isSupervised }: Listable,
  { tenths, answersTickets = false }: Told,
): number {
  const own: readonly Trait[] = [
    ...ratingFloors.filter((floor) => tenths !== undefined && tenths >= 10 * Number(floor)),
    ...(fiveDayRefund ? (['five_day_refund'] as const) : []),
    ...(isSupervised ? (['supervised'] as const) : []),
    ...(answersTickets ? (['ticket_support'] as const) : []),
  ]
  return own.reduce((bits, trait) => bits | traitBits[trait], 0)
}

/** The search document of a listed product. */
export function toDocument(listable: Listable, told: Told = {}): Document {
  const { productId, type, seller, name, category, lowest, listedAt } = listable
  const { currency } = lowest.unitPrice
  const amountE8 = perMonth(lowest.unitPrice, lowest.period)
  const alike = {
    category: category.map(({ code }) => code.replaceAll('/', '-')).join('/'),
    modes: modesOf(listable).reduce((bits, mode) => bits | toModeBit(mode), 0),
    type,
    band: findBand(amountE8, currency),
    traits: traitsOf(listable, told),
  }
  const texts = textsOf(listable)
  return {
    productId,
    sellerId: seller.id,
    nameKeys: { zh: toNameKey(name.zh), en: toNameKey(name.en) },
    ...alike,
    price: { amountE8, currency },
    listedAt,
    tokens: [
      ...listTokens({ ...texts, near: [...texts.near, ...listKindTexts(listable)] }),
      ...toNumbers([...tokensOfAlike(alike), formatFilterToken('seller', seller.id)]),
    ],
    words: [
      ...new Map([...listWords(texts), ...listKindWords(listable)].map((one) => [one.word, one])).values(),
    ],
  }
}

const textsOf = ({
  name,
  summary,
  description,
  tags,
  specifications,
  category,
  seller,
}: Listable): Texts => ({
  name: [name.zh, name.en],
  near: [
    ...tags,
    ...specifications.flatMap(bothOf),
    ...category.flatMap(({ name }) => bothOf(name)),
    ...bothOf(seller.name),
  ],
  summary: bothOf(summary),
  description: bothOf(description),
})

const tokensOfAlike = ({ category, modes, type, band, traits: bits }: Alike): string[] => [
  ...pathsOf(category).map((path) => formatFilterToken('category', path)),
  ...chargingModes.filter((mode) => modes & toModeBit(mode)).map((mode) => formatFilterToken('mode', mode)),
  formatFilterToken('type', type),
  formatFilterToken('price', band),
  ...traits.filter((trait) => hasTrait(bits, trait)).map((trait) => formatFilterToken('trait', trait)),
]

/** The tokens that a document has if it passes these filters. */
export const listFilterTokens = ({
  category,
  mode,
  type,
  price,
  guarantee,
  rating,
  sellerId,
}: Filters): string[] => [
  ...(category === undefined ? [] : [formatFilterToken('category', category)]),
  ...(mode === undefined ? [] : [formatFilterToken('mode', mode)]),
  ...(type === undefined ? [] : [formatFilterToken('type', type)]),
  ...(price === undefined ? [] : [formatFilterToken('price', price)]),
  ...(guarantee === undefined ? [] : [formatFilterToken('trait', guarantee)]),
  ...(rating === undefined ? [] : [formatFilterToken('trait', rating)]),
  ...(sellerId === undefined ? [] : [formatFilterToken('seller', sellerId)]),
]

/** Whether only some of the products pass. */
export const isNarrowed = (filters: Filters): boolean =>
  listFilterTokens(filters).length > 0 || filters.range !== undefined

const bothOf = ({ zh, en }: Listable['name']): string[] => [zh, en]

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

type Dimension = 'category' | 'mode' | 'type' | 'price' | 'guarantee' | 'rating'

const passes = (alike: Alike, filters: Filters): Record<Dimension, boolean> => ({
  category: filters.category === undefined || pathsOf(alike.category).includes(filters.category),
  mode: filters.mode === undefined || (alike.modes & toModeBit(filters.mode)) !== 0,
  type: filters.type === undefined || alike.type === filters.type,
  price: filters.price === undefined || alike.band === filters.price,
  guarantee: filters.guarantee === undefined || hasTrait(alike.traits, filters.guarantee),
  rating: filters.rating === undefined || hasTrait(alike.traits, filters.rating),
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
  const promised = tally('guarantee', ({ traits: bits }) => guarantees.filter((one) => hasTrait(bits, one)))
  const rated = tally('rating', ({ traits: bits }) => ratingFloors.filter((one) => hasTrait(bits, one)))
  return {
    categories: [...categories].map(asCounted).toSorted((a, b) => b.count - a.count || compare(a, b)),
    modes: inOrder(modes, chargingModes),
    types: inOrder(types, productTypes),
    prices: inOrder(prices, [...listBands('CNY'), ...listBands('USD')]),
    guarantees: inOrder(promised, guarantees),
    ratings: inOrder(rated, ratingFloors),
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
 * What was asked for with one of it left out, once for each of the shortest, the shortest first: long terms say the most.
 */
export function listWithoutOne<T>(units: readonly T[], lengthOf: (unit: T) => number): T[][] {
  if (units.length < 2) return []
  const shortestFirst = units.toSorted((a, b) => lengthOf(a) - lengthOf(b)).slice(0, mostLeftOut)
  return shortestFirst.map((left) => units.filter((unit) => unit !== left))
}

/** Words of a group of synonyms, each once; throws where a search would not tell them apart, or cannot read one. */
export function requireWords(given: readonly string[]): string[] {
  const words = given.map((word) => word.trim().replace(/\s+/g, ' '))
  const known = new Map<string, string>()
  for (const word of words) {
    const key = toSynonymKey(splitIntoTerms(word))
    if (key === '') throw searchProblems.word_unreadable({ word })
    const other = known.get(key)
    if (other !== undefined) throw searchProblems.word_repeated({ word, other })
    known.set(key, word)
  }
  return words
}

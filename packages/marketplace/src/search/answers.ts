import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../platform/index.ts'
import { listRelaxed, listRequired, toCondition } from './plans.ts'
import type { Clause } from './plans.ts'
import type { Wanted } from './read-query.ts'
import {
  filterFacets,
  isNarrowed,
  listCountable,
  listFilterTokens,
  listWithoutOne,
  mostCounted,
  mostTotal,
  sumCounts,
} from './rules.ts'
import type { Counted, Facet, Filters, Suggestion, Total } from './schema.ts'
import * as store from './store/index.ts'
import { toNumbers } from './tokens.ts'
import type { Field } from './tokens.ts'

const mostSellers = 10
const mostSuggestions = 3
/** Of the products, the share that tokens of filters may leave. */
const mostByTokens = 0.4
/** Where fewer have everything in or near their names, what has most of it is found too. */
const fewFound = 3

/** What is wanted, the filters, and all facets. */
export type Question = {
  readonly wanted: Wanted
  readonly filters: Filters
  readonly known: readonly Facet[]
}
export type Sellers = readonly Counted<Id<'sel'>>[]
/** `sellers` only if the read that counted the facets has counted them too. */
type Counts = { readonly facets: readonly Facet[]; readonly total: Total; readonly sellers?: Sellers }
/** A question with the ways in which products answer it: one of these clauses. */
export type Answerable = Question & { readonly ways: readonly Clause[] }

/** One more than the limit, which shows that there are more. */
const most = { documents: mostCounted + 1, sellers: mostSellers }
/** A number that no document has; stands for a seller without listed products. */
const nobody = 0

export const toAmong = (
  ways: readonly Clause[],
  filters: Filters,
  field: Field = 'description',
): store.Among => ({
  conditions: ways.map((clause) => toCondition(clause, field)),
  tokens: toNumbers(listFilterTokens(filters)),
  range: filters.range,
})

/** Everything that is required, then less of it if few products have everything in or near their names. */
export async function chooseWays(
  tx: Db,
  { wanted, filters }: Pick<Question, 'wanted' | 'filters'>,
): Promise<Clause[]> {
  const required = listRequired(wanted.units)
  if (required.length === 0) return []
  const well = await store.count(tx, toAmong([required], filters, 'near'), fewFound)
  return [required, ...(well < fewFound ? listRelaxed(required, wanted.isSentence) : [])]
}

/** Without terms the counts are stored, or come from an index; with terms all matching documents are read. */
export async function countAnswers(tx: Db, { filters, known, ways }: Answerable): Promise<Counts> {
  if (ways.length === 0) return countAll(tx, filters, known)
  if (isCountedAtOnce({ filters, ways })) {
    const { facets, sellers } = await store.countBoth(tx, toAmong(widest(ways), {}), most)
    return { ...(await toCounts(tx, facets, { filters, known, ways })), sellers }
  }
  const { sellerId, range } = filters
  const among = { ...toAmong(widest(ways), { sellerId, range }), ...toCountable(known, filters) }
  return toCounts(tx, await store.countFacets(tx, among, most.documents), { filters, known, ways })
}

/**
 * What fails at most one filter. The tokens of the filters are read from the index as well, which takes longer than
 * reading all answers where most of them are counted.
 */
function toCountable(known: readonly Facet[], filters: Filters): Pick<store.Among, 'facets' | 'oneOf'> {
  const facets = listCountable(known, filters)
  const tokens = toNumbers(listFilterTokens({ ...filters, sellerId: undefined }))
  if (tokens.length < 2 || sumCounts(facets) > sumCounts(known) * mostByTokens)
    return { facets: facets.map(({ no }) => no) }
  return { oneOf: tokens.map((left) => tokens.filter((token) => token !== left)) }
}

/** Whether one read counts both facets and sellers; otherwise each has its own. */
export const isCountedAtOnce = ({ filters, ways }: Pick<Answerable, 'filters' | 'ways'>): boolean =>
  ways.length > 0 && !isNarrowed(filters)

/** The sellers of the answers, those with most of them first, whatever seller is chosen. */
export async function countSellers(tx: Db, { filters, known, ways }: Answerable): Promise<Sellers> {
  const others = { ...filters, sellerId: undefined }
  const among = ways.length === 0 ? await findPlace(tx, known, others) : toAmong(widest(ways), others)
  return store.countSellers(tx, among, most)
}

/** What has everything has less of it too. */
const widest = ([required = [], ...relaxed]: readonly Clause[]): readonly Clause[] =>
  relaxed.length === 0 ? [required] : relaxed

async function countAll(tx: Db, filters: Filters, known: readonly Facet[]): Promise<Counts> {
  const { sellerId, range } = filters
  const own = await findPlace(tx, known, { sellerId, range })
  if (!own) return { facets: known, total: exactTotal(known, filters) }
  return toCounts(tx, await store.countFacets(tx, own, most.documents), { filters, known, ways: [] })
}

/** If the facets cover all matches, their sum is the total; otherwise it is told up to a bound. */
async function toCounts(
  tx: Db,
  counts: ReadonlyMap<number, number>,
  { filters, known, ways }: Pick<Answerable, 'filters' | 'known' | 'ways'>,
): Promise<Counts> {
  const facets = withCounts(known, counts)
  if (sumCounts(facets) <= mostCounted) return { facets, total: exactTotal(facets, filters) }
  // Without filters of facets all that was counted is found, and it is more than a total tells.
  if (listFilterTokens({ ...filters, sellerId: undefined }).length === 0)
    return { facets, total: boundedTotal(mostCounted) }
  const among =
    ways.length === 0 ? ((await findPlace(tx, known, filters)) ?? {}) : toAmong(widest(ways), filters)
  return { facets, total: boundedTotal(await store.count(tx, among, mostTotal + 1)) }
}

const exactTotal = (facets: readonly Facet[], filters: Filters): Total => ({
  count: sumCounts(filterFacets(facets, filters)),
  exact: true,
})

const boundedTotal = (count: number): Total => ({
  count: Math.min(count, mostTotal),
  exact: count <= mostTotal,
})

/** The filters as facet numbers, a seller number and a range of prices; undefined if there are none. */
export async function findPlace(
  tx: Db,
  known: readonly Facet[],
  filters: Filters,
): Promise<store.Among | undefined> {
  const { sellerId, range, ...others } = filters
  const isOfFacets = listFilterTokens(others).length > 0
  if (!isOfFacets && sellerId === undefined && range === undefined) return undefined
  return omitUndefined({
    range,
    facets: isOfFacets ? filterFacets(known, filters).map(({ no }) => no) : undefined,
    seller: sellerId ? ((await store.findSeller(tx, sellerId)) ?? nobody) : undefined,
  })
}

const withCounts = (known: readonly Facet[], counts: ReadonlyMap<number, number>): Facet[] =>
  known.flatMap((facet) => {
    const count = counts.get(facet.no)
    return count === undefined ? [] : [{ ...facet, count }]
  })

/** Suggestions without the filters, or with less of what was asked for, the most results first. */
export async function listSuggestions(tx: Db, { wanted, filters, known }: Question): Promise<Suggestion[]> {
  const isFiltered = isNarrowed(filters)
  const required = listRequired(wanted.units)
  const inOrder = wanted.units.filter((unit) => required.includes(unit))
  const countWith = async (clause: Clause): Promise<Total> => {
    if (clause.length === 0) return { count: sumCounts(known), exact: true }
    return boundedTotal(await store.count(tx, toAmong([clause], {}), mostTotal + 1))
  }
  const formatClause = (clause: Clause): string => clause.map(({ typed }) => typed).join(' ')
  const found: Suggestion[] = []
  if (isFiltered)
    found.push({ text: formatClause(inOrder), unfiltered: true, total: await countWith(required) })
  // With several words that no product has, only a word alone finds something.
  const fewer = [...listWithoutOne(inOrder, ({ typed }) => typed.length), ...inOrder.map((unit) => [unit])]
  const byText = new Map(fewer.map((clause) => [formatClause(clause), clause]))
  if (inOrder.length > 1)
    for (const [text, clause] of byText)
      found.push({ text, unfiltered: isFiltered, total: await countWith(clause) })
  return found
    .filter(({ total }) => total.count > 0)
    .toSorted((a, b) => b.total.count - a.total.count)
    .slice(0, mostSuggestions)
}

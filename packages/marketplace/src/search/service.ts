import { lockListables } from '../catalog/index.ts'
import { setWakeup } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import {
  listCountable,
  toDocument,
  combineFacets,
  listWithoutOne,
  mostCounted,
  mostPages,
  mostTotal,
  pageSize,
  filterFacets,
  sumCounts,
  listFilterTokens,
} from './rules.ts'
import type { Ask, Counted, Facet, Filters, Found, Suggestion, Total } from './schema.ts'
import * as store from './store.ts'
import { fields, toNumbers, listFieldTokens, parseQuery } from './tokens.ts'
import type { Field, Wanted } from './tokens.ts'

export type Search = ReturnType<typeof createSearch>

const refreshedAtOnce = 200
const mostSellers = 10
const mostSuggestions = 3
const nothing: Found = {
  productIds: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], types: [], prices: [], sellers: [] },
  suggestions: [],
}

export function createSearch({ db }: Platform) {
  async function save(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    const listables = await lockListables(tx, productIds)
    const listed = new Set(listables.map(({ productId }) => productId))
    await store.save(tx, listables.map(toDocument))
    await store.remove(
      tx,
      productIds.filter((id) => !listed.has(id)),
    )
    await store.foldCounts(tx)
  }

  /** Indexes these products again: the document of a listed product is replaced, that of any other is removed. */
  async function refresh(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    await store.keepWaitingTokensFew(tx)
    await save(tx, productIds)
  }

  /**
   * Indexes a batch of the products in `search_due` and sets the next wake-up while there are more. Returns how many it
   * read.
   */
  async function refreshDue(tx: Tx, now: Instant): Promise<number> {
    const productIds = await store.takeDue(tx, refreshedAtOnce)
    await store.letManyTokensWait(tx)
    await save(tx, productIds)
    const rest = productIds.length === refreshedAtOnce
    // Also after an empty batch: the full batch before it left its tokens unmerged.
    if (!rest) await store.mergeWaitingTokens(tx)
    await setWakeup(tx, { kind: 'search.refresh', subject: 'due' }, rest ? now : undefined)
    return productIds.length
  }

  /** Finds listed products by text and filters, with facets. The order is deterministic. */
  async function find(ask: Ask): Promise<Found> {
    const wanted = parseQuery(ask.text)
    if (ask.text.trim() !== '' && wanted.terms.length === 0) return nothing
    return db.transaction(async (tx) => {
      await store.forceCustomPlans(tx)
      if (wanted.terms.length > 0) await store.forceIndexScans(tx)
      const known = await store.listFacets(tx)
      const { facets, sellers, total } = await answerOf(tx, { terms: wanted.terms, filters: ask, known })
      const pages = Math.min(Math.ceil(total.count / pageSize), mostPages)
      return {
        productIds: ask.page <= pages ? await idsOf(tx, wanted, { ask, known }) : [],
        total,
        pages,
        facets: { ...combineFacets(facets, ask), sellers },
        suggestions: total.count === 0 ? await suggest(tx, wanted, { filters: ask, known }) : [],
      }
    })
  }

  return { refresh, refreshDue, find }
}

/** The terms and filters of a query, and all facets. */
type Question = {
  readonly terms: readonly string[]
  readonly filters: Filters
  readonly known: readonly Facet[]
}
type Answer = {
  readonly facets: readonly Facet[]
  readonly sellers: readonly Counted<Id<'sel'>>[]
  readonly total: Total
}

/** One more than the limit, which shows that there are more. */
const most = { documents: mostCounted + 1, sellers: mostSellers }
/** A number that no document has; stands for a seller without listed products. */
const nobody = 0

const amongTerms = (
  terms: readonly string[],
  filters: Filters,
  field: Field = 'description',
): store.Among => ({
  tokens: toNumbers([...listFieldTokens(terms, field), ...listFilterTokens(filters)]),
})

/** Without terms the counts are stored, or come from an index; with terms all matching documents are read. */
const answerOf = (tx: Db, question: Question): Promise<Answer> =>
  question.terms.length === 0 ? answerWithoutTerms(tx, question) : answerWithTerms(tx, question)

async function answerWithoutTerms(tx: Db, { filters, known }: Question): Promise<Answer> {
  const sellers = await store.countSellers(
    tx,
    await placeOf(tx, known, { ...filters, sellerId: undefined }),
    most,
  )
  const own = filters.sellerId && (await placeOf(tx, known, { sellerId: filters.sellerId }))
  const facets = own ? withCounts(known, await store.countFacets(tx, own, most.documents)) : known
  return { facets, sellers, total: { count: sumCounts(filterFacets(facets, filters)), exact: true } }
}

async function answerWithTerms(tx: Db, { terms, filters, known }: Question): Promise<Answer> {
  const { sellerId, ...others } = filters
  const isFiltered = listFilterTokens(filters).length > 0
  const counted = isFiltered
    ? {
        facets: await store.countFacets(
          tx,
          {
            ...amongTerms(terms, { sellerId }),
            facets: listCountable(known, filters).map(({ no }) => no),
          },
          most.documents,
        ),
        sellers: await store.countSellers(tx, amongTerms(terms, others), most),
      }
    : await store.countBoth(tx, amongTerms(terms, {}), most)
  const facets = withCounts(known, counted.facets)
  const { sellers } = counted
  // If the facets cover all matches, their sum is the total; otherwise the total is counted separately, up to a bound.
  if (sumCounts(facets) <= mostCounted)
    return { facets, sellers, total: { count: sumCounts(filterFacets(facets, filters)), exact: true } }
  const total = boundedTotal(await store.count(tx, amongTerms(terms, filters), mostTotal + 1))
  return { facets, sellers, total }
}

const boundedTotal = (count: number): Total => ({
  count: Math.min(count, mostTotal),
  exact: count <= mostTotal,
})

/** The filters as facet numbers and a seller number; undefined if there are none. */
async function placeOf(tx: Db, known: readonly Facet[], filters: Filters): Promise<store.Among | undefined> {
  const { category, mode, type, price, sellerId } = filters
  const isNarrowed = [category, mode, type, price].some((filter) => filter !== undefined)
  if (!isNarrowed && sellerId === undefined) return undefined
  return omitUndefined({
    facets: isNarrowed ? filterFacets(known, filters).map(({ no }) => no) : undefined,
    seller: sellerId ? ((await store.findSeller(tx, sellerId)) ?? nobody) : undefined,
  })
}

const withCounts = (known: readonly Facet[], counts: ReadonlyMap<number, number>): Facet[] =>
  known.flatMap((facet) => {
    const count = counts.get(facet.no)
    return count === undefined ? [] : [{ ...facet, count }]
  })

/**
 * The ids of a page. By relevance, names that equal the query or begin with it come first, then names with all terms.
 * The worse fields are read only if these do not fill the page.
 */
async function idsOf(tx: Db, wanted: Wanted, { ask, known }: { ask: Ask; known: readonly Facet[] }) {
  const offset = (ask.page - 1) * pageSize
  const { terms } = wanted
  if (ask.sort !== 'relevance' || terms.length === 0) {
    const sort = ask.sort === 'relevance' ? 'newest' : ask.sort
    const among = terms.length === 0 ? ((await placeOf(tx, known, ask)) ?? {}) : amongTerms(terms, ask)
    return store.listIds(tx, { among, sort, without: [], limit: pageSize, offset })
  }
  const last = offset + pageSize
  const named = { key: wanted.key, among: (await placeOf(tx, known, ask)) ?? {}, limit: last }
  const found = await store.listIdsByName(tx, named)
  for (const field of fields) {
    const limit = last - found.length
    if (limit === 0) break
    const among = amongTerms(terms, ask, field)
    const rest = { among, sort: 'newest', without: found, limit, offset: 0 } as const
    found.push(...(await store.listIds(tx, rest)))
  }
  return found.slice(offset)
}

/** Suggestions without the filters, or with one term less, the most results first. */
async function suggest(
  tx: Db,
  wanted: Wanted,
  { filters, known }: { readonly filters: Filters; readonly known: readonly Facet[] },
): Promise<Suggestion[]> {
  const isFiltered = listFilterTokens(filters).length > 0
  const countWith = async (terms: readonly string[]): Promise<Total> => {
    if (terms.length === 0) return { count: sumCounts(known), exact: true }
    return boundedTotal(await store.count(tx, amongTerms(terms, {}), mostTotal + 1))
  }
  const found: Suggestion[] = []
  if (isFiltered)
    found.push({ text: wanted.terms.join(' '), unfiltered: true, total: await countWith(wanted.terms) })
  for (const terms of listWithoutOne(wanted.terms))
    found.push({ text: terms.join(' '), unfiltered: isFiltered, total: await countWith(terms) })
  return found
    .filter(({ total }) => total.count > 0)
    .toSorted((a, b) => b.total.count - a.total.count)
    .slice(0, mostSuggestions)
}

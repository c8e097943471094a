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

  /** Reads these products anew: what the public catalogue shows is found, what it does not is not. */
  async function refresh(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    await store.keepWaitingTokensFew(tx)
    await save(tx, productIds)
  }

  /** Reads some of the products anew that wait for it, and comes again while there are any; gives how many it read. */
  async function refreshDue(tx: Tx, now: Instant): Promise<number> {
    const productIds = await store.takeDue(tx, refreshedAtOnce)
    await store.letManyTokensWait(tx)
    await save(tx, productIds)
    const rest = productIds.length === refreshedAtOnce
    // Also by a last look that finds nothing: the batch before it was full and left its tokens to this one.
    if (!rest) await store.mergeWaitingTokens(tx)
    await setWakeup(tx, { kind: 'search.refresh', subject: 'due' }, rest ? now : undefined)
    return productIds.length
  }

  /** Finds listed products by what is written of them, with facets; the order is the same each time. */
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

/** What is looked for: terms among what passes filters, and all that documents can be alike in. */
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

/** One more than is counted tells that there are more. */
const most = { documents: mostCounted + 1, sellers: mostSellers }
/** No document has this number: that of a seller of which nothing is listed. */
const nobody = 0

const amongTerms = (
  terms: readonly string[],
  filters: Filters,
  field: Field = 'description',
): store.Among => ({
  tokens: toNumbers([...listFieldTokens(terms, field), ...listFilterTokens(filters)]),
})

/** Without terms all is kept, or told by an index; with some, everything that has them is read. */
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
  // From the facets, if they are of all that has the terms; otherwise counted by itself, up to a bound.
  if (sumCounts(facets) <= mostCounted)
    return { facets, sellers, total: { count: sumCounts(filterFacets(facets, filters)), exact: true } }
  const total = boundedTotal(await store.count(tx, amongTerms(terms, filters), mostTotal + 1))
  return { facets, sellers, total }
}

const boundedTotal = (count: number): Total => ({
  count: Math.min(count, mostTotal),
  exact: count <= mostTotal,
})

/** Where that is which passes the filters, by facet and seller; undefined if it is everything. */
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
 * The ids of a page. By relevance, those whose name is or begins with what was typed come first, then those with all terms
 * in it; the worse fields are looked at only when these do not fill the page.
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

/** What would be found without the filters, or with one term less; the most first. */
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

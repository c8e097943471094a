import { listablesOf } from '../catalog/index.ts'
import { setWakeup } from '../platform/index.ts'
import type { Db, Platform, Tx } from '../platform/index.ts'
import type { Id, Instant } from '@loggia/kernel'
import {
  countOf,
  documentOf,
  facetsOf,
  leavingOneOut,
  mostCounted,
  mostPages,
  mostTotal,
  pageSize,
} from './rules.ts'
import type { Ask, Filters, Found, Group, Suggestion, Total } from './schema.ts'
import * as store from './store.ts'
import { fields, tokensFor, wantedOf } from './tokens.ts'
import type { Wanted } from './tokens.ts'

export type Search = ReturnType<typeof createSearch>

const refreshedAtOnce = 200
const mostSellers = 10
const mostSuggestions = 3
const nothing: Found = {
  productIds: [],
  total: { count: 0, exact: true },
  pages: 0,
  facets: { categories: [], modes: [], prices: [], sellers: [] },
  suggestions: [],
}

export function createSearch({ db }: Platform) {
  /** Reads these products anew: what the public catalogue shows is found, what it does not is not. */
  async function refresh(tx: Tx, productIds: readonly Id<'prd'>[]): Promise<void> {
    const listables = await listablesOf(tx, productIds)
    const listed = new Set(listables.map(({ productId }) => productId))
    await store.save(tx, listables.map(documentOf))
    await store.remove(
      tx,
      productIds.filter((id) => !listed.has(id)),
    )
  }

  /** Reads some of the products anew that wait for it, and comes again while there are any; gives how many it read. */
  async function refreshDue(tx: Tx, now: Instant): Promise<number> {
    const productIds = await store.takeDue(tx, refreshedAtOnce)
    await refresh(tx, productIds)
    const rest = productIds.length === refreshedAtOnce
    await setWakeup(tx, { kind: 'search.refresh', subject: 'due' }, rest ? now : undefined)
    return productIds.length
  }

  /** Finds listed products by what is written of them, with facets; the order is the same each time. */
  async function find(ask: Ask): Promise<Found> {
    const wanted = wantedOf(ask.text)
    if (ask.text.trim() !== '' && wanted.terms.length === 0) return nothing
    return db.transaction(async (tx) => {
      if (wanted.terms.length > 0) await store.lookByIndex(tx)
      const { groups, sellers } = await tallyOf(tx, wanted.terms, ask)
      const total = await totalOf(tx, { terms: wanted.terms, filters: ask, groups })
      const pages = Math.min(Math.ceil(total.count / pageSize), mostPages)
      return {
        productIds: ask.page <= pages ? await idsOf(tx, wanted, ask) : [],
        total,
        pages,
        facets: { ...facetsOf(groups, ask), sellers },
        suggestions: total.count === 0 ? await suggest(tx, wanted, ask) : [],
      }
    })
  }

  return { refresh, refreshDue, find }
}

const tallyOf = (tx: Db, terms: readonly string[], filters: Filters): Promise<store.Tally> =>
  store.tally(tx, {
    tokens: tokensFor(terms, 'description'),
    filters,
    // One more than is counted tells that there are more.
    most: { products: mostCounted + 1, sellers: mostSellers },
  })

/** From the groups, if they are of all that has the terms; otherwise counted by itself, up to a bound. */
async function totalOf(
  tx: Db,
  ask: { readonly terms: readonly string[]; readonly filters: Filters; readonly groups: readonly Group[] },
): Promise<Total> {
  const { terms, filters, groups } = ask
  if (groups.reduce((sum, { count }) => sum + count, 0) <= mostCounted)
    return { count: countOf(groups, filters), exact: true }
  const tokens = tokensFor(terms, 'description')
  const count = await store.count(tx, { tokens, filters, most: mostTotal + 1 })
  return { count: Math.min(count, mostTotal), exact: count <= mostTotal }
}

/** The ids of a page. By relevance, those with all terms in the name come first, and the worse fields are looked at only when they do not fill it. */
async function idsOf(tx: Db, wanted: Wanted, ask: Ask): Promise<Id<'prd'>[]> {
  const offset = (ask.page - 1) * pageSize
  const common = { filters: ask, without: [] }
  if (ask.sort !== 'relevance' || wanted.terms.length === 0) {
    const sort = ask.sort === 'relevance' ? 'newest' : ask.sort
    const tokens = tokensFor(wanted.terms, 'description')
    return store.listIds(tx, { ...common, tokens, sort, limit: pageSize, offset })
  }
  const found: Id<'prd'>[] = []
  for (const field of fields) {
    const limit = offset + pageSize - found.length
    if (limit === 0) break
    const tokens = tokensFor(wanted.terms, field)
    const sort = field === 'name' ? { nameKey: wanted.key } : 'newest'
    found.push(...(await store.listIds(tx, { ...common, tokens, sort, without: found, limit, offset: 0 })))
  }
  return found.slice(offset)
}

/** What would be found without the filters, or with one term less; the most first. */
async function suggest(tx: Db, wanted: Wanted, filters: Filters): Promise<Suggestion[]> {
  const { category, mode, price, sellerId } = filters
  const isFiltered = [category, mode, price, sellerId].some((filter) => filter !== undefined)
  const countWith = async (terms: readonly string[]): Promise<Total> =>
    totalOf(tx, { terms, filters: {}, groups: (await tallyOf(tx, terms, {})).groups })
  const found: Suggestion[] = []
  if (isFiltered)
    found.push({ text: wanted.terms.join(' '), unfiltered: true, total: await countWith(wanted.terms) })
  for (const terms of leavingOneOut(wanted.terms))
    found.push({ text: terms.join(' '), unfiltered: isFiltered, total: await countWith(terms) })
  return found
    .filter(({ total }) => total.count > 0)
    .toSorted((a, b) => b.total.count - a.total.count)
    .slice(0, mostSuggestions)
}

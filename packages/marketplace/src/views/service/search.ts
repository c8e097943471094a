import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type {
  PublicSeller,
  SearchCompletions,
  SearchQuery,
  SearchReply,
  SellersQuery,
  SellersReply,
  Text,
} from '@loggia/protocol/console'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Health } from '../../health/index.ts'
import type { Monitoring } from '../../monitoring/index.ts'
import { marketCurrency } from '../../ledger/index.ts'
import { partyProblems } from '../../parties/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import { toNameKey, toPriceRange } from '../../search/index.ts'
import type { Found, Search } from '../../search/index.ts'
import type { Tickets } from '../../tickets/index.ts'
import { presentCard, presentHit } from '../present/catalog.ts'
import * as store from '../store/index.ts'

export function createSearchViews({
  db,
  search,
  health,
  feedback,
  monitoring,
  tickets,
}: Platform & {
  readonly search: Search
  readonly health: Pick<Health, 'findFigures' | 'listFigures'>
  readonly feedback: Pick<FeedbackService, 'listFigures' | 'listSellerFigures'>
  readonly monitoring: Pick<Monitoring, 'findCheck'>
  readonly tickets: Pick<Tickets, 'findAnswerTime'>
}) {
  /** Search results as cards with names; open to everybody. */
  async function searchProducts(query: SearchQuery): Promise<SearchReply> {
    const { q, seller: sellerId, priceFrom, priceTo, currency, ...ask } = query
    const range = toPriceRange({ priceFrom, priceTo, currency }, marketCurrency)
    const found = await search.find({ ...ask, text: q, sellerId, range })
    const { categories, modes, types, prices, guarantees, ratings: rated, sellers } = found.facets
    // The seller of the filter is named even if no product matches.
    const named = new Set([...sellers.map(({ value }) => value), ...(sellerId ? [sellerId] : [])])
    const [rows, priceRows, briefs, namedCategories, ratings, figures] = await Promise.all([
      store.listInOrder(db, found.productIds),
      store.listPrices(db, found.productIds),
      sellersByIds(db, [...named]),
      withNames(db, withChosen(categories, ask.category)),
      feedback.listFigures(found.productIds),
      health.listFigures(found.productIds),
    ])
    const countOfSeller = (id: Id<'sel'>): number => sellers.find(({ value }) => value === id)?.count ?? 0
    return omitUndefined({
      items: withPrices(rows, priceRows).map(({ row, prices }) =>
        presentHit(row, prices, { ratings: ratings.get(row.id), orders: figures.get(row.id)?.orders }),
      ),
      total: found.total,
      pages: found.pages,
      facets: {
        categories: namedCategories,
        modes: modes.map(({ value: mode, count }) => ({ mode, count })),
        types: types.map(({ value: type, count }) => ({ type, count })),
        prices: prices.map(({ value: price, count }) => ({ price, count })),
        guarantees: guarantees.map(({ value: guarantee, count }) => ({ guarantee, count })),
        ratings: rated.map(({ value: rating, count }) => ({ rating, count })),
        sellers: [...named].flatMap((id) => {
          const brief = briefs.get(id)
          return brief ? [{ seller: presentSeller(brief), count: countOfSeller(id) }] : []
        }),
      },
      suggestions: found.suggestions.map(({ text, ...rest }) => ({ q: text, ...rest })),
      instead: found.total.count === 0 ? await findInstead(found) : undefined,
      meant: found.meant,
      words: found.words.length > 0 ? [...found.words] : undefined,
    })
  }

  /** Where nothing is found: the categories of what a wider search finds, and the first products of the catalogue. */
  async function findInstead({ suggestions }: Found): Promise<SearchReply['instead']> {
    const [wider] = suggestions
    const near = wider && (await search.find({ text: wider.text, sort: 'relevance', page: 1 }))
    const rows = (await store.listListed(db, { limit: productsInstead })).slice(0, productsInstead)
    const ids = rows.map(({ id }) => id)
    const [prices, ratings, categories] = await Promise.all([
      store.listPrices(db, ids),
      feedback.listFigures(ids),
      withNames(db, (near?.facets.categories ?? []).slice(0, completedAtOnce)),
    ])
    return {
      categories,
      products: withPrices(rows, prices).map((each) =>
        presentCard(each.row, each.prices, ratings.get(each.row.id)),
      ),
    }
  }

  /** What completes a text that is being typed; open to everybody. */
  async function completeSearch(q: string): Promise<SearchCompletions> {
    const text = q.trim()
    if (text === '') return { queries: [], products: [], categories: [], sellers: [] }
    const { productIds, queries, keys } = await search.complete(text)
    const [rows, categories, sellers] = await Promise.all([
      store.listInOrder(db, productIds),
      search.countCategories().then((all) => withNames(db, all)),
      completeSellers(keys),
    ])
    return {
      queries: [...queries],
      products: rows.map((row) =>
        omitUndefined({
          id: row.id,
          name: { zh: row.name_zh, en: row.name_en },
          logo: row.logo ?? undefined,
          seller: { zh: row.seller_zh, en: row.seller_en },
        }),
      ),
      categories: categories.filter(({ name }) => isNamed(name, keys)).slice(0, completedAtOnce),
      sellers,
    }
  }

  /** The sellers whose name contains one of the keys, those with most products first. */
  async function completeSellers(keys: readonly string[]): Promise<SearchCompletions['sellers']> {
    const named = (await Promise.all(keys.map((key) => store.listSellersNamed(db, key)))).flat()
    if (named.length === 0) return []
    const wanted = new Set(named)
    const shown = (await search.listSellers())
      .filter(({ value }) => wanted.has(value))
      .slice(0, completedAtOnce)
    const briefs = await sellersByIds(
      db,
      shown.map(({ value }) => value),
    )
    return shown.flatMap(({ value, count }) => {
      const brief = briefs.get(value)
      return brief ? [{ seller: presentSeller(brief), count }] : []
    })
  }

  /** Throws `parties.seller_not_found`. */
  async function getPublicSeller(sellerId: Id<'sel'>): Promise<PublicSeller> {
    const row = (await sellersByIds(db, [sellerId])).get(sellerId)
    if (!row) throw partyProblems.seller_not_found({ sellerId })
    const { support = await store.findSupport(db, sellerId), description, site, address } = row.profile
    const [figures, check, ratings, answerMs] = await Promise.all([
      health.findFigures(sellerId),
      monitoring.findCheck(sellerId),
      feedback.listSellerFigures([sellerId]),
      tickets.findAnswerTime(sellerId),
    ])
    return omitUndefined({
      ...presentSeller(row),
      since: toWireTime(row.created_at),
      support,
      description,
      site,
      address,
      registrationNumber: row.registration_number ?? undefined,
      figures,
      check,
      ratings: ratings.get(sellerId),
      answerMs,
    })
  }

  /** The sellers with products on sale, those with most products first. */
  async function listSellersOnSale({ q, page }: SellersQuery): Promise<SellersReply> {
    const text = q.trim()
    const [all, named] = await Promise.all([
      search.listSellers(),
      text === '' ? undefined : store.listSellersNamed(db, text),
    ])
    const wanted = named && new Set(named)
    const found = wanted ? all.filter(({ value }) => wanted.has(value)) : all
    const shown = found.slice((page - 1) * sellersAtOnce, page * sellersAtOnce)
    return {
      items: await presentListed(shown),
      total: found.length,
      pages: Math.ceil(found.length / sellersAtOnce),
    }
  }

  async function presentListed(shown: readonly Shown[]): Promise<SellersReply['items']> {
    const ids = shown.map(({ value }) => value)
    const [rows, categories, figures, ratings] = await Promise.all([
      sellersByIds(db, ids),
      search.listCategories(ids),
      health.listFigures(ids),
      feedback.listSellerFigures(ids),
    ])
    const named = await withNames(
      db,
      [...new Set([...categories.values()].flatMap((own) => own.slice(0, categoriesShown)))].map((value) => ({
        value,
        count: 0,
      })),
    )
    const names = new Map(named.map(({ path, name }) => [path, name]))
    return shown.flatMap(({ value: id, count: products }) => {
      const row = rows.get(id)
      if (!row) return []
      const own = (categories.get(id) ?? []).slice(0, categoriesShown).flatMap((path) => {
        const name = names.get(path)
        return name ? [{ path, name }] : []
      })
      const known = { figures: figures.get(id), ratings: ratings.get(id) }
      const listed = { since: toWireTime(row.created_at), products, categories: own }
      return [omitUndefined({ ...presentSeller(row), ...listed, ...known })]
    })
  }

  return { searchProducts, completeSearch, getPublicSeller, listSellersOnSale }
}

type Shown = { readonly value: Id<'sel'>; readonly count: number }
const sellersAtOnce = 24
const categoriesShown = 3
const productsInstead = 4
/** So many categories and sellers complete a text. */
const completedAtOnce = 3

const isNamed = (name: Text, keys: readonly string[]): boolean =>
  [name.zh, name.en].some((one) => keys.some((key) => toNameKey(one).includes(key)))

type CountedPath = { readonly value: string; readonly count: number }

/** The chosen category is shown even if no product matches. */
const withChosen = (categories: readonly CountedPath[], chosen: string | undefined): readonly CountedPath[] =>
  chosen === undefined || categories.some(({ value }) => value === chosen)
    ? categories
    : [...categories, { value: chosen, count: 0 }]

async function withNames(
  db: Db,
  categories: readonly CountedPath[],
): Promise<SearchReply['facets']['categories']> {
  const codeOf = (path: string): string => path.split('/').at(-1) ?? path
  const rows = await store.listCategoryNames(
    db,
    categories.map(({ value }) => codeOf(value)),
  )
  const names = new Map<string, Text>(
    rows.map(({ code, name_zh: zh, name_en: en }) => [code, { zh, en }] as const),
  )
  return categories.map(({ value: path, count }) => {
    const code = codeOf(path)
    return { path, name: names.get(code) ?? { zh: code, en: code }, count }
  })
}

async function sellersByIds(db: Db, ids: readonly Id<'sel'>[]): Promise<Map<Id<'sel'>, store.SellerRow>> {
  const rows = await store.listSellers(db, ids)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The products that have a price which everybody sees, with these prices. */
const withPrices = (
  rows: readonly store.ProductRow[],
  priceRows: Awaited<ReturnType<typeof store.listPrices>>,
) =>
  rows.flatMap((row) => {
    const prices = priceRows.filter(
      (price) => price.product_id === row.id && price.delisted_at === null && !price.hidden,
    )
    return prices.length > 0 ? [{ row, prices }] : []
  })

const presentSeller = (row: store.SellerRow) =>
  omitUndefined({ id: row.id, name: { zh: row.name_zh, en: row.name_en }, logo: row.logo ?? undefined })

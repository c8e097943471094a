import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { PublicSeller, SearchQuery, SearchReply, Text } from '@loggia/protocol/console'
import type { Health } from '../../health/index.ts'
import type { Monitoring } from '../../monitoring/index.ts'
import { partyProblems } from '../../parties/index.ts'
import { toWireTime } from '../../platform/index.ts'
import type { Db, Platform } from '../../platform/index.ts'
import type { Search } from '../../search/index.ts'
import { presentCard } from '../present/catalog.ts'
import * as store from '../store/index.ts'

export function createSearchViews({
  db,
  search,
  health,
  monitoring,
}: Platform & {
  readonly search: Search
  readonly health: Pick<Health, 'findFigures'>
  readonly monitoring: Pick<Monitoring, 'findCheck'>
}) {
  /** Search results as cards with names; open to everybody. */
  async function searchProducts({ q, seller, ...ask }: SearchQuery): Promise<SearchReply> {
    const sellerId = seller
    const found = await search.find({ ...ask, text: q, sellerId })
    const { categories, modes, types, prices, sellers } = found.facets
    // The seller of the filter is named even if no product matches.
    const named = new Set([...sellers.map(({ value }) => value), ...(sellerId ? [sellerId] : [])])
    const [rows, priceRows, briefs, namedCategories] = await Promise.all([
      store.listInOrder(db, found.productIds),
      store.listPrices(db, found.productIds),
      sellersByIds(db, [...named]),
      withNames(db, withChosen(categories, ask.category)),
    ])
    const countOfSeller = (id: Id<'sel'>): number => sellers.find(({ value }) => value === id)?.count ?? 0
    return {
      items: rows.flatMap((row) => {
        const prices = priceRows.filter(
          (price) => price.product_id === row.id && price.delisted_at === null && !price.hidden,
        )
        return prices.length > 0 ? [presentCard(row, prices)] : []
      }),
      total: found.total,
      pages: found.pages,
      facets: {
        categories: namedCategories,
        modes: modes.map(({ value: mode, count }) => ({ mode, count })),
        types: types.map(({ value: type, count }) => ({ type, count })),
        prices: prices.map(({ value: price, count }) => ({ price, count })),
        sellers: [...named].flatMap((id) => {
          const brief = briefs.get(id)
          return brief ? [{ seller: presentSeller(brief), count: countOfSeller(id) }] : []
        }),
      },
      suggestions: found.suggestions.map(({ text, ...rest }) => ({ q: text, ...rest })),
    }
  }

  /** Throws `parties.seller_not_found`. */
  async function getPublicSeller(sellerId: Id<'sel'>): Promise<PublicSeller> {
    const row = (await sellersByIds(db, [sellerId])).get(sellerId)
    if (!row) throw partyProblems.seller_not_found({ sellerId })
    const { support = await store.findSupport(db, sellerId), description, site, address } = row.profile
    const [figures, check] = await Promise.all([health.findFigures(sellerId), monitoring.findCheck(sellerId)])
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
    })
  }

  return { searchProducts, getPublicSeller }
}

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

const presentSeller = (row: store.SellerRow) =>
  omitUndefined({ id: row.id, name: { zh: row.name_zh, en: row.name_en }, logo: row.logo ?? undefined })

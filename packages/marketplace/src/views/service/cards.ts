import type { Id } from '@loggia/kernel'
import type { ProductCard } from '@loggia/protocol/console'
import type { FeedbackService } from '../../feedback/index.ts'
import type { Platform } from '../../platform/index.ts'
import { presentCard } from '../present/catalog.ts'
import * as store from '../store/index.ts'

/** The number of products that are shown beside a product, or in place of one that cannot be bought. */
export const similarShown = 4

/** How products are shown with their prices. */
export function createCards({
  db,
  feedback,
}: Pick<Platform, 'db'> & { readonly feedback: Pick<FeedbackService, 'listFigures'> }) {
  async function pricesOf(rows: readonly store.ProductRow[]) {
    const prices = await store.listPrices(
      db,
      rows.map((row) => row.id),
    )
    return (id: Id<'prd'>): store.PriceRow[] => prices.filter((price) => price.product_id === id)
  }

  /**
   * The prices that everybody sees (R52): those of specifications that are not hidden, and of the one whose URL was
   * opened.
   */
  const filterShown = (prices: readonly store.PriceRow[], opened?: string): store.PriceRow[] =>
    prices.filter((price) => price.delisted_at === null && (!price.hidden || price.spec_id === opened))

  /** Cards of the products that have a visible price. */
  async function cardsOf(rows: readonly store.ProductRow[]): Promise<ProductCard[]> {
    const [prices, ratings] = await Promise.all([
      pricesOf(rows),
      feedback.listFigures(rows.map(({ id }) => id)),
    ])
    return rows.flatMap((row) => {
      const seen = filterShown(prices(row.id))
      return seen.length > 0 ? [presentCard(row, seen, ratings.get(row.id))] : []
    })
  }

  return { pricesOf, filterShown, cardsOf }
}

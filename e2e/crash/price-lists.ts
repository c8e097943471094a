import { groupBy } from './books.ts'

export type PricedPeriod = 'month' | 'year'
/** The price of one unit of a combination for a period, in 10⁻⁸ of the currency's main unit. */
export type ListedPrice = {
  readonly priceItemId: string
  readonly combination: string
  readonly period: PricedPeriod
  readonly unitE8: bigint
}
/**
 * All prices of a product from a moment on that is between two readings of the market's clock. They come from the price
 * changes themselves, not from our books.
 */
export type PriceList = {
  readonly productId: string
  readonly from: number
  readonly to: number
  readonly prices: readonly ListedPrice[]
}

export type PriceLists = {
  /**
   * The lists of the product with this price item, of which one was in force at some moment between two. Empty for an
   * unknown product.
   */
  between(priceItemId: string, moments: { readonly from: number; readonly to: number }): readonly PriceList[]
}

export function readPriceLists(lists: readonly PriceList[]): PriceLists {
  const ofProducts = groupBy(lists, ({ productId }) => productId)
  const productOf = new Map(
    lists.flatMap(({ productId, prices }) => prices.map(({ priceItemId }) => [priceItemId, productId])),
  )
  return {
    between(priceItemId, { from, to }) {
      const own = ofProducts.get(productOf.get(priceItemId) ?? '') ?? []
      return own.filter((list, i) => list.from <= to && (own[i + 1]?.to ?? Infinity) >= from)
    },
  }
}

export const findListedItem = ({ prices }: PriceList, priceItemId: string): ListedPrice | undefined =>
  prices.find((one) => one.priceItemId === priceItemId)
/** The price of a combination by the month or by the year. */
export const findListedPrice = (
  { prices }: PriceList,
  combination: string,
  period: string,
): ListedPrice | undefined => prices.find((one) => one.combination === combination && one.period === period)

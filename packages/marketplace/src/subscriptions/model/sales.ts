// What may be sold, and how often to each buyer: commerce.md R29, R30.
import { mostUnits } from './prices.ts'
import type { ModelPrices } from './prices.ts'

/** One specification of a product. */
export type ModelProduct = {
  prices: ModelPrices
  /** Absent if there is no limit. */
  stock?: number
  maxPurchases?: number | undefined
  maxQuantity?: number | undefined
  /** How often each buyer has bought, without what was returned. */
  readonly bought: Map<string, number>
}

/** R29: the held quantity stays possible, whatever the limit is now. */
export const refuseQuantity = (
  { maxQuantity = mostUnits }: Pick<ModelProduct, 'maxQuantity'>,
  quantity: number,
  held = 0,
): string | undefined =>
  quantity > Math.min(Math.max(maxQuantity, held), mostUnits) ? 'more than may be had' : undefined

/** R29 */
export const refusePurchase = (
  { bought, maxPurchases = Infinity }: ModelProduct,
  buyer: string,
): string | undefined => ((bought.get(buyer) ?? 0) >= maxPurchases ? 'bought too often' : undefined)

export function countPurchase(shelf: ModelProduct, buyer: string, by: 1 | -1): void {
  shelf.bought.set(buyer, (shelf.bought.get(buyer) ?? 0) + by)
}

export const refuseUnits = ({ stock = Infinity }: ModelProduct, units: number): string | undefined =>
  units > stock ? 'sold out' : undefined

/** Takes units from stock; a negative number gives units back. Gives how many were taken, 0 if stock is not counted. */
export function takeUnits(shelf: ModelProduct, units: number): number {
  if (shelf.stock === undefined) return 0
  shelf.stock -= units
  return units
}

// What may be sold, and to whom how often: commerce.md R29, R30.
import { mostUnits } from './prices.ts'
import type { ModelPrices } from './prices.ts'

/** One specification of a product. */
export type ModelShelf = {
  prices: ModelPrices
  /** Absent is without limit. */
  stock?: number
  maxPurchases?: number | undefined
  maxQuantity?: number | undefined
  /** How often each buyer has bought, what was returned not counted. */
  readonly bought: Map<string, number>
}

/** What other parts of the market do by now. */
export const practice = {
  /** R30: more units at a change or a conversion come from the stock. */
  changesTakeUnits: false,
  /** R29: as many units as are held may be had on, whatever the limit is by now. */
  limitsSpareWhatIsHeld: false,
  trialsArePurchases: true,
}

/** R29: `held` by somebody who has it already. */
export function refuseQuantity(
  { maxQuantity = mostUnits }: Pick<ModelShelf, 'maxQuantity'>,
  quantity: number,
  held = 0,
): string | undefined {
  const most = practice.limitsSpareWhatIsHeld ? Math.max(maxQuantity, held) : maxQuantity
  return quantity > Math.min(most, mostUnits) ? 'more than may be had' : undefined
}

export function refusePurchase(shelf: ModelShelf, buyer: string, trial: boolean): string | undefined {
  if (trial && !practice.trialsArePurchases) return undefined
  const { bought, maxPurchases } = shelf
  return (bought.get(buyer) ?? 0) >= (maxPurchases ?? Infinity) ? 'bought too often' : undefined
}

export function countPurchase(shelf: ModelShelf, buyer: string, by: 1 | -1): void {
  shelf.bought.set(buyer, (shelf.bought.get(buyer) ?? 0) + by)
}

export const refuseUnits = ({ stock = Infinity }: ModelShelf, units: number): string | undefined =>
  units > stock ? 'sold out' : undefined

/** Fewer than none come back. Gives how many were taken: none where there is no stock. */
export function takeUnits(shelf: ModelShelf, units: number): number {
  if (shelf.stock === undefined) return 0
  shelf.stock -= units
  return units
}

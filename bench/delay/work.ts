import type { SeededBuyer } from '../market/buyers.ts'

export const sellers = 100
/** Of them, in one half of each pair: the first ones. */
export const hanging = 30
/** Unless told otherwise. */
export const usualRate = 100

/** The nth purchase is one unit of price item `n % priceItems.length`, by buyer `n % buyers.length`. */
export type Purchasing = {
  readonly buyers: readonly SeededBuyer[]
  readonly priceItems: readonly `pri_${string}`[]
  readonly perSecond: number
  readonly count: number
}

/** A purchase whose payment was acknowledged, or not. Times are the machine's, in milliseconds. */
export type Purchase = {
  readonly nth: number
  readonly scheduledAtMs: number
  readonly orderId?: string
  readonly fault?: string
}
export type Bought = {
  readonly purchases: readonly Purchase[]
  /** Of one core, while they were made. */
  readonly cpuShare: number
}

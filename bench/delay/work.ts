import type { SeededBuyer } from '../market/buyers.ts'

export const sellers = 100
/** Of these, the first ones hang in one half of each pair. */
export const hanging = 30
/** Purchases per second by default. */
export const usualRate = 100

/** The nth purchase is one unit of price item `n % priceItems.length`, by buyer `n % buyers.length`. */
export type Purchasing = {
  readonly buyers: readonly SeededBuyer[]
  readonly priceItems: readonly `pri_${string}`[]
  readonly perSecond: number
  readonly count: number
}

/** A purchase, with `orderId` if its payment was acknowledged. Times are the machine's, in milliseconds. */
export type Purchase = {
  readonly nth: number
  readonly scheduledAtMs: number
  readonly orderId?: string
  readonly fault?: string
}
export type Bought = {
  readonly purchases: readonly Purchase[]
  /** Share of one core during the purchases. */
  readonly cpuShare: number
}

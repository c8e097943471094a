import { addDays, divideHalfUp, money, priceOf } from '@loggia/kernel'
import type { BandedPrice, Currency, Instant, Money, Zone } from '@loggia/kernel'
import { bandedPrice } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import type { Offer } from '../../orders/index.ts'
import { subscriptionProblems } from '../problems.ts'

/** R121: a month's price is that of 30 days, a year's that of 365; both are whole parts of this many. */
const dayParts = 10_950n
const partsOfPeriod = { month: dayParts / 30n, year: dayParts / 365n } as const
const e8PerMinor = 1_000_000n
const dayMs = 86_400_000

/** What a quantity costs a day, in 10⁻⁸ of the currency's main unit, times {@link dayParts}: exact. */
type PerDay = bigint

const exactOf = (price: BandedPrice, quantity: number): bigint =>
  priceOf(price, { quantity, periods: 1 }).parts.reduce((sum, part) => sum + part.amountE8, 0n)

/** What a quantity of a price item costs a day at today's price. */
export function perDayOf({ product, priceItem }: Purchasable, quantity: number): PerDay {
  if (priceItem.period === 'one_time') throw subscriptionProblems.not_period_priced()
  return exactOf(bandedPrice(priceItem, product.quantity), quantity) * partsOfPeriod[priceItem.period]
}

/** What a quantity cost a day when it was bought, by the frozen offer. */
export function perDayOfOffer(offer: Offer, quantity: number): PerDay {
  if (offer.period === 'one_time') throw subscriptionProblems.not_period_priced()
  const price = { model: offer.pricing ?? 'linear', unitPrice: offer.unitPrice, bands: offer.bands ?? [] }
  return exactOf(price, quantity) * partsOfPeriod[offer.period]
}

/** R123: a day that has begun counts whole. Days are the calendar's: one of 25 hours is one day. */
export function remainingDays(from: Instant, to: Instant, zone: Zone): number {
  let count = Math.max(0, Math.floor((to - from) / dayMs) - 1)
  while (addDays(from, count, zone) < to) count += 1
  return count
}

/** The fee of a change and what it is made of; the parts are exact, in 10⁻⁸. */
export type ChangeFee = {
  readonly days: number
  readonly amount: Money
  readonly newPartE8: bigint
  readonly oldPartE8: bigint
  readonly newPerDayE8: bigint
  readonly oldPerDayE8: bigint
}

/**
 * R121, R122: new price × remaining days − old price × remaining days, both per day, rounded once at the end. `stretches`
 * are what is left of each term at its old price. Throws `subscription.change_inverted` where the target is cheaper.
 */
export function decideFee(
  newPerDay: PerDay,
  stretches: readonly { readonly days: number; readonly oldPerDay: PerDay }[],
  currency: Currency,
): ChangeFee {
  const days = stretches.reduce((sum, one) => sum + one.days, 0)
  const newPart = newPerDay * BigInt(days)
  const oldPart = stretches.reduce((sum, one) => sum + one.oldPerDay * BigInt(one.days), 0n)
  if (newPart < oldPart) throw subscriptionProblems.change_inverted()
  const whole = (parts: bigint): bigint => divideHalfUp(parts, dayParts)
  return {
    days,
    amount: money(divideHalfUp(newPart - oldPart, dayParts * e8PerMinor), currency),
    newPartE8: whole(newPart),
    oldPartE8: whole(oldPart),
    newPerDayE8: whole(newPerDay),
    oldPerDayE8: days === 0 ? 0n : divideHalfUp(oldPart, dayParts * BigInt(days)),
  }
}

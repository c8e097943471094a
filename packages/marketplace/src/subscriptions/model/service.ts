// What the model knows of a service, and what it costs. Written from commerce.md, and from none of the rules.
import { dayMs, plusDays } from './calendar.ts'
import type { ModelZone } from './calendar.ts'

export type ModelSku = 'small' | 'large'
export type ModelPeriod = 'month' | 'year'
/** A combination, and the price by which it is held. */
export type ModelHolding = {
  readonly sku: ModelSku
  readonly quantity: number
  readonly period: ModelPeriod
}
export type ModelLevel = 'V0' | 'V1' | 'V2' | 'V3' | 'V4' | 'V5'

export type ModelTerm = {
  from: number
  to: number
  holds: ModelHolding
  trial: boolean
  returned: boolean
  cost: bigint
  /** By which of its sku's prices it was paid: what an upgrade gives back (R121). */
  paidBy: ModelPeriod
}
export type ModelService = {
  readonly id: string
  readonly buyer: string
  /** What came until here has happened; others may be behind at the same instant. */
  seenUntil: number
  phase: 'opening' | 'active' | 'grace' | 'retention' | 'released' | 'cancelled'
  /** What was bought first: how long, or the days of its trial. */
  readonly first: { readonly holds: ModelHolding; readonly count: number; readonly trialDays?: number }
  holds: ModelHolding
  trial: boolean
  anchor: number
  terms: ModelTerm[]
  /** From when five days count (R130). */
  openedAt: number
  /** All that was paid for it and not given back. */
  paid: bigint
  lapse?: { freezeAt: number; releaseAt: number } | undefined
  auto: { on: boolean; daysBefore: number; left?: number | undefined }
  /** R116: frozen for a violation, whatever its phase. */
  barred?: boolean
  /** Where it would have ended, when all of it was returned. */
  wouldHaveEnded?: number
  /** A change that is paid: when its seller makes it; or only when the three hours are over, and it is given back. */
  changing?: { to: ModelHolding; fee: bigint; at: number; made: boolean } | undefined
}

/** In fen. */
const prices: Readonly<Record<ModelSku, Readonly<Record<ModelPeriod, bigint>>>> = {
  small: { month: 1000n, year: 10_000n },
  large: { month: 2555n, year: 25_077n },
}
export const modelPrices = prices
/** R113, for periods. */
export const lapseOf: Readonly<Record<ModelLevel, readonly [grace: number, retention: number]>> = {
  V5: [7, 15],
  V4: [7, 15],
  V3: [7, 7],
  V2: [1, 7],
  V1: [1, 7],
  V0: [1, 1],
}

export const holding = (service: ModelService): ModelTerm[] =>
  service.terms.filter(({ returned }) => !returned)
export function newestTerm(service: ModelService): ModelTerm {
  const newest = holding(service).at(-1)
  if (!newest) throw new Error(`${service.id} has no term`)
  return newest
}
export const endOf = (service: ModelService): number => newestTerm(service).to
export const isAlive = ({ phase }: ModelService): boolean =>
  phase === 'active' || phase === 'grace' || phase === 'retention'
export const isSame = (a: ModelHolding, b: ModelHolding): boolean =>
  a.sku === b.sku && a.quantity === b.quantity

export const costOf = ({ sku, quantity, period }: ModelHolding, count: number): bigint =>
  prices[sku][period] * BigInt(quantity) * BigInt(count)

/** R121: what a day costs, in 1/10,950 fen: a month has 30 days, a year 365. */
const dayPrice = ({ sku, quantity, period }: ModelHolding): bigint =>
  prices[sku][period] * BigInt(quantity) * (period === 'month' ? 365n : 30n)

/** R123 */
function daysLeft(now: number, to: number, zone: ModelZone): bigint {
  let count = Math.max(0, Math.floor((to - now) / dayMs) - 1)
  while (plusDays(now, count, zone) < to) count += 1
  return BigInt(count)
}

/** R121: by the year from a year on; what is charged so is credited so. */
export const matchedPeriod = (service: ModelService, now: number, zone: ModelZone): ModelPeriod =>
  daysLeft(now, endOf(service), zone) >= 365n ? 'year' : 'month'

/** R121, R122: what a change costs for what is left; negative where the target is the cheaper one. */
export function feeOf(
  service: ModelService,
  to: ModelHolding,
  { now, zone }: { readonly now: number; readonly zone: ModelZone },
): bigint {
  const total = daysLeft(now, endOf(service), zone)
  if (to.sku === service.holds.sku) {
    const more = dayPrice({ ...service.holds, quantity: to.quantity }) - dayPrice(service.holds)
    return rounded(more * total)
  }
  let given = 0n
  let counted = 0n
  for (const { to: end, holds, paidBy, trial } of holding(service)) {
    if (end <= now) continue
    const until = daysLeft(now, end, zone)
    // What is left of a trial that became paid holds what the service holds.
    given += dayPrice(trial ? service.holds : { ...holds, period: paidBy }) * (until - counted)
    counted = until
  }
  return rounded(dayPrice(to) * total - given)
}

/** Half up; what is negative is refused, so its rounding is of no account as long as it stays negative. */
function rounded(parts: bigint): bigint {
  if (parts < 0n) return -1n
  return (2n * parts + 10_950n) / 21_900n
}

// A small model of the market: services, balances and time by commerce.md R29, R30, R54, R74, R109–R134. Tests compare
// the marketplace with it.
import { getService, getShelf, take } from './books.ts'
import type { ModelAnswer, ModelMarket } from './books.ts'
import { toDayOfMonth, addDays, addMonths } from './calendar.ts'
import { carry, countDays } from './days.ts'
import type { ModelTerm } from './days.ts'
import { toFraction } from './fraction.ts'
import { computeCost, withPrice } from './prices.ts'
import type { ModelHolding, PriceChange } from './prices.ts'
import { countPurchase, refusePurchase, refuseQuantity, refuseUnits, takeUnits } from './sales.ts'
import { computeEnd, findServiceFault, countHeldUnits, isAlive, isSame, getNewestTerm } from './service.ts'
import type { ModelService } from './service.ts'

export { createModel, getService, getShelf } from './books.ts'
export type { ModelAnswer, ModelMarket } from './books.ts'
export { change, settleChange } from './changes.ts'
export type { Taken } from './changes.ts'
export { computeRenewalAmount, returnAll, returnRenewal } from './returns.ts'

/** R54 */
export function setPrice(market: ModelMarket, name: string, change: PriceChange): void {
  const shelf = getShelf(market, name)
  shelf.prices = withPrice(shelf.prices, change)
}

export function buy(
  market: ModelMarket,
  id: string,
  {
    buyer,
    shelf: name,
    ...first
  }: { readonly buyer: string; readonly shelf: string } & ModelService['first'],
): ModelAnswer {
  const shelf = getShelf(market, name)
  const trial = first.trialDays !== undefined
  const { quantity } = first.holds
  const cost = trial ? 0n : computeCost(shelf.prices, first.holds, first.count)
  const refusal =
    refuseQuantity(shelf, quantity) ??
    (trial ? undefined : (refusePurchase(shelf, buyer) ?? refuseUnits(shelf, quantity))) ??
    take(market, buyer, cost)
  if (refusal !== undefined) return refusal
  if (!trial) countPurchase(shelf, buyer, 1)
  market.services.set(id, {
    id,
    buyer,
    shelf: name,
    seenUntil: market.now,
    openedAt: market.now,
    paid: cost,
    units: trial ? 0 : takeUnits(shelf, quantity),
    phase: 'opening',
    first,
    holds: first.holds,
    trial,
    anchor: 0,
    terms: [],
    auto: { on: false, daysBefore: 7 },
  })
  return undefined
}

const monthsOf = ({ period }: ModelHolding, count: number): number => (period === 'year' ? 12 : 1) * count

/** A term with what was paid for it. */
function addTerm(
  { zone }: ModelMarket,
  service: ModelService,
  of: {
    readonly from: number
    readonly to: number
    readonly holds: ModelHolding
    readonly count: number
    readonly paid: bigint
    readonly units: number
    readonly trial: boolean
  },
): ModelTerm {
  const { count, paid, ...term } = of
  const { period } = of.holds
  const added: ModelTerm = {
    ...term,
    returned: false,
    bought: { period, count },
    pricedBy: period,
    carries: carry(countDays(of.from, of.to, zone), toFraction(paid)),
  }
  service.terms.push(added)
  return added
}

/** R74: opening succeeded, and the term begins. */
export function open(market: ModelMarket, id: string): void {
  const service = getService(market, id)
  const { holds, count, trialDays } = service.first
  const { now: from, zone } = market
  service.anchor = toDayOfMonth(from, zone)
  const to =
    trialDays === undefined
      ? addMonths(from, monthsOf(holds, count), service.anchor, zone)
      : addDays(from, trialDays, zone)
  service.phase = 'active'
  service.openedAt = from
  const { paid, units } = service
  addTerm(market, service, { from, to, holds, count, paid, units, trial: trialDays !== undefined })
}

type Paid = {
  readonly holds: ModelHolding
  readonly count: number
  /** R30: the units that it adds to what the service holds. */
  readonly units: number
  readonly atOnce: boolean
}

/**
 * R109, R112: checks the limits, pays from the balance and adds a term at the end of the newest one. An expired service
 * becomes active again.
 */
function payTerm(
  market: ModelMarket,
  service: ModelService,
  { holds, count, atOnce, units }: Paid,
): ModelAnswer {
  const shelf = getShelf(market, service.shelf)
  const paid = computeCost(shelf.prices, holds, count)
  const refusal =
    refuseQuantity(shelf, holds.quantity, countHeldUnits(service)) ??
    refuseUnits(shelf, units) ??
    take(market, service.buyer, paid)
  if (refusal !== undefined) return refusal
  const from = computeEnd(service)
  if (atOnce) service.anchor = toDayOfMonth(from, market.zone)
  const to = addMonths(from, monthsOf(holds, count), service.anchor, market.zone)
  const taken = takeUnits(shelf, units)
  const term = addTerm(market, service, { from, to, holds, count, paid, units: taken, trial: false })
  service.paid += paid
  service.units += taken
  if (atOnce) service.openedAt = market.now
  if (atOnce || from <= market.now) begin(service, term)
  service.phase = 'active'
  service.lapse = undefined
  return undefined
}

export function begin(service: ModelService, term: ModelTerm): void {
  service.holds = term.holds
  service.trial = term.trial
}

/** R109, R119: a manual renewal at today's price (R54); another combination only from 30 days before the end on. */
export function renew(market: ModelMarket, id: string, holds: ModelHolding, count: number): ModelAnswer {
  const service = getService(market, id)
  if (!isAlive(service)) return 'over'
  if (service.trial) return 'trial'
  if (service.changing) return 'changing'
  const changes = !isSame(holds, getNewestTerm(service).holds)
  if (changes && market.now < addDays(computeEnd(service), -30, market.zone)) return 'too early'
  const units = Math.max(0, holds.quantity - countHeldUnits(service))
  return payTerm(market, service, { holds, count, units, atOnce: false })
}

/** R118: the paid term begins where the trial ends. Its holding applies at once, free for the rest of the trial. */
export function convert(market: ModelMarket, id: string, holds: ModelHolding, count: number): ModelAnswer {
  const service = getService(market, id)
  if (!isAlive(service)) return 'over'
  if (!service.trial) return 'no trial'
  if (holds.sku !== service.holds.sku) return 'other combination'
  // The trial took no stock and was no purchase (R29, R30).
  const shelf = getShelf(market, service.shelf)
  const trial = getNewestTerm(service)
  const refusal =
    refusePurchase(shelf, service.buyer) ??
    payTerm(market, service, { holds, count, units: holds.quantity, atOnce: true })
  if (refusal !== undefined) return refusal
  trial.free = holds
  countPurchase(shelf, service.buyer, 1)
  return undefined
}

/** R116: an operator freezes a service for a violation or lifts the freeze; its time runs on. */
export function setBarred(market: ModelMarket, id: string, barred: boolean): ModelAnswer {
  const service = getService(market, id)
  if (!isAlive(service)) return 'over'
  if ((service.barred ?? false) === barred) return 'so already'
  service.barred = barred
  return undefined
}

/** R110: without a period, the one that was chosen before, and at first that of the newest term. */
type ModelAuto = {
  readonly on: boolean
  readonly daysBefore: number
  readonly times: number
  readonly period?: ModelHolding['period'] | undefined
}
export function setAuto(
  market: ModelMarket,
  id: string,
  { on, daysBefore, times, period }: ModelAuto,
): ModelAnswer {
  const service = getService(market, id)
  if (on && !isAlive(service)) return 'over'
  if (on && service.trial) return 'trial'
  const kept = service.auto.period
  const chosen = period ?? kept ?? getNewestTerm(service).holds.period
  service.auto = { on, daysBefore, left: times === 0 ? undefined : times, period: on ? chosen : kept }
  return undefined
}

/** R110: one of the chosen periods of what the newest term holds, from the balance; here all periods are sold. */
export function tryRenewal(market: ModelMarket, service: ModelService): void {
  const newest = getNewestTerm(service).holds
  const holds: ModelHolding = { ...newest, period: service.auto.period ?? newest.period }
  if (service.changing || service.trial) return
  const { left } = service.auto
  if (payTerm(market, service, { holds, count: 1, units: 0, atOnce: false }) !== undefined) return
  if (left === 1) service.auto = { ...service.auto, on: false, left: undefined }
  else if (left !== undefined) service.auto = { ...service.auto, left: left - 1 }
}

/** Checks the invariants of money and units; undefined if they hold. */
export function findFault(market: ModelMarket): string | undefined {
  for (const [buyer, balance] of market.balances) if (balance < 0n) return `${buyer} has ${balance}`
  for (const [name, { stock = 0 }] of market.shelves) if (stock < 0) return `${name} has ${stock} in stock`
  for (const service of market.services.values()) {
    const fault = findServiceFault(service, market)
    if (fault !== undefined) return fault
  }
  return undefined
}

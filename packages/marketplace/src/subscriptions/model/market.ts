// A small model of the market: services, balances and time by commerce.md R29, R30, R54, R74, R109–R134. Tests compare
// the marketplace with it.
import { dayMs, toDayOfMonth, addDays, addMonths, toYear } from './calendar.ts'
import type { ModelZone } from './calendar.ts'
import { carry, countDays, isInverted, keepShare, computeTermValue } from './days.ts'
import type { ModelTerm } from './days.ts'
import { toFraction } from './fraction.ts'
import { computeCost, withPrice } from './prices.ts'
import type { ModelHolding, PriceChange } from './prices.ts'
import { countPurchase, refusePurchase, refuseQuantity, refuseUnits, takeUnits } from './sales.ts'
import type { ModelProduct } from './sales.ts'
import {
  computeAmount,
  computeEnd,
  findServiceFault,
  computeFee,
  countHeldUnits,
  listHoldingTerms,
  isAlive,
  isCheaper,
  isSame,
  getMatchedPeriod,
  getNewestTerm,
  computeShares,
  spread,
} from './service.ts'
import type { ModelLevel, ModelService } from './service.ts'

export type ModelMarket = {
  readonly zone: ModelZone
  now: number
  level: ModelLevel
  readonly balances: Map<string, bigint>
  readonly services: Map<string, ModelService>
  readonly shelves: Map<string, ModelProduct>
  /** R131: self-service refunds by buyer and year. */
  readonly refunds: Map<string, number>
  /** The events that time has caused, in order. */
  readonly happened: { readonly at: number; readonly id: string; readonly what: string }[]
}
/** The result of a request: undefined if it was done, otherwise the reason why it was refused. */
export type ModelAnswer = string | undefined

export const createModel = (zone: ModelZone, now: number): ModelMarket => ({
  zone,
  now,
  level: 'V0',
  balances: new Map(),
  services: new Map(),
  shelves: new Map(),
  refunds: new Map(),
  happened: [],
})

function take(market: ModelMarket, buyer: string, amount: bigint): ModelAnswer {
  const balance = market.balances.get(buyer) ?? 0n
  if (balance < amount) return 'balance'
  market.balances.set(buyer, balance - amount)
  return undefined
}

export function getService(market: ModelMarket, id: string): ModelService {
  const service = market.services.get(id)
  if (!service) throw new Error(`The model has no service ${id}`)
  return service
}

export function getShelf(market: ModelMarket, name: string): ModelProduct {
  const shelf = market.shelves.get(name)
  if (!shelf) throw new Error(`The model has no shelf ${name}`)
  return shelf
}
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

/**
 * When the seller makes the change, or fails to in time. `taken`: the amounts that the marketplace took, which the
 * model accepts where rounding may go either way.
 */
export type Made = { readonly at: number; readonly made: boolean; readonly taken?: Taken | undefined }
export type Taken = { readonly fee: bigint; readonly toCome: readonly bigint[] }

/** R119, R121, R122: a change during validity; never to less. */
export function change(
  market: ModelMarket,
  id: string,
  asked: ModelHolding,
  { at, made, taken }: Made,
): ModelAnswer {
  const service = getService(market, id)
  const shelf = getShelf(market, service.shelf)
  const { holds } = service
  const refused = refuseChange(market, service)
  if (refused !== undefined) return refused
  const isOther = asked.sku !== holds.sku
  const period = isOther ? getMatchedPeriod(service, market) : holds.period
  const to = { ...asked, period }
  if (to.quantity < holds.quantity) return 'downwards'
  if (isSame(to, holds)) return 'nothing changes'
  const shares = computeShares(service, to, { ...market, prices: shelf.prices })
  const exact = computeFee(shares)
  if (isCheaper(exact, taken?.fee) || (!isOther && shares.some(isInverted))) return 'cheaper'
  const fee = computeAmount(exact, taken?.fee)
  const more = to.quantity - countHeldUnits(service)
  const refusal =
    refuseQuantity(shelf, to.quantity, countHeldUnits(service)) ??
    refuseUnits(shelf, more) ??
    take(market, service.buyer, fee)
  if (refusal !== undefined) return refusal
  service.changing = {
    to,
    fee,
    shares: spread(shares, fee, taken?.toCome),
    units: takeUnits(shelf, more),
    at,
    made,
  }
  service.paid += fee
  return undefined
}

function refuseChange(market: ModelMarket, service: ModelService): ModelAnswer {
  if (service.phase !== 'active') return 'not running'
  if (service.trial) return 'trial'
  if (service.barred) return 'frozen for a violation'
  if (service.changing) return 'changing'
  const toCome = listHoldingTerms(service).filter(({ from }) => from > market.now)
  return toCome.some(({ holds }) => !isSame(holds, service.holds)) ? 'another change to come' : undefined
}

/** R116: an operator freezes a service for a violation or lifts the freeze; its time runs on. */
export function setBarred(market: ModelMarket, id: string, barred: boolean): ModelAnswer {
  const service = getService(market, id)
  if (!isAlive(service)) return 'over'
  if ((service.barred ?? false) === barred) return 'so already'
  service.barred = barred
  return undefined
}

/**
 * The change applies now and to all paid terms, or it failed and is refunded. R125: only another sku has another
 * productId.
 */
export function settleChange(market: ModelMarket, service: ModelService): void {
  const { changing } = service
  if (!changing) return
  service.changing = undefined
  const { to, fee, units, shares } = changing
  if (!changing.made) {
    giveBack(market, service, fee)
    takeUnits(getShelf(market, service.shelf), -units)
    return
  }
  const isOther = to.sku !== service.holds.sku
  const changeHolding = (holds: ModelHolding): ModelHolding =>
    isOther ? to : { ...holds, quantity: to.quantity }
  service.holds = changeHolding(service.holds)
  service.units += units
  // A service that has expired meanwhile would be renewed from its newest term, so that term changes too.
  const newest = getNewestTerm(service)
  for (const term of listHoldingTerms(service))
    if (term === newest || term.to > market.now) {
      term.holds = changeHolding(term.holds)
      if (isOther) term.pricedBy = to.period
    }
  for (const share of shares) keepShare(share)
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

function giveBack(market: ModelMarket, service: ModelService, amount: bigint): void {
  market.balances.set(service.buyer, (market.balances.get(service.buyer) ?? 0n) + amount)
  service.paid -= amount
}

/** R131, R132: whether one more of the ten refunds a year is possible; `isDone` also counts it. */
function mayRefund({ refunds, now, zone }: ModelMarket, { buyer }: ModelService, isDone: boolean): boolean {
  const key = `${buyer} ${toYear(now, zone)}`
  const used = refunds.get(key) ?? 0
  if (isDone) refunds.set(key, used + 1)
  return used < 10
}

/** R111: the refund of the newest renewal: all that was paid for its days. */
export function computeRenewalAmount(service: ModelService): bigint {
  const last = listHoldingTerms(service).at(-1)
  if (!last) return 0n
  const { upper, lower } = computeTermValue(last)
  // A term that has not begun carries whole fen.
  return lower === 1n ? upper : -1n
}

/** R111, R143: returns the newest renewal before it begins, and switches automatic renewal off. */
export function returnRenewal(market: ModelMarket, id: string): ModelAnswer {
  const service = getService(market, id)
  const [before, last] = listHoldingTerms(service).slice(-2)
  if (service.phase !== 'active' || !before || !last) return 'nothing to return'
  if (before.trial || last.from <= market.now) return 'nothing to return'
  if (service.changing) return 'changing'
  if (!mayRefund(market, service, false)) return 'ten in this year'
  mayRefund(market, service, true)
  const amount = computeRenewalAmount(service)
  last.returned = true
  service.auto = { ...service.auto, on: false }
  giveBack(market, service, amount)
  service.units -= last.units
  takeUnits(getShelf(market, service.shelf), -last.units)
  return undefined
}

/** R130, R134: returns the whole service within 120 hours of the opening, or of the conversion of a trial. */
export function returnAll(market: ModelMarket, id: string): ModelAnswer {
  const service = getService(market, id)
  if (service.phase !== 'active' && service.phase !== 'grace') return 'not running'
  if (service.trial) return 'trial'
  if (market.now >= service.openedAt + 5 * dayMs) return 'too late'
  if (!mayRefund(market, service, false)) return 'ten in this year'
  mayRefund(market, service, true)
  service.wouldHaveEnded = computeEnd(service)
  for (const term of service.terms) term.returned = true
  service.phase = 'cancelled'
  service.auto = { ...service.auto, on: false }
  giveBack(market, service, service.paid)
  const shelf = getShelf(market, service.shelf)
  takeUnits(shelf, -(service.units + (service.changing?.units ?? 0)))
  service.units = 0
  service.changing = undefined
  countPurchase(shelf, service.buyer, -1)
  return undefined
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

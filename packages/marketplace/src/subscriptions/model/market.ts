// A market in a few lines: what services, balances and time come to by commerce.md R74, R109–R129, to be compared with ours.
import { atThree, dayMs, dayOfMonth, plusDays, plusMonths, yearOf } from './calendar.ts'
import type { ModelZone } from './calendar.ts'
import {
  costOf,
  endOf,
  feeOf,
  holding,
  isAlive,
  isSame,
  lapseOf,
  matchedPeriod,
  newestTerm,
} from './service.ts'
import type { ModelHolding, ModelLevel, ModelService, ModelTerm } from './service.ts'

export type ModelMarket = {
  readonly zone: ModelZone
  now: number
  level: ModelLevel
  readonly balances: Map<string, bigint>
  readonly services: Map<string, ModelService>
  /** R131: self-service refunds by buyer and year. */
  readonly refunds: Map<string, number>
  /** What happened by itself. */
  readonly happened: { readonly at: number; readonly id: string; readonly what: string }[]
}
/** What is asked for: undefined if it is done, else why it is refused. */
export type ModelAnswer = string | undefined

export const createModel = (zone: ModelZone, now: number): ModelMarket => ({
  zone,
  now,
  level: 'V0',
  balances: new Map(),
  services: new Map(),
  refunds: new Map(),
  happened: [],
})

function take(market: ModelMarket, buyer: string, amount: bigint): ModelAnswer {
  const balance = market.balances.get(buyer) ?? 0n
  if (balance < amount) return 'balance'
  market.balances.set(buyer, balance - amount)
  return undefined
}

export function serviceOf(market: ModelMarket, id: string): ModelService {
  const service = market.services.get(id)
  if (!service) throw new Error(`The model has no service ${id}`)
  return service
}

export function buy(
  market: ModelMarket,
  id: string,
  { buyer, ...first }: { readonly buyer: string } & ModelService['first'],
): ModelAnswer {
  const cost = first.trialDays === undefined ? costOf(first.holds, first.count) : 0n
  const refusal = take(market, buyer, cost)
  if (refusal !== undefined) return refusal
  market.services.set(id, {
    id,
    buyer,
    seenUntil: market.now,
    openedAt: market.now,
    paid: cost,
    phase: 'opening',
    first,
    holds: first.holds,
    trial: first.trialDays !== undefined,
    anchor: 0,
    terms: [],
    auto: { on: false, daysBefore: 7 },
  })
  return undefined
}

const monthsOf = ({ period }: ModelHolding, count: number): number => (period === 'year' ? 12 : 1) * count

/** R74: opening succeeded, and the term begins. */
export function open(market: ModelMarket, id: string): void {
  const service = serviceOf(market, id)
  const { holds, count, trialDays } = service.first
  service.anchor = dayOfMonth(market.now, market.zone)
  const to =
    trialDays === undefined
      ? plusMonths(market.now, monthsOf(holds, count), service.anchor, market.zone)
      : market.now + trialDays * dayMs
  service.phase = 'active'
  const trial = trialDays !== undefined
  service.openedAt = market.now
  const term = {
    from: market.now,
    to,
    holds,
    trial,
    returned: false,
    paidBy: holds.period,
    cost: service.paid,
  }
  service.terms.push(term)
}

/** R109, R112: goes on where the newest term ends, and is back if it had lapsed. */
function goOn(market: ModelMarket, service: ModelService, { holds, count, atOnce }: Paid): void {
  const from = endOf(service)
  if (atOnce) service.anchor = dayOfMonth(from, market.zone)
  const to = plusMonths(from, monthsOf(holds, count), service.anchor, market.zone)
  const cost = costOf(holds, count)
  const term: ModelTerm = { from, to, holds, trial: false, returned: false, paidBy: holds.period, cost }
  service.terms.push(term)
  service.paid += cost
  if (atOnce) service.openedAt = market.now
  if (atOnce || from <= market.now) begin(service, term)
  service.phase = 'active'
  service.lapse = undefined
}
type Paid = { readonly holds: ModelHolding; readonly count: number; readonly atOnce: boolean }

function begin(service: ModelService, term: ModelTerm): void {
  service.holds = term.holds
  service.trial = term.trial
}

/** R109, R119: by hand; another combination from 30 days before the end on. */
export function renew(market: ModelMarket, id: string, holds: ModelHolding, count: number): ModelAnswer {
  const service = serviceOf(market, id)
  if (!isAlive(service)) return 'over'
  if (service.trial) return 'trial'
  if (service.changing) return 'changing'
  const changes = !isSame(holds, newestTerm(service).holds)
  if (changes && market.now < plusDays(endOf(service), -30, market.zone)) return 'too early'
  const refusal = take(market, service.buyer, costOf(holds, count))
  if (refusal === undefined) goOn(market, service, { holds, count, atOnce: false })
  return refusal
}

/** R118: the paid term begins where the trial ends, and holds at once. */
export function convert(market: ModelMarket, id: string, holds: ModelHolding, count: number): ModelAnswer {
  const service = serviceOf(market, id)
  if (!isAlive(service)) return 'over'
  if (!service.trial) return 'no trial'
  if (holds.sku !== service.holds.sku) return 'other combination'
  const refusal = take(market, service.buyer, costOf(holds, count))
  if (refusal === undefined) goOn(market, service, { holds, count, atOnce: true })
  return refusal
}

/** R119, R121, R122: during validity, only upwards. `made`: when its seller makes it, if in time. */
export function change(
  market: ModelMarket,
  id: string,
  asked: ModelHolding,
  seller: { readonly at: number; readonly made: boolean },
): ModelAnswer {
  const service = serviceOf(market, id)
  if (service.phase !== 'active') return 'not running'
  if (service.trial) return 'trial'
  if (service.barred) return 'frozen for a violation'
  if (service.changing) return 'changing'
  const toCome = holding(service).filter(({ from }) => from > market.now)
  if (toCome.some(({ holds }) => !isSame(holds, service.holds))) return 'another change to come'
  const to =
    asked.sku === service.holds.sku
      ? asked
      : { ...asked, period: matchedPeriod(service, market.now, market.zone) }
  if (to.quantity < service.holds.quantity) return 'downwards'
  if (isSame(to, service.holds)) return 'nothing changes'
  const fee = feeOf(service, to, market)
  if (fee < 0n) return 'cheaper'
  const refusal = take(market, service.buyer, fee)
  if (refusal !== undefined) return refusal
  service.changing = { to, fee, ...seller }
  service.paid += fee
  return undefined
}

/** R116: an operator freezes it for a violation, or lifts that; what else comes to it comes all the same. */
export function setBarred(market: ModelMarket, id: string, barred: boolean): ModelAnswer {
  const service = serviceOf(market, id)
  if (!isAlive(service)) return 'over'
  if ((service.barred ?? false) === barred) return 'so already'
  service.barred = barred
  return undefined
}

/** It holds now and for what is paid already; R125: another productId only for another sku. */
function settleChange(market: ModelMarket, service: ModelService): void {
  const { changing } = service
  if (!changing) return
  service.changing = undefined
  if (!changing.made) {
    giveBack(market, service, changing.fee)
    return
  }
  const { sku, quantity, period } = changing.to
  const isOther = sku !== service.holds.sku
  const paidBy = isOther ? period : service.holds.period
  const changed = (holds: ModelHolding): ModelHolding => (isOther ? changing.to : { ...holds, quantity })
  service.holds = changed(service.holds)
  // What has lapsed meanwhile goes on from its newest term.
  const newest = newestTerm(service)
  for (const term of holding(service))
    if (term === newest || term.to > market.now) {
      term.holds = changed(term.holds)
      term.paidBy = paidBy
    }
}

/** R110 */
export function setAuto(
  market: ModelMarket,
  id: string,
  { on, daysBefore, times }: { readonly on: boolean; readonly daysBefore: number; readonly times: number },
): ModelAnswer {
  const service = serviceOf(market, id)
  if (on && !isAlive(service)) return 'over'
  if (on && service.trial) return 'trial'
  service.auto = { on, daysBefore, left: times === 0 ? undefined : times }
  return undefined
}

/** R110: the smallest sold period of what the newest term holds, from the balance. */
function tryRenewal(market: ModelMarket, service: ModelService): void {
  const holds: ModelHolding = { ...newestTerm(service).holds, period: 'month' }
  const left = service.auto.left
  const refusal =
    service.changing || service.trial ? 'not now' : take(market, service.buyer, costOf(holds, 1))
  if (refusal !== undefined) return
  if (left === 1) service.auto = { ...service.auto, on: false, left: undefined }
  else if (left !== undefined) service.auto = { ...service.auto, left: left - 1 }
  goOn(market, service, { holds, count: 1, atOnce: false })
}

function giveBack(market: ModelMarket, service: ModelService, amount: bigint): void {
  market.balances.set(service.buyer, (market.balances.get(service.buyer) ?? 0n) + amount)
  service.paid -= amount
}

/** R131, R132: ten a year; true if this one is among them. */
function mayRefund({ refunds, now, zone }: ModelMarket, { buyer }: ModelService, isDone: boolean): boolean {
  const key = `${buyer} ${yearOf(now, zone)}`
  const used = refunds.get(key) ?? 0
  if (isDone) refunds.set(key, used + 1)
  return used < 10
}

/** R111, R143: the newest renewal, before it begins; it does not renew itself any more. */
export function returnRenewal(market: ModelMarket, id: string): ModelAnswer {
  const service = serviceOf(market, id)
  const [before, last] = holding(service).slice(-2)
  if (service.phase !== 'active' || !before || !last) return 'nothing to return'
  if (before.trial || last.from <= market.now) return 'nothing to return'
  if (service.changing) return 'changing'
  if (!mayRefund(market, service, false)) return 'ten in this year'
  mayRefund(market, service, true)
  last.returned = true
  service.auto = { ...service.auto, on: false }
  giveBack(market, service, last.cost)
  return undefined
}

/** R130, R134: all of it, within 120 hours of the opening, or of the conversion of a trial. */
export function returnAll(market: ModelMarket, id: string): ModelAnswer {
  const service = serviceOf(market, id)
  if (service.phase !== 'active' && service.phase !== 'grace') return 'not running'
  if (service.trial) return 'trial'
  if (market.now >= service.openedAt + 5 * dayMs) return 'too late'
  if (!mayRefund(market, service, false)) return 'ten in this year'
  mayRefund(market, service, true)
  service.wouldHaveEnded = endOf(service)
  for (const term of service.terms) term.returned = true
  service.phase = 'cancelled'
  service.changing = undefined
  service.auto = { ...service.auto, on: false }
  giveBack(market, service, service.paid)
  return undefined
}

type Moment = { readonly at: number; readonly id: string; readonly what: string; readonly rank: number }

/** When the renewal is tried next: at three o'clock, from the chosen day before the end to the end of retention. */
export function nextTry(market: ModelMarket, service: ModelService): number | undefined {
  const { zone } = market
  if (!service.auto.on || !isAlive(service)) return undefined
  const end = endOf(service)
  const { releaseAt } = service.lapse ?? lapseFrom(market, service)
  for (let day = -service.auto.daysBefore; ; day += 1) {
    const at = atThree(plusDays(end, day, zone), zone)
    if (at >= releaseAt) return undefined
    if (at > service.seenUntil) return at
  }
}

function lapseFrom({ zone, level }: ModelMarket, service: ModelService) {
  const [grace, retention] = lapseOf[service.trial ? 'V0' : level]
  const end = endOf(service)
  return { freezeAt: plusDays(end, grace, zone), releaseAt: plusDays(end, grace + retention, zone) }
}

/** R117; none a month ahead of what is only a month long. */
function reminders({ zone }: ModelMarket, service: ModelService): { at: number; what: string }[] {
  if (service.phase === 'retention' && service.lapse)
    return [{ at: plusDays(service.lapse.releaseAt, -1, zone), what: 'remind_release' }]
  if (service.phase !== 'active') return []
  const { from, to } = newestTerm(service)
  return [30, 15, 7, 3, 1]
    .map((days) => ({ at: plusDays(to, -days, zone), what: `remind ${days}` }))
    .filter(({ at }) => at > from + dayMs)
}

/** What comes to a service by itself; at one instant what only tells or tries comes before a step to another state. */
function momentsOf(market: ModelMarket, service: ModelService): Moment[] {
  const { id, phase, lapse, changing } = service
  const moments: Moment[] = []
  if (changing) moments.push({ at: changing.at, id: '~', what: `settle ${id}`, rank: 9 })
  if (!isAlive(service)) return moments
  const tryAt = nextTry(market, service)
  const passing = [
    ...holding(service)
      .slice(1)
      .map(({ from }) => ({ at: from, what: 'begin_term', rank: 0 })),
    ...reminders(market, service).map((one) => ({ ...one, rank: 1 })),
    ...(tryAt === undefined ? [] : [{ at: tryAt, what: 'try_renewal', rank: 2 }]),
  ]
  for (const one of passing) if (one.at > service.seenUntil) moments.push({ ...one, id })
  if (phase === 'active') moments.push({ at: endOf(service), id, what: 'expire', rank: 3 })
  if (phase === 'grace' && lapse) moments.push({ at: lapse.freezeAt, id, what: 'freeze', rank: 3 })
  if (phase === 'retention' && lapse) moments.push({ at: lapse.releaseAt, id, what: 'release', rank: 3 })
  return moments
}

function happen(market: ModelMarket, service: ModelService, what: string): void {
  switch (what) {
    case 'begin_term': {
      const term = holding(service).find(({ from }, at) => at > 0 && from === market.now)
      if (term) begin(service, term)
      break
    }
    case 'try_renewal':
      return tryRenewal(market, service)
    case 'expire':
      service.lapse = lapseFrom(market, service)
      service.phase = 'grace'
      break
    case 'freeze':
      service.phase = 'retention'
      break
    case 'release':
      service.phase = 'released'
      service.auto = { ...service.auto, on: false }
      break
  }
}

const inOrder = (a: Moment, b: Moment): number =>
  a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.rank - b.rank)

/** The next instant at which anything happens by itself. */
export const nextMoment = (market: ModelMarket): number | undefined =>
  [...market.services.values()].flatMap((one) => momentsOf(market, one)).sort(inOrder)[0]?.at

/** Moves time; everything that comes on the way happens at its own time, services in the order of their ids. */
export function advanceTo(market: ModelMarket, target: number): void {
  for (;;) {
    const moments = [...market.services.values()].flatMap((one) => momentsOf(market, one))
    const [first] = moments.sort(inOrder)
    if (!first || first.at > target) break
    const together = moments.filter(({ at, id, rank }) => at === first.at && id === first.id && rank < 3)
    market.now = first.at
    const seen = market.services.get(first.id)
    if (seen) seen.seenUntil = first.at
    for (const { what, id } of together.length > 0 ? together : [first]) {
      const settled = what.startsWith('settle ') ? what.slice(7) : undefined
      const service = serviceOf(market, settled ?? id)
      if (settled === undefined) {
        market.happened.push({ at: market.now, id, what })
        happen(market, service, what)
      } else settleChange(market, service)
    }
  }
  market.now = target
  for (const service of market.services.values()) service.seenUntil = target
}

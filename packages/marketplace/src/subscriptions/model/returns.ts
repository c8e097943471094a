// What is returned: commerce.md R111, R130–R134, R143.
import { giveBack, getService, getShelf } from './books.ts'
import type { ModelAnswer, ModelMarket } from './books.ts'
import { dayMs, toYear } from './calendar.ts'
import { computeTermValue } from './days.ts'
import { countPurchase, takeUnits } from './sales.ts'
import { computeEnd, listHoldingTerms } from './service.ts'
import type { ModelService } from './service.ts'

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

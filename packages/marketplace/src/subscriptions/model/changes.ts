// Changes during validity: commerce.md R119–R125.
import { giveBack, getService, getShelf, take } from './books.ts'
import type { ModelAnswer, ModelMarket } from './books.ts'
import { isInverted, keepShare } from './days.ts'
import type { ModelHolding } from './prices.ts'
import { refuseQuantity, refuseUnits, takeUnits } from './sales.ts'
import {
  computeAmount,
  computeFee,
  computeShares,
  countHeldUnits,
  getMatchedPeriod,
  getNewestTerm,
  isCheaper,
  isSame,
  listHoldingTerms,
  spread,
} from './service.ts'
import type { ModelService } from './service.ts'

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

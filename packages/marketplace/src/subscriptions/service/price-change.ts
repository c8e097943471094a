import { quote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { offerOf } from '../../orders/index.ts'
import type { NewLine } from '../../orders/index.ts'
import { e8ToWire, moneyToWire, timeToWire } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideFee, nextSold, priceOfStretch, stretchesOf } from '../rules/pricing.ts'
import type { ChangeFee, DayPrice, PricedStretch, Stretch } from '../rules/pricing.ts'
import { purchaseTerm, termState, unreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { AskedLine, PricedLine } from '../schema.ts'
import { toCarried } from '../stored-carried.ts'
import type { Held } from './context.ts'
import { basisOf, compositionOf, shownBefore, shownOf } from './shown.ts'
import type { PriceContext, Priced } from './shown.ts'

/** R119, R120: an upgrade or a scale-out during validity. Throws what stands against any. */
export function requireChangeable({ held, target, now }: Pick<Priced, 'held' | 'target' | 'now'>): void {
  const { subscription, terms } = held
  decideState(subscription, 'change')
  if (subscription.period === 'one_time') throw subscriptionProblems.bought_once()
  if (subscription.trialDays !== undefined) throw subscriptionProblems.is_trial()
  if (subscription.changing) throw subscriptionProblems.changing()
  // Refuses what is not on sale.
  quote(target, { quantity: subscription.quantity, periodCount: 1 })
  if (!target.product.afterSale.upgrades) throw subscriptionProblems.changes_not_offered()
  const isOther = unreturned(terms).some(
    (term) =>
      termState(term, now) === 'future' &&
      (term.skuId !== subscription.skuId || term.quantity !== subscription.quantity),
  )
  if (isOther) throw subscriptionProblems.change_to_come()
}

/** R119, R121, R122: what an upgrade or a scale-out costs now. */
export async function priceChange(
  context: PriceContext,
  db: Db,
  priced: Priced,
  ask: AskedLine,
): Promise<PricedLine> {
  const { held, base, now } = priced
  const { subscription } = held
  const isOtherSku = priced.target.sku.id !== subscription.skuId
  requireChangeable({ held, target: isOtherSku ? priced.target : base.purchasable, now })
  const stretches = stretchesOf(unreturned(held.terms), now, context.zone)
  // R125: only another sku has another productId. Its order freezes the price that it is charged at: the next change
  // gives credit for that one.
  const target = isOtherSku ? await matchedPrice(context, db, priced.target, stretches) : base.purchasable
  const { quantity, discountE4 } = ask
  if (quantity < subscription.quantity) throw subscriptionProblems.only_upwards()
  if (!isOtherSku && quantity === subscription.quantity) throw subscriptionProblems.nothing_changes()
  // Refuses what is not offered or more than may be had.
  quote(target, { quantity, periodCount: 1 })
  const counting = { price: { purchasable: target, quantity, discountE4 }, stretches }
  const counted = isOtherSku
    ? await countUpgrade(context, db, priced, counting)
    : await countScaleOut(context, db, priced, counting)
  const fee = decideFee(counted, now, target.priceItem.unitPrice.currency)
  const isSamePeriod = target.priceItem.period === subscription.period
  const line: NewLine = {
    subscriptionId: subscription.id,
    sellerId: subscription.sellerId,
    productId: subscription.productId,
    skuId: target.sku.id,
    priceItemId: target.priceItem.id,
    offer: {
      ...offerOf(target, isSamePeriod ? subscription.periodCount : 1, discountE4),
      before: compositionOf(base),
    },
    quantity,
    amount: fee.amount,
  }
  const after = {
    ...shownOf(line.offer, quantity),
    period: subscription.period,
    ...(subscription.endsAt !== undefined && { endsAt: timeToWire(subscription.endsAt) }),
    startsAt: timeToWire(now),
  }
  return {
    line,
    basis: basisOf(held),
    shown: {
      ...shownBefore(priced),
      after,
      amount: moneyToWire(fee.amount),
      fee: feeToWire(fee, isOtherSku ? 'paid' : 'price'),
    },
    carried: toCarried({ since: now, terms: fee.carried }),
  }
}

const feeToWire = (fee: ChangeFee, oldPartIs: 'paid' | 'price') => ({
  days: fee.days,
  newPart: e8ToWire(fee.newPartE8),
  oldPart: e8ToWire(fee.oldPartE8),
  oldPartIs,
})

type Counting = { readonly price: DayPrice; readonly stretches: readonly Stretch[] }

/** R121: the target's price less what was paid for the days that are left. */
async function countUpgrade(
  context: PriceContext,
  db: Db,
  { held }: Priced,
  { price, stretches }: Counting,
): Promise<PricedStretch[]> {
  const { zone } = context
  const { period: pricedBy } = price.purchasable.priceItem
  const counted: PricedStretch[] = []
  for (const one of stretches) {
    const newE8 = priceOfStretch(one, price, zone)
    if (one.term.trialDays === undefined) counted.push({ ...one, newE8, pricedBy })
    else {
      const free = await freeIn(context, db, { held, stretches })
      const oldE8 = one.carriedE8 + priceOfStretch(one, { ...free, discountE4: price.discountE4 }, zone)
      counted.push({ ...one, newE8, oldE8, pricedBy })
    }
  }
  return counted
}

/** R121: what the days of a trial that became paid are free for: what it was converted to. */
async function freeIn(
  context: PriceContext,
  db: Db,
  { held, stretches }: { readonly held: Held; readonly stretches: readonly Stretch[] },
): Promise<DayPrice> {
  const converted = purchaseTerm(held.terms)
  if (!converted) throw new Error(`Service ${held.subscription.id} is a trial`)
  const { priceItemId, quantity } = await context.orders.getLine(db, converted.orderLineId)
  const sold = await context.catalog.getPurchasable(db, priceItemId)
  const prices = await listPrices(context, db, sold)
  return { purchasable: matchingOf(prices, stretches) ?? sold, quantity }
}

/** R122: both quantities at today's price, each term by the period that its days were priced by. */
async function countScaleOut(
  context: PriceContext,
  db: Db,
  { held }: Priced,
  { price, stretches }: Counting,
): Promise<PricedStretch[]> {
  const { product, specification } = price.purchasable
  const own = await listPrices(context, db, price.purchasable)
  const soldBy = ({ term }: Stretch): Purchasable => {
    const of = own.filter(({ priceItem }) => priceItem.period === term.carried.pricedBy)
    return of.find(({ priceItem }) => priceItem.offered) ?? of[0] ?? price.purchasable
  }
  const costOf = (one: Stretch, quantity: number): bigint =>
    priceOfStretch(one, { ...price, purchasable: soldBy(one), quantity }, context.zone)
  const present = held.subscription.quantity
  requireRising({
    sumOf: (quantity) => stretches.reduce((sum, one) => sum + costOf(one, quantity), 0n),
    present,
    asked: price.quantity,
    bounds: stretches.flatMap((one) => soldBy(one).priceItem.bands.map(({ above }) => above)),
    max: Math.min(product.quantity?.max ?? 1, specification.maxQuantity ?? Infinity),
  })
  return stretches.map((one) => ({
    ...one,
    newE8: costOf(one, price.quantity),
    oldE8: costOf(one, present),
    pricedBy: one.term.carried.pricedBy,
  }))
}

/** R120, R122: a larger quantity that costs less is not sold; says from which one on it is. */
function requireRising(of: {
  readonly sumOf: (quantity: number) => bigint
  readonly present: number
  readonly asked: number
  readonly bounds: readonly number[]
  readonly max: number
}): void {
  const covers = of.sumOf(of.present)
  if (of.sumOf(of.asked) >= covers) return
  const from = nextSold(of.sumOf, { above: of.asked, covers, bounds: of.bounds })
  if (from === undefined || from > of.max) throw subscriptionProblems.change_inverted()
  throw subscriptionProblems.quantity_inverted({ got: of.asked, from })
}

/** R121: the target's price that matches what is left: by the year from a year on, else by the month, else what there is. */
async function matchedPrice(
  context: PriceContext,
  db: Db,
  target: Purchasable,
  stretches: readonly Stretch[],
): Promise<Purchasable> {
  const offered = (await listPrices(context, db, target)).filter(({ priceItem }) => priceItem.offered)
  const found = matchingOf(offered, stretches)
  if (!found) throw subscriptionProblems.not_period_priced()
  return found
}

/** The prices of a sku by the month and by the year, those that are not offered any more too. */
async function listPrices(context: PriceContext, db: Db, of: Purchasable): Promise<Purchasable[]> {
  const siblings = await context.catalog.listSiblings(db, of)
  return siblings.filter(({ sku, priceItem }) => sku.id === of.sku.id && priceItem.period !== 'one_time')
}

/** The one that matches what is left, or the first. */
function matchingOf(prices: readonly Purchasable[], stretches: readonly Stretch[]): Purchasable | undefined {
  const days = stretches.reduce((sum, one) => sum + one.days, 0)
  const wanted = days >= 365 ? 'year' : 'month'
  return prices.find(({ priceItem }) => priceItem.period === wanted) ?? prices[0]
}

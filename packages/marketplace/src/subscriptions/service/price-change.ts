import { omitUndefined } from '@loggia/kernel'
import { computeQuote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { freezeOffer } from '../../orders/index.ts'
import type { NewLine } from '../../orders/index.ts'
import { toWireE8, toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideFee, findNextSold, priceStretch, listStretches } from '../rules/pricing.ts'
import type { ChangeFee, DayPrice, PricedStretch, Stretch } from '../rules/pricing.ts'
import { findPurchaseTerm, decideTermState, listUnreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { AskedLine, Carried, PricedLine } from '../schema.ts'
import { toCarried } from '../stored-carried.ts'
import type { SubscriptionWithTerms } from './context.ts'
import { toBasis, toComposition, presentBefore, presentOffer } from './shown.ts'
import type { PriceContext, Priced } from './shown.ts'

/** R119, R120: throws if neither an upgrade nor a scale-out is possible now. */
export function requireChangeable({ held, target, now }: Pick<Priced, 'held' | 'target' | 'now'>): void {
  const { subscription, terms } = held
  decideState(subscription, 'change')
  if (subscription.period === 'one_time') throw subscriptionProblems.bought_once()
  if (subscription.trialDays !== undefined) throw subscriptionProblems.is_trial()
  if (subscription.changing) throw subscriptionProblems.changing()
  // Throws if it is not on sale.
  computeQuote(target, { quantity: subscription.quantity, periodCount: 1, held: subscription.quantity })
  if (!target.product.afterSale.upgrades) throw subscriptionProblems.changes_not_offered()
  const isOther = listUnreturned(terms).some(
    (term) =>
      decideTermState(term, now) === 'future' &&
      (term.skuId !== subscription.skuId || term.quantity !== subscription.quantity),
  )
  if (isOther) throw subscriptionProblems.change_to_come()
}

/** R119, R121, R122: what an upgrade or a scale-out costs now. */
export async function priceAskedChange(
  context: PriceContext,
  db: Db,
  priced: Priced,
  ask: AskedLine,
): Promise<PricedLine> {
  const { held, base, now } = priced
  const { subscription } = held
  const isOtherSku = priced.target.sku.id !== subscription.skuId
  requireChangeable({ held, target: isOtherSku ? priced.target : base.purchasable, now })
  const stretches = listStretches(listUnreturned(held.terms), now, context.zone)
  // R125: only another sku has another productId. The order freezes the price that is charged; the next change credits
  // that price.
  const target = isOtherSku ? await matchedPrice(context, db, priced.target, stretches) : base.purchasable
  const { quantity, discountE4 } = ask
  if (quantity < subscription.quantity) throw subscriptionProblems.only_upwards()
  if (!isOtherSku && quantity === subscription.quantity) throw subscriptionProblems.nothing_changes()
  // Throws if it is not offered, or if the quantity is too large.
  computeQuote(target, { quantity, periodCount: 1, held: subscription.quantity })
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
      ...freezeOffer(target, isSamePeriod ? subscription.periodCount : 1, discountE4),
      before: toComposition(base),
    },
    quantity,
    amount: fee.amount,
  }
  const after = omitUndefined({
    ...presentOffer(line.offer, quantity),
    period: subscription.period,
    endsAt: toWireTime(subscription.endsAt),
    startsAt: toWireTime(now),
  })
  return {
    line,
    basis: toBasis(held),
    shown: {
      ...presentBefore(priced),
      after,
      amount: toWireMoney(fee.amount),
      fee: feeToWire(fee, isOtherSku ? 'paid' : 'price'),
    },
    carried: toCarried({ since: now, terms: fee.carried }),
  }
}

const feeToWire = (fee: ChangeFee, oldPartIs: 'paid' | 'price') => ({
  days: fee.days,
  newPart: toWireE8(fee.newPartE8),
  oldPart: toWireE8(fee.oldPartE8),
  oldPartIs,
})

type Counting = { readonly price: DayPrice; readonly stretches: readonly Stretch[] }

/** R121: the target's price less what was paid for the remaining days. */
async function countUpgrade(
  context: PriceContext,
  db: Db,
  { held }: Priced,
  { price, stretches }: Counting,
): Promise<PricedStretch[]> {
  const { period: pricedBy } = price.purchasable.priceItem
  const freeOf = await readFree(context, db, held, { price, stretches })
  return stretches.map((one) => {
    const newE8 = priceStretch(one, price, context.zone)
    if (one.term.trialDays === undefined) return { ...one, newE8, pricedBy }
    // The free value of trial days is not credited to other days: days that cost less than it carry nothing.
    return { ...one, newE8, oldE8: one.carriedE8 + least(newE8, freeOf(one, pricedBy)), pricedBy }
  })
}

/**
 * R121: the value for which the days of a converted trial are free: the product of the conversion at today's price of a
 * period.
 */
async function readFree(
  context: PriceContext,
  db: Db,
  { terms }: SubscriptionWithTerms,
  { price: { discountE4 }, stretches }: Counting,
): Promise<(one: Stretch, period: Carried['pricedBy']) => bigint> {
  const converted = findPurchaseTerm(terms)
  if (!converted || stretches.every(({ term }) => term.trialDays === undefined)) return () => 0n
  const { priceItemId, quantity } = await context.orders.getLine(db, converted.orderLineId)
  const sold = await context.catalog.getPurchasable(db, priceItemId)
  const prices = await listPrices(context, db, sold)
  return (one, period) =>
    one.term.trialDays === undefined
      ? 0n
      : priceStretch(
          one,
          { purchasable: findPrice(prices, period) ?? sold, quantity, discountE4 },
          context.zone,
        )
}

/** R122: both quantities at today's price, each term by the period by which its days were priced. */
async function countScaleOut(
  context: PriceContext,
  db: Db,
  { held }: Priced,
  { price, stretches }: Counting,
): Promise<PricedStretch[]> {
  const { product, specification } = price.purchasable
  const own = await listPrices(context, db, price.purchasable)
  const freeOf = await readFree(context, db, held, { price, stretches })
  const counted = stretches.map((one) => {
    const { pricedBy } = one.term.carried
    const purchasable = findPrice(own, pricedBy) ?? own[0] ?? price.purchasable
    const sumOf = (quantity: number) => priceStretch(one, { ...price, purchasable, quantity }, context.zone)
    const bounds = purchasable.priceItem.bands.map(({ above }) => above)
    return { one, pricedBy, free: freeOf(one, pricedBy), sumOf, bounds }
  })
  const present = held.subscription.quantity
  requireRising(
    counted.map((of) => ({ ...of, covers: of.sumOf(present) })).filter(({ covers, free }) => covers > free),
    {
      asked: price.quantity,
      max: Math.min(product.quantity?.max ?? 1, specification.maxQuantity ?? Infinity),
    },
  )
  return counted.map(({ one, pricedBy, free, sumOf }) => ({
    ...one,
    newE8: most(sumOf(price.quantity), free),
    oldE8: most(sumOf(present), free),
    pricedBy,
  }))
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b)

type Rising = Pick<Parameters<typeof findNextSold>[1], 'covers' | 'bounds'> & {
  readonly sumOf: (quantity: number) => bigint
}
/**
 * R120, R122: throws if a larger quantity would cost less for the rest of any term, and says from which quantity on it
 * is sold.
 */
function requireRising(terms: readonly Rising[], of: { readonly asked: number; readonly max: number }): void {
  const falling = (quantity: number) => terms.find(({ sumOf, covers }) => sumOf(quantity) < covers)
  let from = of.asked
  for (let one = falling(from); one; one = falling(from)) {
    const next = findNextSold(one.sumOf, { ...one, above: from })
    if (next === undefined || next > of.max) throw subscriptionProblems.change_inverted()
    from = next
  }
  if (from > of.asked) throw subscriptionProblems.quantity_inverted({ got: of.asked, from })
}

/**
 * R121: the target's price for the remaining time: yearly for a year or more, otherwise monthly, otherwise the one that
 * exists.
 */
async function matchedPrice(
  context: PriceContext,
  db: Db,
  target: Purchasable,
  stretches: readonly Stretch[],
): Promise<Purchasable> {
  const offered = (await listPrices(context, db, target)).filter(({ priceItem }) => priceItem.offered)
  const days = stretches.reduce((sum, one) => sum + one.days, 0)
  const found = findPrice(offered, days >= 365 ? 'year' : 'month') ?? offered[0]
  if (!found) throw subscriptionProblems.not_period_priced()
  return found
}

/** The monthly and yearly prices of a sku, including those that are not offered any more. */
async function listPrices(context: PriceContext, db: Db, of: Purchasable): Promise<Purchasable[]> {
  const siblings = await context.catalog.listSiblings(db, of)
  return siblings.filter(({ sku, priceItem }) => sku.id === of.sku.id && priceItem.period !== 'one_time')
}

/** The price of a period, offered or not; undefined if there is none. */
const findPrice = (prices: readonly Purchasable[], period: Carried['pricedBy']): Purchasable | undefined => {
  const of = prices.filter(({ priceItem }) => priceItem.period === period)
  return of.find(({ priceItem }) => priceItem.offered) ?? of[0]
}

import { addDays } from '@loggia/kernel'
import type { Id, Instant, Zone } from '@loggia/kernel'
import type { QuoteLine as ShownLine } from '@loggia/protocol/console'
import { quote } from '../../catalog/index.ts'
import type { Catalog, Purchasable } from '../../catalog/index.ts'
import { offerOf } from '../../orders/index.ts'
import type { NewLine, Offer, OrderLine, Orders } from '../../orders/index.ts'
import { e8ToWire, moneyToWire, timeToWire } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideFee, perDayOf, perDayOfOffer, remainingDays } from '../rules/pricing.ts'
import type { ChangeFee } from '../rules/pricing.ts'
import { anchorOf, decideEnd, stretchesOf, termState, unreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { AskedLine, Basis, Holding, PricedLine, QuoteKind } from '../schema.ts'
import type { Held } from './context.ts'
import { baseOf, priceRenewal, requireRenewable } from './renew.ts'

/** R119: how long before its end a renewal may change a service. */
const changeAtRenewalDays = 30

export type PriceContext = {
  readonly catalog: Pick<Catalog, 'getPurchasable' | 'listSiblings'>
  readonly orders: Pick<Orders, 'getLine'>
  readonly zone: Zone
}
/** A service as it is priced: under its lock, with what is sold of it now and what its lines say. */
type Priced = {
  readonly held: Held
  readonly target: Purchasable
  readonly base: { readonly holding: Holding; readonly line: OrderLine; readonly purchasable: Purchasable }
  readonly now: Instant
}

type Stretches = ReturnType<typeof stretchesOf>

/** What a seller is asked whether it can make it (R119; saas-v2 §3.8). */
export type ChangeTarget = {
  readonly productCode: string
  readonly skuCode: string
  readonly productName: string
  readonly quantity?: number
}

/** Prices one asked line, and says what the seller has to be asked before it is sold. */
export async function priceLine(
  context: PriceContext,
  db: Db,
  ask: { readonly kind: QuoteKind; readonly line: AskedLine; readonly held: Held; readonly now: Instant },
): Promise<PricedLine & { readonly toAsk?: ChangeTarget }> {
  const { held, now } = ask
  const target = await context.catalog.getPurchasable(db, ask.line.priceItemId)
  const holding = ask.kind === 'change' ? held.subscription : baseOf(held)
  const purchasable = await context.catalog.getPurchasable(db, holding.priceItemId)
  if (target.specification.id !== purchasable.specification.id)
    throw subscriptionProblems.other_specification()
  const lineId = ask.kind === 'change' ? held.subscription.presentLineId : lineOf(held)
  const base = { holding, purchasable, line: await context.orders.getLine(db, lineId) }
  const priced: Priced = { held, target, base, now }
  if (ask.kind === 'change') return priceChange(context, db, priced, ask.line)
  const { quantity, periodCount = 1 } = ask.line
  const changes = ask.kind === 'renewal' && (target.sku.id !== holding.skuId || quantity !== holding.quantity)
  if (ask.kind === 'conversion') requireConvertible(priced)
  else requireRenewable(held)
  if (changes) requireChangeAtRenewal(context, priced)
  if (target.priceItem.period === 'one_time') throw subscriptionProblems.not_period_priced()
  const { line } = priceRenewal(held, target, { quantity, periodCount })
  const extension = extensionLine(context, priced, { line, changes, kind: ask.kind })
  return { ...extension, ...(changes && { toAsk: targetOf(target, quantity) }) }
}

/** The line that says what the newest paid term holds: its own, unless a change came since. */
function lineOf({ subscription, terms }: Held): Id<'orl'> {
  const last = unreturned(terms).at(-1)
  const isPresent =
    last === undefined || (last.skuId === subscription.skuId && last.quantity === subscription.quantity)
  return isPresent ? subscription.presentLineId : last.orderLineId
}

function requireConvertible({ held, target }: Priced): void {
  decideState(held.subscription, 'extend')
  if (held.subscription.trialDays === undefined) throw subscriptionProblems.no_trial()
  if (target.sku.id !== held.subscription.skuId) throw subscriptionProblems.other_combination()
}

/** R119: offered by the product, and not before thirty days ahead of the end. */
export function requireChangeAtRenewal(
  { zone }: Pick<PriceContext, 'zone'>,
  { held, target, now }: Pick<Priced, 'held' | 'target' | 'now'>,
): void {
  if (!target.product.afterSale.renewalChanges) throw subscriptionProblems.renewal_changes_not_offered()
  const { endsAt } = held.subscription
  if (endsAt === undefined) throw subscriptionProblems.bought_once()
  const from = addDays(endsAt, -changeAtRenewalDays, zone)
  if (now < from)
    throw subscriptionProblems.too_early_to_change({ days: changeAtRenewalDays, from: timeToWire(from) })
}

/** R119, R120: an upgrade or a scale-out during validity. Throws what stands against any. */
export function requireChangeable({ held, target, now }: Pick<Priced, 'held' | 'target' | 'now'>): void {
  const { subscription, terms } = held
  decideState(subscription, 'change')
  if (subscription.period === 'one_time') throw subscriptionProblems.bought_once()
  if (subscription.trialDays !== undefined) throw subscriptionProblems.is_trial()
  if (subscription.changing) throw subscriptionProblems.changing()
  // Refuses what is not on sale.
  quote(target, { quantity: subscription.quantity, periodCount: 1, held: subscription.quantity })
  if (!target.product.afterSale.upgrades) throw subscriptionProblems.changes_not_offered()
  const isOther = unreturned(terms).some(
    (term) =>
      termState(term, now) === 'future' &&
      (term.skuId !== subscription.skuId || term.quantity !== subscription.quantity),
  )
  if (isOther) throw subscriptionProblems.change_to_come()
}

async function priceChange(
  context: PriceContext,
  db: Db,
  priced: Priced,
  ask: AskedLine,
): Promise<PricedLine> {
  const { held, base, now } = priced
  const { subscription } = held
  const isOtherSku = priced.target.sku.id !== subscription.skuId
  requireChangeable({ held, target: isOtherSku ? priced.target : base.purchasable, now })
  const stretches = stretchesOf(held.terms, now, (to) => remainingDays(now, to, context.zone))
  // R125: only another sku has another productId. Its order freezes the price that it is charged at: the next change
  // gives credit for that one.
  const target = isOtherSku ? await matchedPrice(context, db, priced.target, stretches) : base.purchasable
  const { quantity } = ask
  if (quantity < subscription.quantity) throw subscriptionProblems.only_upwards()
  if (!isOtherSku && quantity === subscription.quantity) throw subscriptionProblems.nothing_changes()
  // Refuses what is not offered or more than may be had.
  quote(target, { quantity, periodCount: 1, held: subscription.quantity })
  const fee = await decideChangeFee(context, db, { ...priced, target }, { quantity, stretches })
  const isSamePeriod = target.priceItem.period === subscription.period
  const line: NewLine = {
    subscriptionId: subscription.id,
    sellerId: subscription.sellerId,
    productId: subscription.productId,
    skuId: target.sku.id,
    priceItemId: target.priceItem.id,
    offer: {
      ...offerOf(target, isSamePeriod ? subscription.periodCount : 1),
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
    shown: { ...shownBefore(priced), after, amount: moneyToWire(fee.amount), fee: feeToWire(fee) },
  }
}

const feeToWire = (fee: ChangeFee) => ({
  days: fee.days,
  newPart: e8ToWire(fee.newPartE8),
  oldPart: e8ToWire(fee.oldPartE8),
  newPerDay: e8ToWire(fee.newPerDayE8),
  oldPerDay: e8ToWire(fee.oldPerDayE8),
})

/** R121 for another sku, at the old price that was paid; R122 for more of the same, both at today's price. */
async function decideChangeFee(
  context: PriceContext,
  db: Db,
  { held, target, base }: Priced,
  { quantity, stretches }: { readonly quantity: number; readonly stretches: Stretches },
): Promise<ChangeFee> {
  const { currency } = target.priceItem.unitPrice
  if (target.sku.id === held.subscription.skuId) {
    const oldPerDay = perDayOf(target, held.subscription.quantity)
    return decideFee(
      perDayOf(target, quantity),
      stretches.map(({ days }) => ({ days, oldPerDay })),
      currency,
    )
  }
  const old: { days: number; oldPerDay: bigint }[] = []
  for (const { term, days } of stretches) {
    const own = await context.orders.getLine(db, term.orderLineId)
    const isOwn = own.skuId === term.skuId && own.quantity === term.quantity
    // What is left of a trial that became paid, and a term that was changed since, hold what the service holds.
    const says = isOwn && term.trialDays === undefined ? own : { ...base.line, ...base.holding }
    old.push({ days, oldPerDay: perDayOfOffer(says.offer, says.quantity) })
  }
  return decideFee(perDayOf(target, quantity), old, currency)
}

/** R121: the target's price that matches what is left: by the year from a year on, else by the month, else what there is. */
async function matchedPrice(
  context: PriceContext,
  db: Db,
  target: Purchasable,
  stretches: Stretches,
): Promise<Purchasable> {
  const offered = (await context.catalog.listSiblings(db, target)).filter(
    ({ sku, priceItem }) => sku.id === target.sku.id && priceItem.offered && priceItem.period !== 'one_time',
  )
  const days = stretches.reduce((sum, one) => sum + one.days, 0)
  const wanted = days >= 365 ? 'year' : 'month'
  const found = offered.find(({ priceItem }) => priceItem.period === wanted) ?? offered[0]
  if (!found) throw subscriptionProblems.not_period_priced()
  return found
}

function extensionLine(
  { zone }: PriceContext,
  priced: Priced,
  of: { readonly line: NewLine; readonly changes: boolean; readonly kind: QuoteKind },
): PricedLine {
  const { held, base } = priced
  const { endsAt: startsAt, anchorDay } = held.subscription
  if (startsAt === undefined) throw subscriptionProblems.bought_once()
  const offer: Offer = of.changes ? { ...of.line.offer, before: compositionOf(base) } : of.line.offer
  const line: NewLine = { ...of.line, offer }
  const holding: Holding = {
    skuId: line.skuId,
    priceItemId: line.priceItemId,
    quantity: line.quantity,
    period: offer.period,
    periodCount: offer.periodCount,
  }
  const anchor = of.kind === 'conversion' || anchorDay === undefined ? anchorOf(startsAt, zone) : anchorDay
  const endsAt = decideEnd(holding, startsAt, { zone, anchorDay: anchor })
  const after = {
    ...shownOf(offer, line.quantity),
    startsAt: timeToWire(startsAt),
    ...(endsAt !== undefined && { endsAt: timeToWire(endsAt) }),
    periodCount: offer.periodCount,
  }
  return {
    line,
    basis: basisOf(held),
    shown: { ...shownBefore(priced), after, amount: moneyToWire(line.amount) },
  }
}

export const basisOf = ({ subscription, terms }: Held): Basis => ({
  presentLineId: subscription.presentLineId,
  ...(subscription.endsAt !== undefined && { endsAt: subscription.endsAt }),
  terms: terms.length,
})

const compositionOf = ({ line, holding }: Priced['base']): NonNullable<Offer['before']> => ({
  specification: line.offer.specification,
  ...(line.offer.attributes && { attributes: line.offer.attributes }),
  quantity: holding.quantity,
})

const shownOf = (offer: Offer, quantity: number) => ({
  specification: offer.specification,
  attributes: [...(offer.attributes ?? [])],
  quantity,
  ...(offer.unit && { unit: offer.unit }),
  period: offer.period,
})

function shownBefore({ held, base }: Priced): Pick<ShownLine, 'serviceId' | 'product' | 'before'> {
  const { subscription } = held
  const { offer } = base.line
  return {
    serviceId: subscription.id,
    product: {
      id: subscription.productId,
      name: offer.productName,
      ...(offer.logo !== undefined && { logo: offer.logo }),
    },
    before: {
      ...shownOf(offer, base.holding.quantity),
      period: base.holding.period,
      ...(subscription.endsAt !== undefined && { endsAt: timeToWire(subscription.endsAt) }),
    },
  }
}

const targetOf = ({ product, sku, priceItem }: Purchasable, quantity: number): ChangeTarget => ({
  productCode: priceItem.code,
  skuCode: sku.code,
  productName: product.name.zh.slice(0, 64),
  ...(product.quantity && { quantity }),
})

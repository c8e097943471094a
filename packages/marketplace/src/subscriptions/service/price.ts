import { addDays, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Purchasable } from '../../catalog/index.ts'
import type { NewLine, Offer } from '../../orders/index.ts'
import { toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { getAnchor, decideEnd, listUnreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { AskedLine, Holding, PricedLine, QuoteKind } from '../schema.ts'
import type { SubscriptionWithTerms } from './context.ts'
import { priceAskedChange } from './price-change.ts'
import { getBase, priceRenewal, requireRenewable } from './renew.ts'
import { toBasis, toComposition, presentBefore, presentOffer, presentPrice } from './shown.ts'
import type { PriceContext, Priced } from './shown.ts'

/** R119: how long before its end a renewal may change a service. */
const changeAtRenewalDays = 30

/** The change that the seller is asked about (R119; saas-v2 §3.8). */
export type ChangeTarget = {
  readonly productCode: string
  readonly skuCode: string
  readonly productName: string
  readonly quantity?: number
}

/** Prices one line, and gives what the seller has to be asked before it is sold. */
export async function priceLine(
  context: PriceContext,
  db: Db,
  ask: {
    readonly kind: QuoteKind
    readonly line: AskedLine
    readonly held: SubscriptionWithTerms
    readonly now: Instant
  },
): Promise<PricedLine & { readonly toAsk?: ChangeTarget }> {
  const { held, now } = ask
  const target = await context.catalog.getPurchasable(db, ask.line.priceItemId)
  const holding = ask.kind === 'change' ? held.subscription : getBase(held)
  const purchasable = await context.catalog.getPurchasable(db, holding.priceItemId)
  if (target.specification.id !== purchasable.specification.id)
    throw subscriptionProblems.other_specification()
  const lineId = ask.kind === 'change' ? held.subscription.presentLineId : lineOf(held)
  const base = { holding, purchasable, line: await context.orders.getLine(db, lineId) }
  const priced: Priced = { held, target, base, now }
  if (ask.kind === 'change') return priceAskedChange(context, db, priced, ask.line)
  const { quantity, periodCount = 1, discountE4 } = ask.line
  const changes = ask.kind === 'renewal' && (target.sku.id !== holding.skuId || quantity !== holding.quantity)
  if (ask.kind === 'conversion') requireConvertible(priced)
  else requireRenewable(held)
  if (changes) requireChangeAtRenewal(context, priced)
  if (target.priceItem.period === 'one_time') throw subscriptionProblems.not_period_priced()
  const { line } = priceRenewal(held, target, { quantity, periodCount, discountE4 })
  const extension = extensionLine(context, priced, { line, changes, kind: ask.kind })
  return omitUndefined({ ...extension, toAsk: changes ? targetOf(target, quantity) : undefined })
}

/** The order line that says what the newest paid term holds: the term's own line, unless a change came later. */
function lineOf({ subscription, terms }: SubscriptionWithTerms): Id<'orl'> {
  const last = listUnreturned(terms).at(-1)
  const isPresent =
    last === undefined || (last.skuId === subscription.skuId && last.quantity === subscription.quantity)
  return isPresent ? subscription.presentLineId : last.orderLineId
}

function requireConvertible({ held, target }: Priced): void {
  decideState(held.subscription, 'extend')
  if (held.subscription.trialDays === undefined) throw subscriptionProblems.no_trial()
  if (target.sku.id !== held.subscription.skuId) throw subscriptionProblems.other_combination()
}

/** R119: throws unless the product offers changes at renewal and the end is at most thirty days away. */
export function requireChangeAtRenewal(
  { zone }: Pick<PriceContext, 'zone'>,
  { held, target, now }: Pick<Priced, 'held' | 'target' | 'now'>,
): void {
  if (!target.product.afterSale.renewalChanges) throw subscriptionProblems.renewal_changes_not_offered()
  const { endsAt } = held.subscription
  if (endsAt === undefined) throw subscriptionProblems.bought_once()
  const from = addDays(endsAt, -changeAtRenewalDays, zone)
  if (now < from)
    throw subscriptionProblems.too_early_to_change({ days: changeAtRenewalDays, from: toWireTime(from) })
}

function extensionLine(
  { zone }: PriceContext,
  priced: Priced,
  of: { readonly line: NewLine; readonly changes: boolean; readonly kind: QuoteKind },
): PricedLine {
  const { held, base } = priced
  const { endsAt: startsAt, anchorDay } = held.subscription
  if (startsAt === undefined) throw subscriptionProblems.bought_once()
  const offer: Offer = of.changes ? { ...of.line.offer, before: toComposition(base) } : of.line.offer
  const line: NewLine = { ...of.line, offer }
  const holding: Holding = {
    skuId: line.skuId,
    priceItemId: line.priceItemId,
    quantity: line.quantity,
    period: offer.period,
    periodCount: offer.periodCount,
  }
  const anchor = of.kind === 'conversion' || anchorDay === undefined ? getAnchor(startsAt, zone) : anchorDay
  const endsAt = decideEnd(holding, startsAt, { zone, anchorDay: anchor })
  const after = omitUndefined({
    ...presentOffer(offer, line.quantity),
    startsAt: toWireTime(startsAt),
    endsAt: toWireTime(endsAt),
    periodCount: offer.periodCount,
  })
  return {
    line,
    basis: toBasis(held),
    shown: {
      ...presentBefore(priced),
      after,
      price: presentPrice(offer),
      amount: toWireMoney(line.amount),
    },
  }
}

const targetOf = ({ product, sku, priceItem }: Purchasable, quantity: number): ChangeTarget =>
  omitUndefined({
    productCode: priceItem.code,
    skuCode: sku.code,
    productName: product.name.zh.slice(0, 64),
    quantity: product.quantity ? quantity : undefined,
  })

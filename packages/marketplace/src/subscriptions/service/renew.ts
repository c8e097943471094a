import { catalogProblems, computeQuote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { freezeOffer } from '../../orders/index.ts'
import type { NewLine } from '../../orders/index.ts'
import type { Db } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { findLastTerm } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { QuoteKind, Subscription, Term } from '../schema.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'

/** Throws if a service cannot be renewed: a one-time purchase, a trial, or one with a pending change. */
export function requireRenewable({ subscription }: SubscriptionWithTerms): void {
  decideState(subscription, 'extend')
  if (subscription.period === 'one_time') throw subscriptionProblems.bought_once()
  if (subscription.trialDays !== undefined) throw subscriptionProblems.is_trial()
  if (subscription.changing) throw subscriptionProblems.changing()
}

/** What a renewal continues: what the newest paid term holds. */
export const getBase = ({ subscription, terms }: SubscriptionWithTerms): Subscription | Term =>
  findLastTerm(terms) ?? subscription

/** R29: the units that it holds or has paid for. They may be renewed even if the seller has set a lower limit since. */
export const countHeldUnits = (held: SubscriptionWithTerms): number =>
  Math.max(held.subscription.quantity, getBase(held).quantity)

/** R51: throws if what is held was delisted: it is neither renewed nor changed and runs to its end. */
export async function requireHeldSold(
  { catalog }: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  held: SubscriptionWithTerms,
  kind: QuoteKind,
): Promise<void> {
  const { priceItemId } = kind === 'change' ? held.subscription : getBase(held)
  const { sku } = await catalog.getPurchasable(db, priceItemId)
  if (sku.delistedAt === undefined) return
  throw kind === 'change'
    ? catalogProblems.not_on_sale({ state: 'delisted' })
    : catalogProblems.not_renewable()
}

/** A renewal as it would be now: a number of periods at one of the sku's prices. */
export type PricedRenewal = { readonly purchasable: Purchasable; readonly line: NewLine }

export function priceRenewal(
  held: SubscriptionWithTerms,
  purchasable: Purchasable,
  ask: { readonly quantity: number; readonly periodCount: number; readonly discountE4?: number | undefined },
): PricedRenewal {
  const { subscription } = held
  const { amount } = computeQuote(purchasable, { ...ask, renewal: true, held: countHeldUnits(held) })
  return {
    purchasable,
    line: {
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      productId: subscription.productId,
      skuId: purchasable.sku.id,
      priceItemId: purchasable.priceItem.id,
      offer: freezeOffer(purchasable, ask.periodCount, ask.discountE4),
      quantity: ask.quantity,
      amount,
    },
  }
}

import { Problem } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { catalogProblems, computeQuote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { freezeOffer } from '../../orders/index.ts'
import type { NewLine, Order } from '../../orders/index.ts'
import { toWireMoney, notify, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideLevel, computeNextTry } from '../rules/due.ts'
import { findLastTerm } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { QuoteKind, Subscription, Term } from '../schema.ts'
import { describeService, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { computeEnd, extend } from './extend.ts'

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

/** R110: the smallest sold period of what it holds. */
export async function findSmallestRenewal(
  context: SubscriptionContext,
  db: Db,
  held: SubscriptionWithTerms,
): Promise<PricedRenewal> {
  const base = getBase(held)
  const present = await context.catalog.getPurchasable(db, base.priceItemId)
  const offered = (await context.catalog.listSiblings(db, present)).filter(
    ({ sku, priceItem }) => sku.id === base.skuId && priceItem.offered && priceItem.period !== 'one_time',
  )
  const smallest = offered.find(({ priceItem }) => priceItem.period === 'month') ?? offered[0] ?? present
  return priceRenewal(held, smallest, { quantity: base.quantity, periodCount: 1 })
}

/**
 * R110: tries a renewal, paid from the balance. A failed try is notified and repeated the next day; it saves nothing. A
 * late try continues from the time when it was due, since another may have become due meanwhile.
 */
export async function tryRenewal(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  at: Instant,
): Promise<SubscriptionWithTerms> {
  try {
    requireRenewable(held)
    const { line } = await findSmallestRenewal(context, tx, held)
    const { buyerId } = held.subscription
    const order = await context.orders.placePaid(tx, { kind: 'renewal', buyerId, lines: [line] })
    const [paid] = order.lines
    if (!paid) throw new Error(`Order ${order.number} has no line`)
    const extended = await extend(context, tx, countedDown(held), { order, line: paid, at })
    await tellRenewed(context, tx, extended, order)
    return extended
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return tellFailed(context, tx, held, error)
  }
}

/** R110: counts one renewal as used; after the last one automatic renewal is switched off. */
const countedDown = ({ subscription, terms }: SubscriptionWithTerms): SubscriptionWithTerms => {
  const { renewalsLeft, ...rest } = subscription
  if (renewalsLeft === undefined) return { subscription, terms }
  return renewalsLeft === 1
    ? { subscription: { ...rest, renewsItself: false }, terms }
    : { subscription: { ...rest, renewalsLeft: renewalsLeft - 1 }, terms }
}

async function tellRenewed(
  context: SubscriptionContext,
  tx: Tx,
  { subscription }: SubscriptionWithTerms,
  order: Pick<Order, 'id' | 'number' | 'total'>,
): Promise<void> {
  const { to, service } = await describeService(context, tx, subscription)
  await notify(tx, 'service_renewed_itself', to, {
    subject: order.id,
    data: {
      ...service,
      orderId: order.id,
      orderNumber: order.number,
      amount: toWireMoney(order.total),
      endsAt: toWireTime(computeEnd(subscription)),
    },
  })
}

async function tellFailed(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  { code, sentences }: Problem,
): Promise<SubscriptionWithTerms> {
  const now = context.clock.now()
  const sentence = { zh: sentences['zh-CN'], en: sentences['en-US'] }
  const { subscription, terms } = held
  const failed: SubscriptionWithTerms = {
    subscription: { ...subscription, renewalFailure: { at: now, code, sentence }, lookedAt: now },
    terms,
  }
  await record(tx, 'auto_renewal.failed', {
    subject: subscription.id,
    data: { ...pickParties(subscription), code, sentence },
  })
  const level = decideLevel(subscription, await context.levelOf(tx, subscription.buyerId))
  const again = computeNextTry(failed.subscription, { zone: context.zone, level })
  const { to, service } = await describeService(context, tx, subscription)
  await notify(tx, 'auto_renewal_failed', to, {
    subject: subscription.id,
    data: { ...service, code, sentence, nextTryAt: toWireTime(again) },
  })
  return failed
}

import { Problem } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { catalogProblems, quote } from '../../catalog/index.ts'
import type { Purchasable } from '../../catalog/index.ts'
import { offerOf } from '../../orders/index.ts'
import type { NewLine, Order } from '../../orders/index.ts'
import { moneyToWire, notify, record, timeToWire } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { levelThatHolds, nextTryAt } from '../rules/due.ts'
import { lastTerm } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { QuoteKind, Subscription, Term } from '../schema.ts'
import { aboutService, whose } from './context.ts'
import type { Held, SubscriptionContext } from './context.ts'
import { endOf, extend } from './extend.ts'

/** What may be renewed at all: it runs on periods, is no trial, and nothing is under way. Throws what stands against it. */
export function requireRenewable({ subscription }: Held): void {
  decideState(subscription, 'extend')
  if (subscription.period === 'one_time') throw subscriptionProblems.bought_once()
  if (subscription.trialDays !== undefined) throw subscriptionProblems.is_trial()
  if (subscription.changing) throw subscriptionProblems.changing()
}

/** What a renewal goes on with: what the newest paid term holds. */
export const baseOf = ({ subscription, terms }: Held): Subscription | Term => lastTerm(terms) ?? subscription

/** R29: what it has now, or has paid for to come: a limit that its seller has set since keeps nobody from going on with it. */
export const countHeldUnits = (held: Held): number =>
  Math.max(held.subscription.quantity, baseOf(held).quantity)

/** R51: what was delisted is neither renewed nor changed into something else; it runs to its end. */
export async function requireHeldSold(
  { catalog }: Pick<SubscriptionContext, 'catalog'>,
  db: Db,
  held: Held,
  kind: QuoteKind,
): Promise<void> {
  const { priceItemId } = kind === 'change' ? held.subscription : baseOf(held)
  const { sku } = await catalog.getPurchasable(db, priceItemId)
  if (sku.delistedAt === undefined) return
  throw kind === 'change'
    ? catalogProblems.not_on_sale({ state: 'delisted' })
    : catalogProblems.not_renewable()
}

/** A renewal as it would be now: with so many periods of one of the sku's prices. */
export type PricedRenewal = { readonly purchasable: Purchasable; readonly line: NewLine }

export function priceRenewal(
  held: Held,
  purchasable: Purchasable,
  ask: { readonly quantity: number; readonly periodCount: number; readonly discountE4?: number | undefined },
): PricedRenewal {
  const { subscription } = held
  const { amount } = quote(purchasable, { ...ask, renewal: true, held: countHeldUnits(held) })
  return {
    purchasable,
    line: {
      subscriptionId: subscription.id,
      sellerId: subscription.sellerId,
      productId: subscription.productId,
      skuId: purchasable.sku.id,
      priceItemId: purchasable.priceItem.id,
      offer: offerOf(purchasable, ask.periodCount, ask.discountE4),
      quantity: ask.quantity,
      amount,
    },
  }
}

/** R110: the smallest sold period of what it holds. */
export async function smallestRenewal(
  context: SubscriptionContext,
  db: Db,
  held: Held,
): Promise<PricedRenewal> {
  const base = baseOf(held)
  const present = await context.catalog.getPurchasable(db, base.priceItemId)
  const offered = (await context.catalog.listSiblings(db, present)).filter(
    ({ sku, priceItem }) => sku.id === base.skuId && priceItem.offered && priceItem.period !== 'one_time',
  )
  const smallest = offered.find(({ priceItem }) => priceItem.period === 'month') ?? offered[0] ?? present
  return priceRenewal(held, smallest, { quantity: base.quantity, periodCount: 1 })
}

/**
 * R110: the money is taken from the balance; a failed try is told and comes again the next day. Saves nothing if it
 * failed. One that is late goes on from when it was due: another may have been due since.
 */
export async function tryRenewal(
  context: SubscriptionContext,
  tx: Tx,
  held: Held,
  at: Instant,
): Promise<Held> {
  try {
    requireRenewable(held)
    const { line } = await smallestRenewal(context, tx, held)
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

/** R110: one of so many renewals is used; after the last one it does not renew itself any more. */
const countedDown = ({ subscription, terms }: Held): Held => {
  const { renewalsLeft, ...rest } = subscription
  if (renewalsLeft === undefined) return { subscription, terms }
  return renewalsLeft === 1
    ? { subscription: { ...rest, renewsItself: false }, terms }
    : { subscription: { ...rest, renewalsLeft: renewalsLeft - 1 }, terms }
}

async function tellRenewed(
  context: SubscriptionContext,
  tx: Tx,
  { subscription }: Held,
  order: Pick<Order, 'id' | 'number' | 'total'>,
): Promise<void> {
  const { to, service } = await aboutService(context, tx, subscription)
  await notify(tx, 'service_renewed_itself', to, {
    subject: order.id,
    data: {
      ...service,
      orderId: order.id,
      orderNumber: order.number,
      amount: moneyToWire(order.total),
      endsAt: timeToWire(endOf(subscription)),
    },
  })
}

async function tellFailed(
  context: SubscriptionContext,
  tx: Tx,
  held: Held,
  { code, sentences }: Problem,
): Promise<Held> {
  const now = context.clock.now()
  const sentence = { zh: sentences['zh-CN'], en: sentences['en-US'] }
  const { subscription, terms } = held
  const failed: Held = {
    subscription: { ...subscription, renewalFailure: { at: now, code, sentence }, lookedAt: now },
    terms,
  }
  await record(tx, 'auto_renewal.failed', {
    subject: subscription.id,
    data: { ...whose(subscription), code, sentence },
  })
  const level = levelThatHolds(subscription, await context.levelOf(tx, subscription.buyerId))
  const again = nextTryAt(failed.subscription, { zone: context.zone, level })
  const { to, service } = await aboutService(context, tx, subscription)
  await notify(tx, 'auto_renewal_failed', to, {
    subject: subscription.id,
    data: { ...service, code, sentence, nextTryAt: timeToWire(again) },
  })
  return failed
}

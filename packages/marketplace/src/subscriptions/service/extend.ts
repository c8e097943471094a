import { defined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Order, OrderLine } from '../../orders/index.ts'
import { emit, record, timeToWire } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { carriedOf } from '../rules/pricing.ts'
import { anchorOf, decideEnd, lastTerm, unreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { Holding, Subscription, SubscriptionExtended, Term } from '../schema.ts'
import * as store from '../store.ts'
import { saveHeld, whose } from './context.ts'
import type { Held, SubscriptionContext } from './context.ts'

/** A line that was paid for a subscription, with its order; `at` is when it was due, of what renews itself. */
export type PaidLine = { readonly order: Order; readonly line: OrderLine; readonly at?: Instant }

const holdingOf = ({ skuId, priceItemId, quantity, offer }: OrderLine): Holding =>
  defined({
    skuId,
    priceItemId,
    quantity,
    period: offer.period,
    periodCount: offer.periodCount,
    trialDays: offer.trialDays,
  })

/**
 * R109, R118: a paid line adds a term where the last one ends, so that nothing paid is lost, and brings back what has
 * expired. A conversion holds at once; another combination holds from the beginning of its term, and its seller is told
 * then (docs/decisions/0014). Saves; the caller holds the lock.
 */
export async function extend(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: Held,
  paid: PaidLine,
): Promise<Held> {
  const now = paid.at ?? subscription.lookedAt ?? context.clock.now()
  const isConversion = paid.order.kind === 'conversion'
  const term = nextTerm(context, { subscription, terms }, paid)
  await store.insertTerms(tx, [term])
  const wasFrozen = subscription.state === 'retention'
  const { graceUntil: _grace, retentionUntil: _retention, renewalFailure: _failure, ...rest } = subscription
  const extended: Subscription = {
    ...rest,
    state: decideState(subscription, 'extend'),
    ...defined({ endsAt: term.endsAt }),
    anchorDay: isConversion ? anchorOf(term.startsAt, context.zone) : (subscription.anchorDay ?? 1),
    ...defined({ openedAt: isConversion ? now : undefined }),
  }
  const begins = isConversion || term.startsAt <= now
  const held = { subscription: begins ? hold(extended, term) : extended, terms: [...terms, term] }
  await tellExtended(context, tx, held, { paid, term })
  // What has not begun is told when it begins, if it changes what is used.
  if (begins || paid.line.offer.before === undefined)
    await emit(tx, extensionOf(held, { paid, before: lastTerm(terms), unfreeze: wasFrozen }))
  return saveHeld(context, tx, held)
}

/** What a term holds is what the service holds from now on. */
export function hold(subscription: Subscription, term: Term): Subscription {
  const { trialDays: _trial, ...rest } = subscription
  return defined({
    ...rest,
    skuId: term.skuId,
    priceItemId: term.priceItemId,
    quantity: term.quantity,
    period: term.period,
    periodCount: term.periodCount,
    trialDays: term.trialDays,
    presentLineId: term.orderLineId,
  })
}

function nextTerm(
  context: SubscriptionContext,
  { subscription, terms }: Held,
  { order, line }: PaidLine,
): Term {
  const startsAt = lastTerm(terms)?.endsAt
  if (startsAt === undefined) throw new Error(`Subscription ${subscription.id} has no end to go on from`)
  const holding = holdingOf(line)
  const anchorDay =
    order.kind === 'conversion' || subscription.anchorDay === undefined
      ? anchorOf(startsAt, context.zone)
      : subscription.anchorDay
  const endsAt = decideEnd(holding, startsAt, { zone: context.zone, anchorDay })
  return defined({
    ...holding,
    id: context.ids.next('trm'),
    subscriptionId: subscription.id,
    orderLineId: line.id,
    position: terms.length + 1,
    startsAt,
    endsAt,
    carried: carriedOf(line.amount, startsAt, line.offer.period),
  })
}

/** What the seller is told of a paid extension. */
export function extensionOf(
  { subscription }: Held,
  of: { readonly paid: PaidLine; readonly before: Holding | undefined; readonly unfreeze: boolean },
): SubscriptionExtended {
  const { order, line } = of.paid
  const changes = line.offer.before !== undefined
  return defined({
    type: 'subscription.extended',
    subscriptionId: subscription.id,
    scene: order.kind === 'conversion' ? 'trial_to_formal' : changes ? 'renewal_change' : 'renewal',
    orderId: order.id,
    orderNumber: order.number,
    lineNumber: line.number,
    endsAt: endOf(subscription),
    productCode: of.before?.priceItemId === line.priceItemId ? undefined : line.offer.productCode,
    unfreeze: of.unfreeze,
  })
}

/** The end that a seller knows of: without another combination that is to come at the very end, which is told when it begins. */
export async function endToTell(
  context: Pick<SubscriptionContext, 'orders' | 'clock'>,
  db: Db,
  { subscription, terms }: Held,
): Promise<Instant> {
  const now = context.clock.now()
  for (const term of unreturned(terms).toReversed()) {
    const { offer } = await context.orders.getLine(db, term.orderLineId)
    if ((offer.before === undefined || term.startsAt <= now) && term.endsAt !== undefined) return term.endsAt
  }
  return endOf(subscription)
}

export function endOf({ id, endsAt }: Subscription): Instant {
  if (endsAt === undefined) throw new Error(`Subscription ${id} has no end`)
  return endsAt
}

async function tellExtended(
  context: SubscriptionContext,
  tx: Tx,
  { subscription }: Held,
  { paid, term }: { readonly paid: PaidLine; readonly term: Term },
): Promise<void> {
  const { order, line } = paid
  const dates = defined({ startsAt: timeToWire(term.startsAt), endsAt: timeToWire(term.endsAt) })
  await record(tx, 'term.added', { subject: order.id, data: { ...dates, sellerId: line.sellerId } })
  await record(tx, order.kind === 'conversion' ? 'service.converted' : 'service.renewed', {
    subject: subscription.id,
    data: {
      ...whose(subscription),
      endsAt: timeToWire(endOf(subscription)),
      orderNumber: order.number,
      auto: order.memberId === undefined,
    },
  })
}

/**
 * The terms that the seller has confirmed by taking over this end. One that is to change the service is not among them
 * before it begins: the seller was not told of it yet.
 */
export const termsUntil = ({ terms }: Held, endsAt: Instant): Term[] =>
  unreturned(terms).filter((term) => term.position > 1 && term.endsAt !== undefined && term.endsAt <= endsAt)

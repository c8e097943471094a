import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { Order, OrderLine } from '../../orders/index.ts'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import { toCarried } from '../rules/pricing.ts'
import { getAnchor, decideEnd, findLastTerm, listUnreturned } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { Holding, Subscription, SubscriptionExtended, Term } from '../schema.ts'
import * as store from '../store.ts'
import { saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'

/** A paid line of a subscription, with its order. `at`: when it was due, if the subscription renewed itself. */
export type PaidLine = { readonly order: Order; readonly line: OrderLine; readonly at?: Instant }

const holdingOf = ({ skuId, priceItemId, quantity, offer }: OrderLine): Holding =>
  omitUndefined({
    skuId,
    priceItemId,
    quantity,
    period: offer.period,
    periodCount: offer.periodCount,
    trialDays: offer.trialDays,
  })

/**
 * R109, R118: a paid line adds a term at the end of the last one, so that no paid time is lost, and reactivates an
 * expired service. A conversion applies at once. Another combination applies from the start of its term, and the seller
 * is told then (docs/decisions/0014). Saves; the caller holds the lock.
 */
export async function extend(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  paid: PaidLine,
): Promise<SubscriptionWithTerms> {
  const now = paid.at ?? subscription.lookedAt ?? context.clock.now()
  const isConversion = paid.order.kind === 'conversion'
  const term = nextTerm(context, { subscription, terms }, paid)
  await store.insertTerms(tx, [term])
  const wasFrozen = subscription.state === 'retention'
  const { graceUntil: _grace, retentionUntil: _retention, renewalFailure: _failure, ...rest } = subscription
  const extended: Subscription = {
    ...rest,
    state: decideState(subscription, 'extend'),
    ...omitUndefined({ endsAt: term.endsAt }),
    anchorDay: isConversion ? getAnchor(term.startsAt, context.zone) : (subscription.anchorDay ?? 1),
    ...omitUndefined({ openedAt: isConversion ? now : undefined }),
  }
  const begins = isConversion || term.startsAt <= now
  const held = { subscription: begins ? hold(extended, term) : extended, terms: [...terms, term] }
  await tellExtended(context, tx, held, { paid, term })
  // A term that has not begun is told to the seller when it begins, if it changes what is used.
  if (begins || paid.line.offer.before === undefined)
    await emit(tx, toExtension(held, { paid, before: findLastTerm(terms), unfreeze: wasFrozen }))
  return saveHeld(context, tx, held)
}

/** The subscription holds from now on what the term holds. */
export function hold(subscription: Subscription, term: Term): Subscription {
  const { trialDays: _trial, ...rest } = subscription
  return omitUndefined({
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
  { subscription, terms }: SubscriptionWithTerms,
  { order, line }: PaidLine,
): Term {
  const startsAt = findLastTerm(terms)?.endsAt
  if (startsAt === undefined) throw new Error(`Subscription ${subscription.id} has no end to go on from`)
  const holding = holdingOf(line)
  const anchorDay =
    order.kind === 'conversion' || subscription.anchorDay === undefined
      ? getAnchor(startsAt, context.zone)
      : subscription.anchorDay
  const endsAt = decideEnd(holding, startsAt, { zone: context.zone, anchorDay })
  return omitUndefined({
    ...holding,
    id: context.ids.next('trm'),
    subscriptionId: subscription.id,
    orderLineId: line.id,
    position: terms.length + 1,
    startsAt,
    endsAt,
    carried: toCarried(line.amount, startsAt, line.offer.period),
  })
}

/** The extension as the seller is told of it. */
export function toExtension(
  { subscription }: SubscriptionWithTerms,
  of: { readonly paid: PaidLine; readonly before: Holding | undefined; readonly unfreeze: boolean },
): SubscriptionExtended {
  const { order, line } = of.paid
  const changes = line.offer.before !== undefined
  return omitUndefined({
    type: 'subscription.extended',
    subscriptionId: subscription.id,
    scene: order.kind === 'conversion' ? 'trial_to_formal' : changes ? 'renewal_change' : 'renewal',
    orderId: order.id,
    orderNumber: order.number,
    lineNumber: line.number,
    endsAt: computeEnd(subscription),
    productCode: of.before?.priceItemId === line.priceItemId ? undefined : line.offer.productCode,
    unfreeze: of.unfreeze,
  })
}

/** The end that the seller is told: without later terms of another combination, which are told when they begin. */
export async function findEndToTell(
  context: Pick<SubscriptionContext, 'orders' | 'clock'>,
  db: Db,
  { subscription, terms }: SubscriptionWithTerms,
): Promise<Instant> {
  const now = context.clock.now()
  for (const term of listUnreturned(terms).toReversed()) {
    const { offer } = await context.orders.getLine(db, term.orderLineId)
    if ((offer.before === undefined || term.startsAt <= now) && term.endsAt !== undefined) return term.endsAt
  }
  return computeEnd(subscription)
}

export function computeEnd({ id, endsAt }: Subscription): Instant {
  if (endsAt === undefined) throw new Error(`Subscription ${id} has no end`)
  return endsAt
}

async function tellExtended(
  context: SubscriptionContext,
  tx: Tx,
  { subscription }: SubscriptionWithTerms,
  { paid, term }: { readonly paid: PaidLine; readonly term: Term },
): Promise<void> {
  const { order, line } = paid
  const dates = omitUndefined({ startsAt: toWireTime(term.startsAt), endsAt: toWireTime(term.endsAt) })
  await record(tx, 'term.added', { subject: order.id, data: { ...dates, sellerId: line.sellerId } })
  await record(tx, order.kind === 'conversion' ? 'service.converted' : 'service.renewed', {
    subject: subscription.id,
    data: {
      ...pickParties(subscription),
      endsAt: toWireTime(computeEnd(subscription)),
      orderNumber: order.number,
      auto: order.memberId === undefined,
    },
  })
}

/**
 * The terms that the seller has confirmed by confirming this end. A term that changes the service is not among them
 * before it begins, since the seller was not told of it yet.
 */
export const listTermsUntil = ({ terms }: SubscriptionWithTerms, endsAt: Instant): Term[] =>
  listUnreturned(terms).filter(
    (term) => term.position > 1 && term.endsAt !== undefined && term.endsAt <= endsAt,
  )

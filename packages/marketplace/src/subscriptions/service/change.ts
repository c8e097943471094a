import type { Id, Instant } from '@loggia/kernel'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { findLastTerm, decideTermState } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { CarriedAfter, StoredCarried, Subscription, SubscriptionChanging, Term } from '../schema.ts'
import { fromCarried } from '../stored-carried.ts'
import * as store from '../store.ts'
import { lockHeld, saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import type { PaidLine } from './extend.ts'

/** R119: a change was paid. The service does not change until its seller confirms. The caller holds the lock. */
export async function startChange(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  of: { readonly paid: PaidLine; readonly until: Instant; readonly carried: StoredCarried },
): Promise<SubscriptionWithTerms> {
  const { until } = of
  const carried = fromCarried(of.carried)
  const { order, line } = of.paid
  decideState(subscription, 'change')
  const held = { subscription: { ...subscription, changing: { lineId: line.id, until, carried } }, terms }
  await emit<SubscriptionChanging>(tx, {
    type: 'subscription.changing',
    subscriptionId: subscription.id,
    orderId: order.id,
    orderNumber: order.number,
    lineNumber: line.number,
    until,
  })
  return saveHeld(context, tx, held)
}

const withoutChanging = ({ changing: _changing, ...subscription }: Subscription): Subscription => subscription

/** The seller has made the change: it applies now and to all paid terms. Gives its order line, if a change waits. */
export async function applyChange(
  context: SubscriptionContext,
  tx: Tx,
  id: Id<'sub'>,
): Promise<Id<'orl'> | undefined> {
  const { subscription, terms } = await lockHeld(tx, id)
  if (!subscription.changing) return undefined
  const { lineId, carried } = subscription.changing
  const { line, order } = await context.orders.lockLine(tx, lineId)
  const now = context.clock.now()
  const { skuId, priceItemId, quantity } = line
  // R125: only another sku has another productId.
  const held = skuId === subscription.skuId ? { quantity } : { skuId, priceItemId, quantity }
  // If the service has expired since the payment, a renewal continues its newest term, so that term changes too.
  const newest = findLastTerm(terms)
  const changed = await allTerms(tx, terms, (term) => {
    const state = decideTermState(term, now)
    const holds = term === newest || state === 'current' || state === 'future'
    return withCarried(holds ? { ...term, ...held } : term, carried)
  })
  const next = { ...withoutChanging(subscription), ...held, presentLineId: line.id }
  await record(tx, 'service.changed', {
    subject: next.id,
    data: {
      ...pickParties(next),
      quantity: line.quantity,
      specification: line.offer.specification,
      attributes: line.offer.attributes,
      orderId: order.id,
      orderNumber: order.number,
    },
  })
  await saveHeld(context, tx, { subscription: next, terms: changed })
  return line.id
}

/** R121: the days of the term carry the new price from the instant at which the change was priced. */
function withCarried(term: Term, { since, terms }: CarriedAfter): Term {
  const after = terms.find(({ termId }) => termId === term.id)
  return after ? { ...term, carried: { amountE8: after.amountE8, pricedBy: after.pricedBy, since } } : term
}

async function allTerms(tx: Tx, terms: readonly Term[], change: (term: Term) => Term): Promise<Term[]> {
  const changed = terms.map(change)
  await store.saveTerms(
    tx,
    changed.filter((term, i) => term !== terms[i]),
  )
  return changed
}

/** R70: the seller did not make the change in time: the service stays as it is. Gives the order line to refund. */
export async function failChange(
  context: SubscriptionContext,
  tx: Tx,
  id: Id<'sub'>,
): Promise<Id<'orl'> | undefined> {
  const { subscription, terms } = await lockHeld(tx, id)
  if (!subscription.changing) return undefined
  const { lineId, until } = subscription.changing
  const next = withoutChanging(subscription)
  await record(tx, 'service.change_failed', {
    subject: next.id,
    data: { ...pickParties(next), until: toWireTime(until) },
  })
  await saveHeld(context, tx, { subscription: next, terms })
  return lineId
}

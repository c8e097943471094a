import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Order } from '../../orders/index.ts'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { findLastTerm, findPurchaseTerm, findReturnableTerm } from '../rules/terms.ts'
import { decideState } from '../rules/transitions.ts'
import type { SubscriptionExtended, Term } from '../schema.ts'
import * as store from '../store.ts'
import { saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { computeEnd, findEndToTell } from './extend.ts'

/**
 * R118, R130: throws if the service cannot be returned in its state. Gives the term that was bought, and the instant
 * from which the five days count.
 */
export function requireReturnable({ subscription, terms }: SubscriptionWithTerms): {
  readonly term: Term
  readonly openedAt: Instant
} {
  decideState(subscription, 'return')
  const term = findPurchaseTerm(terms)
  if (subscription.trialDays !== undefined || !term) throw subscriptionProblems.trial_not_returned()
  const { openedAt } = subscription
  if (openedAt === undefined) throw new Error(`Subscription ${subscription.id} was never opened`)
  return { term, openedAt }
}

/** R111: the newest renewal, which may be returned alone; not while a change is pending at the seller. */
export function requireReturnableTerm({ subscription, terms }: SubscriptionWithTerms, now: Instant): Term {
  decideState(subscription, 'return_renewal')
  const term = findReturnableTerm(terms, now)
  if (!term) throw subscriptionProblems.no_renewal_to_come()
  if (subscription.changing) throw subscriptionProblems.changing()
  return term
}

/**
 * The product code that applies again if the returned renewal had another one, for example by its period: the seller
 * was told that one (R16).
 */
async function codeThatIsLeft(
  context: SubscriptionContext,
  tx: Tx,
  held: SubscriptionWithTerms,
  returned: Term,
): Promise<Pick<SubscriptionExtended, 'productCode'>> {
  const endsAt = await findEndToTell(context, tx, held)
  const last = held.terms.find((term) => term.refundedAt === undefined && term.endsAt === endsAt)
  if (!last || last.priceItemId === returned.priceItemId) return {}
  return { productCode: (await context.catalog.getPurchasable(tx, last.priceItemId)).priceItem.code }
}

/**
 * R111: returns the newest term, which has not begun: moves the end back, and switches automatic renewal off, which
 * would buy it again the next night. The seller is told, unless they were never told of the term. The caller has
 * checked that it may be returned.
 */
export async function returnTerm(
  context: SubscriptionContext,
  tx: Tx,
  { subscription, terms }: SubscriptionWithTerms,
  ask: { readonly termId: Id<'trm'>; readonly refundOrder: Order },
): Promise<SubscriptionWithTerms> {
  const term = terms.find(({ id }) => id === ask.termId)
  if (!term) throw new Error(`There is no term ${ask.termId}`)
  const now = context.clock.now()
  const returned: Term = { ...term, refundedAt: now }
  await store.saveTerms(tx, [returned])
  const left = terms.map((one) => (one.id === term.id ? returned : one))
  const endsAt = findLastTerm(left)?.endsAt
  const held: SubscriptionWithTerms = {
    subscription: {
      ...subscription,
      state: decideState(subscription, 'return_renewal'),
      ...omitUndefined({ endsAt }),
      renewsItself: false,
    },
    terms: left,
  }
  const { order, line } = await context.orders.lockLine(tx, term.orderLineId)
  await record(tx, 'service.renewal_returned', {
    subject: held.subscription.id,
    data: {
      ...pickParties(held.subscription),
      endsAt: toWireTime(computeEnd(held.subscription)),
      orderId: order.id,
      orderNumber: order.number,
      autoRenewalOff: subscription.renewsItself,
    },
  })
  const [refundLine] = ask.refundOrder.lines
  if (line.offer.before === undefined && refundLine)
    await emit<SubscriptionExtended>(tx, {
      type: 'subscription.extended',
      subscriptionId: subscription.id,
      scene: 'renewal_cancelled',
      orderId: ask.refundOrder.id,
      orderNumber: ask.refundOrder.number,
      lineNumber: refundLine.number,
      cancelled: { orderNumber: order.number, lineNumber: line.number },
      endsAt: await findEndToTell(context, tx, held),
      ...(await codeThatIsLeft(context, tx, held, returned)),
      unfreeze: false,
    })
  return saveHeld(context, tx, held)
}

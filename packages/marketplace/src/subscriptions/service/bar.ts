import type { Id } from '@loggia/kernel'
import { requireOperator } from '../../parties/index.ts'
import { emit, runInTx, notify, record } from '../../platform/index.ts'
import type { MemberActor, Party, Tx } from '../../platform/index.ts'
import { subscriptionProblems } from '../problems.ts'
import { decideState } from '../rules/transitions.ts'
import type { Subscription, SubscriptionBarred } from '../schema.ts'
import * as store from '../store.ts'
import { saveHeld, pickParties } from './context.ts'
import type { SubscriptionWithTerms, SubscriptionContext } from './context.ts'
import { runDueEvents } from './life.ts'

/** Throws `subscription.frozen_for_violation`, with the reason, if a service is frozen for a violation. */
export function requireUsable({ barred }: Pick<Subscription, 'barred'>): void {
  if (barred) throw subscriptionProblems.frozen_for_violation({ reason: barred.reason })
}

/** R116: an operator freezes a service for a violation, at any time, and lifts this. Its terms and lapse run on. */
export function createBar(context: SubscriptionContext) {
  async function lockAny(tx: Tx, actor: MemberActor, id: Id<'sub'>): Promise<SubscriptionWithTerms> {
    requireOperator(actor)
    if (!(await store.find(tx, id))) throw subscriptionProblems.not_found({ serviceId: id })
    return runDueEvents(context, tx, id, context.clock.now())
  }

  const bar = (actor: MemberActor, id: Id<'sub'>, reason: string): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const held = await lockAny(tx, actor, id)
      const state = decideState(held.subscription, 'bar')
      if (held.subscription.barred) throw subscriptionProblems.barred_already()
      const barred = { at: context.clock.now(), reason }
      await tell(
        tx,
        { ...held, subscription: { ...held.subscription, state, barred } },
        {
          type: 'subscription.barred',
          reason,
        },
      )
    })

  const unbar = (actor: MemberActor, id: Id<'sub'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const held = await lockAny(tx, actor, id)
      const state = decideState(held.subscription, 'unbar')
      const { barred, ...free } = held.subscription
      if (!barred) throw subscriptionProblems.not_barred()
      await tell(
        tx,
        { ...held, subscription: { ...free, state } },
        {
          type: 'subscription.unbarred',
          reason: barred.reason,
        },
      )
    })

  async function tell(
    tx: Tx,
    held: SubscriptionWithTerms,
    { type, reason }: Pick<SubscriptionBarred, 'type'> & { readonly reason: string },
  ): Promise<void> {
    const { subscription } = held
    const { id, buyerId, sellerId, state } = subscription
    const isBarred = type === 'subscription.barred'
    await record(tx, isBarred ? 'service.barred' : 'service.unbarred', {
      subject: subscription.id,
      data: { ...pickParties(subscription), reason },
    })
    await saveHeld(context, tx, held)
    const { order, line } = await context.orders.lockLine(tx, subscription.presentLineId)
    await emit<SubscriptionBarred>(tx, {
      type,
      subscriptionId: id,
      // After its grace it is frozen in any case, and stays so when the other freeze is lifted.
      tellsSeller: state !== 'retention',
    })
    const data = {
      serviceId: id,
      product: line.offer.productName,
      orderId: order.id,
      orderNumber: order.number,
      reason,
    }
    // Buyer and seller are told why.
    const parties: readonly Party[] = [
      { kind: 'buyer', id: buyerId },
      { kind: 'seller', id: sellerId },
    ]
    for (const to of parties)
      await notify(tx, isBarred ? 'service_barred' : 'service_unbarred', to, { subject: id, data })
  }

  return { bar, unbar }
}

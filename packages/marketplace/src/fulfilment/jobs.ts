import type { ProductTold } from '../catalog/index.ts'
import type { DomainJobs, Tx } from '../platform/index.ts'
import type { SubscriptionEvents } from '../subscriptions/index.ts'
import type { Fulfilment } from './service/index.ts'

/** Passes the events of a subscription on to the owner of its product type. */
export const createFulfilmentJobs = ({ start, ownerFor, requireReady }: Fulfilment): DomainJobs => ({
  events: {
    'product.submitted': (tx: Tx, event: ProductTold<'product.submitted'>) => requireReady(tx, event),
    'subscription.created': (tx: Tx, event: SubscriptionEvents['created']) => start(tx, event),
    'subscription.extended': async (tx: Tx, event: SubscriptionEvents['extended']) =>
      (await ownerFor(tx, event.subscriptionId)).extend(tx, event),
    'subscription.changing': async (tx: Tx, event: SubscriptionEvents['changing']) =>
      (await ownerFor(tx, event.subscriptionId)).change(tx, event),
    'subscription.frozen': async (tx: Tx, event: SubscriptionEvents['frozen']) =>
      (await ownerFor(tx, event.subscriptionId)).freeze(tx, event),
    'subscription.barred': async (tx: Tx, event: SubscriptionEvents['barred']) =>
      (await ownerFor(tx, event.subscriptionId)).bar(tx, event),
    'subscription.unbarred': async (tx: Tx, event: SubscriptionEvents['barred']) =>
      (await ownerFor(tx, event.subscriptionId)).bar(tx, event),
    'subscription.ended': async (tx: Tx, event: SubscriptionEvents['ended']) =>
      (await ownerFor(tx, event.subscriptionId)).end(tx, event),
  },
})

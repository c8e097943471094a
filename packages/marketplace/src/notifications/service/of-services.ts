import { timeToWire } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { RenewalUnconfirmed } from '../../provisioning/index.ts'
import type { SubscriptionEvents } from '../../subscriptions/index.ts'
import type { NewMessage } from '../schema.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** R110, R117: what a service's time brings is told to the buyer. */
export const tellService = (
  context: NotificationContext,
  tx: Tx,
  event: SubscriptionEvents['told'],
): Promise<void> => raise(context, tx, messageOf(event))

function messageOf({ what, subscriptionId, buyerId, product }: SubscriptionEvents['told']): NewMessage {
  const about = { to: { kind: 'buyer' as const, id: buyerId }, subject: subscriptionId }
  const service = { serviceId: subscriptionId, product }
  switch (what.kind) {
    case 'expiring': {
      const { daysLeft, renewsItself } = what
      const data = { ...service, endsAt: timeToWire(what.endsAt), daysLeft, renewsItself }
      return { kind: 'service_expiring', ...about, data }
    }
    case 'in_grace':
      return { kind: 'service_in_grace', ...about, data: { ...service, until: timeToWire(what.graceUntil) } }
    case 'frozen':
      return {
        kind: 'service_frozen',
        ...about,
        data: { ...service, until: timeToWire(what.retentionUntil) },
      }
    case 'releasing': {
      const data = { ...service, until: timeToWire(what.retentionUntil) }
      return { kind: 'service_releasing', ...about, data }
    }
    case 'released':
      return { kind: 'service_released', ...about, data: service }
    case 'renewal_failed': {
      const { code, sentence, nextTryAt } = what
      const again = nextTryAt !== undefined && { nextTryAt: timeToWire(nextTryAt) }
      return { kind: 'auto_renewal_failed', ...about, data: { ...service, code, sentence, ...again } }
    }
    case 'renewed_itself': {
      const { orderId, orderNumber, amount, endsAt } = what
      const data = { ...service, orderId, orderNumber, amount, endsAt: timeToWire(endsAt) }
      return { kind: 'service_renewed_itself', to: about.to, subject: orderId, data }
    }
  }
}

/** R116: buyer and seller are told that a service is frozen for a violation, and why; and that this is lifted. */
export async function tellServiceBarred(
  context: NotificationContext,
  tx: Tx,
  { type, subscriptionId, buyerId, sellerId, product, order, reason }: SubscriptionEvents['barred'],
): Promise<void> {
  const kind = type === 'subscription.barred' ? 'service_barred' : 'service_unbarred'
  const data = {
    serviceId: subscriptionId,
    product,
    orderId: order.id,
    orderNumber: order.number,
    reason,
  }
  const parties = [
    { kind: 'buyer', id: buyerId },
    { kind: 'seller', id: sellerId },
  ] as const
  for (const to of parties) await raise(context, tx, { kind, to, subject: subscriptionId, data })
}

/** R73: operators are told, since the seller's server has not taken it. */
export async function tellRenewalUnconfirmed(
  context: NotificationContext,
  tx: Tx,
  { orderId, orderNumber, sellerId, productId }: RenewalUnconfirmed,
): Promise<void> {
  const { name } = await context.parties.getSeller(tx, sellerId)
  const { lines } = await context.orders.get(tx, orderId)
  const line = lines.find((one) => one.productId === productId)
  if (!line) throw new Error(`Order ${orderNumber} has no line of product ${productId}`)
  await raise(context, tx, {
    kind: 'renewal_unconfirmed',
    to: { kind: 'operator' },
    subject: orderId,
    data: { orderId, orderNumber, seller: { id: sellerId, name }, product: line.offer.productName },
  })
}

import { sum } from '@loggia/kernel'
import type { Money } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import type { OrderCompleted, OrderLine, OrderPaid } from '../../orders/index.ts'
import { toWireMoney } from '../../platform/index.ts'
import type { MessageEvents, Tx } from '../../platform/index.ts'

type Message = Pick<MessageEvents['raised'], 'kind' | 'to' | 'subject' | 'data'>
type Purpose = Messages['order_paid']['purpose']
type OfOrder = Pick<OrderPaid, 'orderId' | 'orderNumber' | 'kind'>

const amountOf = (
  lines: readonly OrderLine[],
  { currency }: { readonly currency: Money['currency'] },
): Money =>
  sum(
    lines.map(({ amount }) => amount),
    currency,
  )

/** A refund order is not paid and not completed in this sense, so it has no purpose. */
function purposeOf({ kind }: OfOrder, lines: readonly OrderLine[]): Purpose {
  if (kind === 'new' || kind === 'refund')
    return lines.every(({ offer }) => offer.trialDays !== undefined) ? 'trial' : 'new'
  return kind
}

const describe = (order: OfOrder, lines: readonly OrderLine[]) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  purpose: purposeOf(order, lines),
  products: [...new Map(lines.map(({ productId, offer }) => [productId, offer.productName])).values()],
})

/**
 * The messages of a paid order: to the buyer, and to each of its sellers with its own lines. A buyer whose service
 * renewed automatically gets a message of *subscriptions* instead.
 */
export function listOfPaid(tx: Pick<Tx, 'actor'>, order: OrderPaid): Message[] {
  const { orderId: subject, lines } = order
  const bySeller = [...Map.groupBy(lines, ({ sellerId }) => sellerId)]
  const paid = { ...describe(order, lines), amount: toWireMoney(amountOf(lines, order)) }
  return [
    ...(tx.actor.kind === 'system'
      ? []
      : [
          {
            kind: 'order_paid' as const,
            to: { kind: 'buyer' as const, id: order.buyerId },
            subject,
            data: paid,
          },
        ]),
    ...bySeller.map(([id, own]) => ({
      kind: 'order_received' as const,
      to: { kind: 'seller' as const, id },
      subject,
      data: { ...describe(order, own), amount: toWireMoney(amountOf(own, order)) },
    })),
  ]
}

/** The message of a completed order; none for a renewal, and none to a buyer who completed it by accepting the work. */
export function listOfCompleted(tx: Pick<Tx, 'actor'>, order: OrderCompleted): Message[] {
  const { orderId: subject, kind, buyerId, lines } = order
  const isByBuyer = tx.actor.kind === 'member' && tx.actor.buyerId === buyerId
  if (kind === 'renewal' || kind === 'refund' || isByBuyer) return []
  // Others of the order may have failed and been refunded (R72).
  const provided = lines.filter(({ state }) => state === 'completed')
  return [
    { kind: 'order_completed', to: { kind: 'buyer', id: buyerId }, subject, data: describe(order, provided) },
  ]
}

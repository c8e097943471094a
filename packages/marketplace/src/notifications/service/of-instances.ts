import type { Tx } from '../../platform/index.ts'
import type { InstanceShared, InstanceUnaddressed } from '../../provisioning/index.ts'
import type { Party } from '../schema.ts'
import { raise } from './context.ts'
import type { NotificationContext } from './context.ts'

/** What a message says of the line whose instance it is about. */
async function describe(
  { orders, parties }: NotificationContext,
  tx: Tx,
  { orderId, orderLineId }: Pick<InstanceShared, 'orderId' | 'orderLineId'>,
) {
  const { number: orderNumber, lines } = await orders.get(tx, orderId)
  const line = lines.find(({ id }) => id === orderLineId)
  if (!line) throw new Error(`Order ${orderNumber} has no line ${orderLineId}`)
  const { id, name } = await parties.getSeller(tx, line.sellerId)
  const data = { orderId, orderNumber, product: line.offer.productName, seller: { id, name } }
  return { data, sellerId: id, productId: line.productId }
}

/** Told the seller for each order, who owes its buyer the address; the operators once a product, since it will be so each time. */
export async function tellUnaddressed(
  context: NotificationContext,
  tx: Tx,
  event: InstanceUnaddressed,
): Promise<void> {
  const { data, sellerId, productId } = await describe(context, tx, event)
  const kind = 'instance_unaddressed'
  await raise(context, tx, {
    kind,
    to: { kind: 'seller', id: sellerId },
    subject: event.orderLineId,
    data,
  })
  await raise(context, tx, { kind, to: { kind: 'operator' }, subject: productId, data })
}

/** To the seller, who has given one id twice, and to the operators, whom both buyers may ask. */
export async function tellShared(
  context: NotificationContext,
  tx: Tx,
  { what, reference, otherOrderId, ...of }: InstanceShared,
): Promise<void> {
  const { data, sellerId } = await describe(context, tx, of)
  const { number: otherOrderNumber } = await context.orders.get(tx, otherOrderId)
  const parties: readonly Party[] = [{ kind: 'seller', id: sellerId }, { kind: 'operator' }]
  for (const to of parties)
    await raise(context, tx, {
      kind: 'instance_shared',
      to,
      subject: `${of.orderLineId}:${what}`,
      data: { ...data, what, reference, otherOrderNumber },
    })
}

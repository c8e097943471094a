import { toConsentedData } from '../../orders/index.ts'
import { notify } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { DeliveryFailed } from '../schema.ts'
import type { FulfilmentContext } from './context.ts'

/**
 * Notifies the seller that the time of an opening is over (R70). `orphanPossible`: the seller may have made something
 * whose id is not known.
 */
export async function tellFailed(
  { orders, parties }: FulfilmentContext,
  tx: Tx,
  { delivery, orphanPossible }: Omit<DeliveryFailed, 'type'>,
): Promise<void> {
  const order = await orders.get(tx, delivery.orderId)
  const { id: orderId, number: orderNumber, lines } = order
  const line = lines.find(({ id }) => id === delivery.orderLineId)
  if (!line) throw new Error(`There is no order line ${delivery.orderLineId}`)
  await notify(
    tx,
    'opening_failed',
    { kind: 'seller', id: delivery.sellerId },
    {
      subject: delivery.orderLineId,
      data: {
        orderId,
        orderNumber,
        product: line.offer.productName,
        orphanPossible,
        // R158: the seller has to contact the buyer; R47: with what the buyer consented to pass on.
        contact: { ...toConsentedData((await parties.getCustomers(tx, [order]))(order), line.offer) },
      },
    },
  )
}

import type { Order, SellerOrder } from '@loggia/protocol/console'
import { useRead } from '../api.ts'
import type { Area } from '../frame.ts'

/** Reads the supervised deliveries of an order that has some; its page waits for them, so that it does not move. */
export function useSupervisionsOf(area: Area, orderId: string, order: Order | SellerOrder | undefined) {
  const key: 'GET /api/buyer/orders/:orderId/supervisions' =
    `GET /api/${area}/orders/:orderId/supervisions` as never
  const enabled =
    order?.kind === 'new' &&
    order.paidAt !== undefined &&
    order.lines.some(({ supervised }) => supervised === true)
  return useRead(key, { params: { orderId } }, { enabled })
}

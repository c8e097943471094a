import { mockOrder } from '@loggia/protocol/orders'
import { purchaseOfIds } from '../purchase.ts'
import type { Purchase } from '../purchase.ts'
import { OrderQueryError } from './order-query-error.ts'
import type { MarketOrder, OrderQuery } from './order-query.ts'
import { purchaseOfOrder } from './purchase-of-order.ts'

/** The order that a request names; `told` is what the request itself says of it. */
export type OrderNamed = {
  readonly orderId: string
  readonly orderLineId?: string | undefined
  readonly isTest: boolean
  readonly told?: Purchase | undefined
}

/** Finds out what was bought. Rejects with an {@link OrderQueryError}. */
export type Purchases = {
  of(order: OrderNamed): Promise<Purchase>
  /** What is known when nobody can be asked. */
  ofIds(order: OrderNamed): Purchase
}

/** Without a marketplace to ask only the ids are known, and the orders for debugging. */
export function createPurchases(query: OrderQuery | undefined, now: () => number): Purchases {
  const asking = new Map<string, Promise<MarketOrder>>()

  /** Repeats that come at the same moment share one question. */
  function ask(orderId: string, orderLineId: string | undefined, put: OrderQuery): Promise<MarketOrder> {
    const key = JSON.stringify([orderId, orderLineId])
    const under = asking.get(key)
    if (under) return under
    const asked = put(orderId, orderLineId).finally(() => asking.delete(key))
    asking.set(key, asked)
    return asked
  }

  async function of({ orderId, orderLineId, isTest, told }: OrderNamed): Promise<Purchase> {
    if (told) return told
    if (query) {
      try {
        return purchaseOfOrder(await ask(orderId, orderLineId, query), orderLineId)
      } catch (error) {
        // The ids of a debugging call may be made up.
        if (!isTest || !(error instanceof OrderQueryError)) throw error
      }
    }
    const mock = isTest ? mockOrder(orderId, now()) : undefined
    const hasLine = mock && (orderLineId === undefined || orderLineId === `${orderId}-000001`)
    return mock && hasLine ? purchaseOfOrder(mock, orderLineId, 'mock') : purchaseOfIds(orderId, orderLineId)
  }

  return { of, ofIds: ({ orderId, orderLineId }) => purchaseOfIds(orderId, orderLineId) }
}

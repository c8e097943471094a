import { createMockOrder } from '@loggia/protocol/orders'
import type { SellerProblem } from '../problems.ts'
import { createPurchaseOfIds } from '../purchase.ts'
import type { Purchase } from '../purchase.ts'
import { OrderQueryError } from './order-query-error.ts'
import type { MarketOrder, OrderQuery } from './order-query.ts'
import { toPurchase } from './purchase-of-order.ts'

/** The order of a request; `told` has what the request itself says about it. */
export type OrderNamed = {
  readonly orderId: string
  readonly orderLineId?: string | undefined
  readonly isTest: boolean
  readonly told?: Purchase | undefined
}

/** Finds out what was bought. Rejects with an {@link OrderQueryError}. */
export type Purchases = {
  of(order: OrderNamed): Promise<Purchase>
  /** The purchase if nothing but the ids is known. */
  ofIds(order: OrderNamed): Purchase
}

type Asking = {
  readonly query: OrderQuery | undefined
  readonly now: () => number
  readonly onProblem: (problem: SellerProblem) => void
}

/**
 * Whether the marketplace answered that this seller has no such order. A refusal by the gateway does not say that: with
 * a wrong address or a key without permission every query fails.
 */
const isOfNobody = (error: unknown): error is OrderQueryError =>
  error instanceof OrderQueryError &&
  (error.code === 'invalid' || error.code === 'forbidden') &&
  !error.isByGateway

/** Without an order query, only the ids of an order are known, except for the MOCK orders. */
export function createPurchases({ query, now, onProblem }: Asking): Purchases {
  const asking = new Map<string, Promise<MarketOrder>>()

  /** Repeats that arrive at the same moment share one query. */
  function ask(orderId: string, orderLineId: string | undefined, put: OrderQuery): Promise<MarketOrder> {
    const key = JSON.stringify([orderId, orderLineId])
    const under = asking.get(key)
    if (under) return under
    const asked = put(orderId, orderLineId).finally(() => asking.delete(key))
    asking.set(key, asked)
    return asked
  }

  async function of(named: OrderNamed): Promise<Purchase> {
    const { orderId, orderLineId, isTest, told } = named
    if (told) return told
    const mock = isTest ? mockOf(named) : undefined
    if (!query)
      return mock ? toPurchase(mock, orderLineId, 'mock') : createPurchaseOfIds(orderId, orderLineId)
    try {
      return toPurchase(await ask(orderId, orderLineId, query), orderLineId)
    } catch (error) {
      // The ids of a test call may be made up, so an unknown order is accepted. Other failures are not, because a
      // buyer's call would fail too. MOCK orders are queried like any other, so that a wrong key shows up before the
      // first purchase.
      if (!isTest || mock || !isOfNobody(error)) throw error
      onProblem({
        code: 'order_query_failed',
        message: `The order of a test call is unknown, so the handler gets only its IDs. ${error.message}`,
        detail: error.code,
        orderId,
        error,
      })
      return createPurchaseOfIds(orderId, orderLineId)
    }
  }

  /** The MOCK order with this id, if the line fits too. */
  function mockOf({ orderId, orderLineId }: OrderNamed): MarketOrder | undefined {
    const mock = createMockOrder(orderId, now())
    const [line] = mock?.orderLine ?? []
    return orderLineId === undefined || orderLineId === line?.orderLineId ? mock : undefined
  }

  return { of, ofIds: ({ orderId, orderLineId }) => createPurchaseOfIds(orderId, orderLineId) }
}

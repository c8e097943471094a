import type { Instant } from '@loggia/kernel'
import { createMockOrder } from '@loggia/protocol/orders'
import type { MockOrder, MockOrderId } from '@loggia/protocol/orders'

/** A debugging order and its only line, as the order query would return them now (R251). */
export function createMockOrderAt(orderId: MockOrderId, now: Instant) {
  const order = createMockOrder(orderId, now)
  const line: MockOrder['orderLine'][number] | undefined = order?.orderLine[0]
  if (!order || !line) throw new Error(`There is no debugging order ${orderId}`)
  const { periodType, periodNumber, expireTime, currency: amount } = line
  return {
    order,
    line,
    amount,
    term: periodType && { periodType, periodNumber: String(periodNumber), expireTime },
  }
}

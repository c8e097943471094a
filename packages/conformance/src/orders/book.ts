import { createMockOrder, mockOrderIds } from '@loggia/protocol/orders'
import type { orderTypes } from '@loggia/protocol/orders'
import { decodeObject } from '@loggia/protocol/wire'
import type { SentRequest } from '../engine/exchange.ts'

type OrderType = (typeof orderTypes)[number]
type Line = { readonly orderType: OrderType; readonly quantity: number }

/** The number of seats in each purchase of a run. */
export const boughtQuantity = 5
/** The number of seats after each change of a run. */
export const changedQuantity = 20

const ofActivity: Readonly<Record<string, Line>> = {
  newInstance: { orderType: 'NEW', quantity: boughtQuantity },
  orderNotify: { orderType: 'NEW', quantity: boughtQuantity },
  upgradeInstance: { orderType: 'CHANGE', quantity: changedQuantity },
  releaseInstance: { orderType: 'UNSUBSCRIBE', quantity: boughtQuantity },
}
const ofScene: Readonly<Record<string, Line>> = {
  TRIAL_TO_FORMAL: { orderType: 'TRIAL_TO_FORMAL', quantity: boughtQuantity },
  UNSUBSCRIBE_RENEWAL_PERIOD: { orderType: 'UNSUBSCRIBE', quantity: boughtQuantity },
  RENEWAL_CHANGE: { orderType: 'RENEW', quantity: changedQuantity },
}
const renewal: Line = { orderType: 'RENEW', quantity: boughtQuantity }

/** The orders that the requests of a run name, as if a buyer had placed them. */
export type OrderBook = {
  readonly expect: (request: SentRequest) => void
  /** The order as the order query returns it; undefined if no request named the order or the line. */
  readonly find: (orderId: string, orderLineId: string | undefined, nowMs: number) => object | undefined
  /** Whether a request applied for a license with this number. */
  readonly hasApplication: (eventId: string) => boolean
}

export function createOrderBook(): OrderBook {
  const orders = new Map<string, Map<string, Line>>()
  const applications = new Set<unknown>()
  return {
    hasApplication: (eventId) => applications.has(eventId),
    expect({ body }) {
      const decoded = decodeObject(body)
      if (!decoded.ok) return
      const { activity, scene, orderId, orderLineId, eventId } = decoded.value
      if (activity === 'getLicenseAsync') applications.add(eventId)
      if (typeof orderId !== 'string' || typeof orderLineId !== 'string') return
      const lines = orders.get(orderId) ?? new Map<string, Line>()
      orders.set(orderId, lines)
      if (!lines.has(orderLineId))
        lines.set(orderLineId, ofActivity[String(activity)] ?? ofScene[String(scene)] ?? renewal)
    },
    find(orderId, orderLineId, nowMs) {
      const lines = [...(orders.get(orderId) ?? [])].filter(
        ([id]) => orderLineId === undefined || id === orderLineId,
      )
      return lines.length === 0 ? undefined : presentOrder(orderId, lines, nowMs)
    },
  }
}

/** A yearly order with these lines, as the marketplace returns one while a server is debugged. */
function presentOrder(orderId: string, lines: readonly [string, Line][], nowMs: number): object | undefined {
  const mock = createMockOrder(mockOrderIds.period, nowMs)
  const [sample] = mock?.orderLine ?? []
  return (
    sample && {
      ...mock,
      orderId,
      orderType: lines[0]?.[1].orderType,
      orderLine: lines.map(([orderLineId, { quantity }]) => ({
        ...sample,
        orderLineId,
        productInfo: sample.productInfo.map((product) => ({ ...product, linearValue: quantity })),
      })),
      buyerInfo: { ...mock?.buyerInfo, customerName: 'loggia check' },
    }
  )
}

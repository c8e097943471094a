import { omitUndefined } from '@loggia/kernel'
import { formatOrderTime, createMockOrder, orderQueryPath, orderResultCodes } from '@loggia/protocol/orders'
import type { OrderQueryReply, orderTypes } from '@loggia/protocol/orders'
import type { ChangeEndReason } from '../families/instances/handlers.ts'
import type { TestCall, TestOrder } from './calls.ts'
import { answerWith } from './open-apis.ts'

type OrderType = (typeof orderTypes)[number]
type Known = { readonly order: TestOrder; readonly orderType: OrderType; readonly orderedAtMs: number }

/** The orders that a test marketplace has sold, and their order query. */
export type TestOrders = {
  /** Answers an order query; undefined if the path is none. */
  serve(url: URL): Response | undefined
  /** Remembers the order of a call, before the call is sent. */
  note(call: TestCall): void
}

const typesOfReasons: Readonly<Record<ChangeEndReason, OrderType>> = {
  trialToPaid: 'TRIAL_TO_FORMAL',
  renewal: 'RENEW',
  renewalWithChange: 'RENEW',
  renewalCancelled: 'UNSUBSCRIBE',
}

function orderTypeOf(call: Extract<TestCall, { order: TestOrder }>): OrderType {
  if (call.activity === 'upgrade') return 'CHANGE'
  if (call.activity === 'changeEnd') return typesOfReasons[call.reason]
  return call.order.isTrial ? 'TRIAL' : 'NEW'
}

/** Creates orders that can be queried as at the real marketplace. */
export function createTestOrders(now: () => number): TestOrders {
  const known = new Map<string, Known>()

  function note(call: TestCall): void {
    if (!('order' in call)) return
    const { order } = call
    // If the order was opened before, keep what is known: the notification brings an order with the same id.
    if (call.activity === 'orderPaid' && known.has(order.orderId)) return
    known.set(order.orderId, { order, orderType: orderTypeOf(call), orderedAtMs: now() })
  }

  function answerTo(url: URL): Response {
    const orderId = url.searchParams.get('orderId') ?? ''
    const lineId = url.searchParams.get('orderLineId')
    const found = known.get(orderId)
    const orderInfo = found ? infoOf(found) : createMockOrder(orderId, now())
    const hasLine = orderInfo?.orderLine.some(({ orderLineId }) => orderLineId === lineId)
    if (!orderInfo || (lineId !== null && !hasLine)) {
      const { status, message } = orderResultCodes['MKT.0150']
      return answerWith(status, {
        resultCode: 'MKT.0150',
        resultMsg: `${message}: no order of this test marketplace`,
      })
    }
    return answerWith(200, { resultCode: 'MKT.0000', resultMsg: 'Success', orderInfo })
  }

  return { note, serve: (url) => (url.pathname === orderQueryPath ? answerTo(url) : undefined) }
}

/**
 * The order as the order query returns it (open-apis §3.2), with one line for a product that is charged by the month.
 */
function infoOf({ order, orderType, orderedAtMs }: Known): NonNullable<OrderQueryReply['orderInfo']> {
  const { orderId, orderLineId, productId, skuCode, quantity, expiresAtMs, parameters = {} } = order
  const { customerId, customerName, mobilePhone = null, email = null } = order
  return {
    orderId,
    orderType,
    createTime: formatOrderTime(orderedAtMs),
    orderLine: [
      {
        orderLineId,
        chargingMode: 'PERIOD',
        periodType: 'month',
        periodNumber: 1,
        expireTime: formatOrderTime(expiresAtMs),
        productInfo: [
          omitUndefined({
            productId,
            skuCode,
            linearValue: quantity,
            productName: '测试商品,测试规格,包周期',
          }),
        ],
        extendParams: Object.entries(parameters).map(([name, value]) => ({ name, value })),
        currency: '100',
        currencyAfterDiscount: '100',
      },
    ],
    buyerInfo: { customerId, customerName, mobilePhone, email },
    extendParams: [],
  }
}

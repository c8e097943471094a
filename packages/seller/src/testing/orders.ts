import { omitUndefined } from '@loggia/kernel'
import {
  formatOrderTime,
  gatewayCodes,
  createMockOrder,
  orderQueryPath,
  orderResultCodes,
} from '@loggia/protocol/orders'
import type { OrderQueryReply, orderTypes } from '@loggia/protocol/orders'
import { readAkSk, verifyAkSk } from '@loggia/signing'
import type { ChangeEndReason } from '../families/saas/handlers.ts'
import type { OrderQueryOptions } from '../orders/order-query.ts'
import type { TestCall, TestOrder } from './calls.ts'

type OrderType = (typeof orderTypes)[number]
type Known = { readonly order: TestOrder; readonly orderType: OrderType; readonly orderedAtMs: number }

/** The orders that a test marketplace has sold, and their order query. */
export type TestOrders = {
  /** The options of the order query: `createSeller({ orders: market.orders })`. */
  readonly where: OrderQueryOptions
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

const pair = { accessKeyId: 'TESTMARKETPLACE00000', secretKey: 'the secret key of a test marketplace 000' }

/**
 * Creates orders that can be queried as at the real marketplace: signed with AK and SK, and over `fetch`. No request
 * leaves the process.
 */
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
      return answer(status, {
        resultCode: 'MKT.0150',
        resultMsg: `${message}: no order of this test marketplace`,
      })
    }
    return answer(200, { resultCode: 'MKT.0000', resultMsg: 'Success', orderInfo })
  }

  async function ask(url: string, init: RequestInit): Promise<Response> {
    const { pathname, search, host } = new URL(url)
    const headers = { ...Object.fromEntries(new Headers(init.headers)), host }
    const request = { method: init.method ?? 'GET', target: pathname + search, headers, body: '' }
    if (pathname !== orderQueryPath) return refusal('APIGW.0101')
    const read = readAkSk(new Headers(init.headers).get('authorization') ?? undefined)
    if (!read.ok || read.claim.accessKeyId !== pair.accessKeyId) return refusal('APIGW.0301')
    const verdict = verifyAkSk({ claim: read.claim, secretKey: pair.secretKey, request, nowMs: now() })
    return verdict.ok ? answerTo(new URL(url)) : refusal('APIGW.0301')
  }

  return { where: { origin: 'https://market.example', ...pair, now, fetch: ask }, note }
}

const answer = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

function refusal(code: keyof typeof gatewayCodes): Response {
  const { status, message } = gatewayCodes[code]
  return answer(status, { error_code: code, error_msg: message, request_id: 'test' })
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

import { omitUndefined } from '@loggia/kernel'
import { parseExpireTime } from '@loggia/protocol/saas/v2'
import { toParameters } from '../purchase.ts'
import type { Buyer, Charging, OrderKind, Period, Purchase, PurchaseSource } from '../purchase.ts'
import { OrderQueryError } from './order-query-error.ts'
import type { MarketOrder } from './order-query.ts'

type OrderLine = MarketOrder['orderLine'][number]

const kinds: Readonly<Record<string, OrderKind>> = {
  NEW: 'purchase',
  TRIAL: 'trial',
  TRIAL_TO_FORMAL: 'trialToPaid',
  RENEW: 'renewal',
  CHANGE: 'change',
  UNSUBSCRIBE: 'unsubscription',
}
const chargings: Readonly<Record<string, Charging>> = {
  PERIOD: 'period',
  ONE_TIME: 'oneTime',
  ON_DEMAND: 'payPerUse',
  ON_DEMAND_PKG: 'package',
}
const units = ['year', 'month', 'day'] as const

/**
 * Converts an order of the order query into a purchase of the named line, or of its only line. Throws an
 * {@link OrderQueryError} if the order has no such line.
 */
export function toPurchase(
  order: MarketOrder,
  orderLineId: string | undefined,
  source: PurchaseSource = 'order',
): Purchase {
  const line = lineOf(order, orderLineId)
  const kind = kinds[order.orderType]
  const charging = chargings[line.chargingMode]
  return omitUndefined({
    source,
    orderId: order.orderId,
    orderLineId: line.orderLineId,
    kind,
    charging,
    ...productOf(line),
    ...timesOf(order, line),
    amount: line.currency || undefined,
    buyer: buyerOf(order),
    parameters: toParameters([...(order.extendParams ?? []), ...(line.extendParams ?? [])]),
  })
}

function lineOf(order: MarketOrder, orderLineId: string | undefined): OrderLine {
  const { orderLine } = order
  const found =
    orderLineId === undefined
      ? orderLine.length === 1 && orderLine[0]
      : orderLine.find((one) => one.orderLineId === orderLineId)
  if (found) return found
  throw new OrderQueryError(
    'unreadable',
    `The order ${order.orderId} has no line ${orderLineId ?? 'that was bought'}.`,
  )
}

function productOf(line: OrderLine): Pick<Purchase, 'productId' | 'skuCode' | 'productName' | 'quantity'> {
  const product = line.productInfo?.[0]
  if (!product) return {}
  const { productId, skuCode, productName, linearValue } = product
  return omitUndefined({
    productId,
    skuCode,
    productName: productName || undefined,
    quantity: typeof linearValue === 'number' ? linearValue : undefined,
  })
}

function timesOf(
  order: MarketOrder,
  line: OrderLine,
): Pick<Purchase, 'period' | 'orderedAtMs' | 'expiresAtMs'> {
  const orderedAtMs = parseExpireTime(order.createTime)
  const expiresAtMs = line.expireTime ? parseExpireTime(line.expireTime) : undefined
  const period = toPeriod(line.periodType, line.periodNumber)
  return omitUndefined({ period, orderedAtMs, expiresAtMs })
}

/** Converts a unit and a number of the wire into a period, or undefined if they are not valid. */
export function toPeriod(
  unit: string | null | undefined,
  count: number | null | undefined,
): Period | undefined {
  const known = units.find((one) => one === unit)
  return known && typeof count === 'number' ? { unit: known, count } : undefined
}

function buyerOf({ buyerInfo }: MarketOrder): Buyer {
  if (!buyerInfo) return {}
  const { customerId, customerName, customerRealName, userId, userName, mobilePhone, email } = buyerInfo
  const told = { customerId, customerName, customerRealName, userId, userName, mobilePhone, email }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => Boolean(value)))
}

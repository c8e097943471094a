import { omitUndefined } from '@loggia/kernel'
import { gatewayRefusalSchema, orderQueryPath, orderQueryReplySchema } from '@loggia/protocol/orders'
import type { OrderQueryReply } from '@loggia/protocol/orders'
import { createMarketClient } from '../open-apis/market-client.ts'
import type { MarketOptions, MarketReply, MarketRequest } from '../open-apis/market-client.ts'
import { createRefused, createUnreadable } from '../open-apis/market-error.ts'
import type { MarketErrors } from '../open-apis/market-error.ts'
import { OrderQueryError } from './order-query-error.ts'

/** An order as the marketplace returns it (open-apis §3.2), including unknown members. */
export type MarketOrder = NonNullable<OrderQueryReply['orderInfo']>

/** Where to send order queries, and with which key. */
export type OrderQueryOptions = MarketOptions

/** Queries the marketplace for what was bought. */
export type OrderQuery = {
  /** Returns the order, with all its lines or only the named one. Rejects with an {@link OrderQueryError}. */
  (orderId: string, orderLineId?: string): Promise<MarketOrder>
}

const errors: MarketErrors<OrderQueryError> = {
  what: 'the order query',
  create: (...told) => new OrderQueryError(...told),
}

/** Creates an order query. Throws a TypeError on wrong options. */
export function createOrderQuery(options: OrderQueryOptions): OrderQuery {
  const market = createMarketClient(options, errors, 'createOrderQuery')
  return (orderId, orderLineId) => market.ask(writeQuery(orderId, orderLineId), readOrder)
}

function writeQuery(orderId: string, orderLineId: string | undefined): MarketRequest {
  const query = new URLSearchParams(omitUndefined({ orderId, orderLineId }))
  const target = `${orderQueryPath}?${query.toString().replaceAll('+', '%20')}`
  return { method: 'GET', target, contentType: 'application/json', body: '' }
}

function readOrder({ status, body }: MarketReply): MarketOrder {
  const gateway = gatewayRefusalSchema.safeParse(body)
  if (gateway.success) {
    const { error_code: code, error_msg: text, request_id: requestId } = gateway.data
    throw createRefused(errors, {
      status,
      code,
      text,
      requestId: requestId ?? undefined,
      isByGateway: true,
    })
  }
  const read = orderQueryReplySchema.safeParse(body)
  if (!read.success) throw createUnreadable(errors, status)
  const { orderInfo, resultCode, resultMsg } = read.data
  if (resultCode === 'MKT.0000' && orderInfo) return orderInfo
  throw createRefused(errors, { status, code: resultCode, text: resultMsg ?? '' })
}

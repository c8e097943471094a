import { omitUndefined } from '@loggia/kernel'
import { orderResultCodes } from '@loggia/protocol/orders'
import type { OrderResultCode } from '@loggia/protocol/orders'
import type { OrderAnswer, OrderAsk } from '../schema.ts'

const longestId = 64

/** The result codes whose answers also have `extra_info` (open-apis §4). */
const withExtra: ReadonlySet<OrderResultCode> = new Set(['MKT.0100', 'MKT.0150', 'MKT.0250'])

export function createRefusal(resultCode: OrderResultCode, details: string): OrderAnswer {
  const resultMsg = `${orderResultCodes[resultCode].message}: ${details}`
  return omitUndefined({ resultCode, resultMsg, extra_info: withExtra.has(resultCode) ? details : undefined })
}

type Read = { readonly orderId: string; readonly orderLineId: string | undefined }

/**
 * Reads the query, or returns the refusal: MKT.0101 for a missing order ID, MKT.0199 for a repeated parameter, MKT.0100
 * for an invalid value.
 */
export function readAsk({ orderId, orderLineId }: OrderAsk): Read | OrderAnswer {
  if (orderId === undefined || orderId === '')
    return createRefusal('MKT.0101', 'the parameter orderId is missing')
  for (const [name, value] of Object.entries({ orderId, orderLineId })) {
    if (value === undefined) continue
    if (typeof value !== 'string')
      return createRefusal('MKT.0199', `the parameter ${name} came more than once`)
    if (value.length > longestId)
      return createRefusal(
        'MKT.0100',
        `the parameter ${name} has ${value.length} characters; at most ${longestId} are allowed`,
      )
    if (!/^[\w-]*$/.test(value))
      return createRefusal('MKT.0100', `the parameter ${name} has characters that no ID has`)
  }
  return {
    orderId: orderId as string,
    orderLineId: orderLineId === undefined || orderLineId === '' ? undefined : (orderLineId as string),
  }
}

/** The same answer for an order that does not exist, is another seller's or was not paid, and for an unknown line. */
export const refuseUnknownOrder = (): OrderAnswer =>
  createRefusal('MKT.0150', 'there is no such order, or it is not one for products of this seller')

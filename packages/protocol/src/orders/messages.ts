import { toIso } from '@loggia/kernel'
import { z } from 'zod'

export const orderQueryPath = '/api/mkp-openapi-public/global/v1/order/query' as const

export const orderTypes = ['NEW', 'TRIAL', 'TRIAL_TO_FORMAL', 'RENEW', 'CHANGE', 'UNSUBSCRIBE'] as const
export const chargingModes = ['ON_DEMAND', 'ONE_TIME', 'PERIOD', 'ON_DEMAND_PKG'] as const

const optional = <T extends z.ZodType>(schema: T) => schema.nullish()
const extendParam = z.looseObject({ name: z.string(), value: optional(z.string()) })

// Loose: replies may gain members (open-apis §1), and our own replies are typed by the domain that writes them.
const productInfo = z.looseObject({
  productId: z.string(),
  skuCode: z.string(),
  linearValue: optional(z.number()),
  productName: optional(z.string()),
})
const orderLine = z.looseObject({
  orderLineId: z.string(),
  chargingMode: z.string(),
  periodType: optional(z.string()),
  periodNumber: optional(z.number()),
  expireTime: optional(z.string()),
  productInfo: optional(z.array(productInfo)),
  extendParams: optional(z.array(extendParam)),
  currency: optional(z.string()),
  currencyAfterDiscount: optional(z.string()),
})
const buyerInfo = z.looseObject({
  mobilePhone: optional(z.string()),
  email: optional(z.string()),
  customerId: optional(z.string()),
  customerName: optional(z.string()),
  customerRealName: optional(z.string()),
  customerType: optional(z.number()),
  userId: optional(z.string()),
  userName: optional(z.string()),
})
const orderInfo = z.looseObject({
  orderId: z.string(),
  orderType: z.string(),
  createTime: z.string(),
  orderLine: z.array(orderLine),
  buyerInfo: optional(buyerInfo),
  extendParams: optional(z.array(extendParam)),
})

/** The answer to an order query, as a seller reads it. */
export const orderQueryReplySchema = z.looseObject({
  resultCode: z.string(),
  resultMsg: optional(z.string()),
  orderInfo: optional(orderInfo),
})
export type OrderQueryReply = z.infer<typeof orderQueryReplySchema>

/** The gateway's refusal, in place of the API's reply. */
export const gatewayRefusalSchema = z.looseObject({
  error_code: z.string(),
  error_msg: z.string(),
  request_id: optional(z.string()),
})
export type GatewayRefusal = z.infer<typeof gatewayRefusalSchema>

/** `20240726064736`: UTC, to the second. */
export const formatOrderTime = (atMs: number): string => toIso(atMs).replace(/\D/g, '').slice(0, 14)

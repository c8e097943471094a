import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { agreementVersionsSchema } from '../agreements/versions.ts'
import { costCentreBriefSchema } from '../budgets/routes.ts'
import { givenParameterSchema, parameterValuesSchema } from '../catalog/buyer-parameters.ts'
import {
  buyerDataSchema,
  priceBandSchema,
  pricingModelSchema,
  sellerBriefSchema,
} from '../catalog/products.ts'
import { orderKinds, orderLineStates, orderStates } from './kinds.ts'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import type { Caller } from '../route.ts'
import { termStates } from '../subscriptions/kinds.ts'
import { barSchema } from '../subscriptions/services.ts'
import {
  historyEntrySchema,
  defineId,
  moneySchema,
  definePage,
  pageQuery,
  periodSchema,
  textSchema,
  timeSchema,
  unitPriceSchema,
} from '../values.ts'

export const orderStateSchema = z.enum(orderStates)

export const orderKindSchema = z.enum(orderKinds)

export const orderLineSchema = z.object({
  id: defineId('orl'),
  number: z.string(),
  /** R12: SaaS by default. */
  type: z.enum(productTypes).optional(),
  /** R107: its delivery is supervised, if the order is a new one. */
  supervised: z.literal(true).optional(),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  seller: sellerBriefSchema,
  specification: textSchema,
  skuCode: z.string(),
  productCode: z.string(),
  unitPrice: unitPriceSchema,
  unit: textSchema.optional(),
  quantity: z.number().int(),
  period: periodSchema,
  periodCount: z.number().int(),
  pricing: pricingModelSchema.optional(),
  bands: z.array(priceBandSchema).optional(),
  /** The chosen values of the product's attributes (R20). */
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  /** Length of the trial in days (R27). */
  trialDays: z.number().int().optional(),
  /** Data that the buyer consented to pass on (R47). */
  buyerData: z.array(buyerDataSchema).optional(),
  /** The buyer's values for the product's parameters (R47a); on the order with which they were given. */
  parameters: z.array(givenParameterSchema).optional(),
  /** The accepted versions of the market's terms and of the seller's service agreement. */
  agreements: z.object({ market: z.number().int(), service: z.number().int().optional() }).optional(),
  /** R3a: what it is booked to; only its buyer sees it. */
  costCentre: costCentreBriefSchema.optional(),
  amount: moneySchema,
  /** The refunded part of the amount: all, or the part of a change that was paid for a returned renewal (R111). */
  returned: moneySchema.optional(),
  state: z.enum(orderLineStates),
  /** The service that the line creates, renews, changes or returns. */
  subscriptionId: defineId('sub').optional(),
  /** R116: set if that service is frozen for a violation. */
  barred: barSchema.optional(),
  /** The term that the line paid for. */
  term: z
    .object({
      startsAt: timeSchema,
      endsAt: timeSchema.optional(),
      state: z.enum(termStates),
    })
    .optional(),
  /** What a renewal or a change replaces, if it differs. */
  before: z
    .object({
      specification: textSchema,
      attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
      quantity: z.number().int(),
    })
    .optional(),
})

export const orderSummarySchema = z.object({
  id: defineId('ord'),
  number: z.string(),
  kind: orderKindSchema,
  state: orderStateSchema,
  total: moneySchema,
  createdAt: timeSchema,
  /** Until when it can be paid (R61). */
  payBy: timeSchema.optional(),
  /** For a refund: the order whose money it returns. */
  refunds: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  lines: z.array(orderLineSchema).min(1),
})

export const orderSchema = orderSummarySchema.extend({
  /**
   * For products with stock, until payment: when the hold on the stock ends. Without a hold, stock is taken at payment,
   * if enough is left (R61).
   */
  stock: z.object({ heldUntil: timeSchema.optional() }).optional(),
  paidAt: timeSchema.optional(),
  closedAt: timeSchema.optional(),
  /** When the time for opening ends; if the service is not open by then, the money is refunded (R70). */
  openingUntil: timeSchema.optional(),
  /** For a refund order, the refunded order; for a refunded order, its refund order. */
  related: z.object({ id: defineId('ord'), number: z.string(), kind: orderKindSchema }).optional(),
  balance: moneySchema.optional(),
  history: z.array(historyEntrySchema),
})

export const sellerOrderSchema = orderSchema
  .omit({ balance: true, related: true })
  .extend({ buyer: z.object({ id: defineId('byr'), name: textSchema }) })

const orderParams = z.object({ orderId: defineId('ord') })

/** R287: filters of a party’s orders; all that are given must match. */
const ownOrderFilter = z.object({
  kind: orderKindSchema.optional(),
  state: orderStateSchema.optional(),
  /**
   * An order number or its beginning, or a part of a product’s name; for sellers and operators also of the buyer’s
   * name; for operators, a complete number only, and a part of a member’s name or email.
   */
  text: z.string().trim().min(1).max(100).optional(),
  /** Placed from this time. */
  from: timeSchema.optional(),
  /** Placed before this time. */
  to: timeSchema.optional(),
})
/** R3a: of a buyer also the cost centre of a line. */
const buyerOrderFilter = ownOrderFilter.extend({ costCentreId: defineId('cct').optional() })
const orderFilterSchema = ownOrderFilter.extend({
  buyerId: defineId('byr').optional(),
  sellerId: defineId('sel').optional(),
})
export type OwnOrdersFilter = z.infer<typeof ownOrderFilter>
export type BuyerOrdersFilter = z.infer<typeof buyerOrderFilter>
export type AllOrdersFilter = z.infer<typeof orderFilterSchema>

export type OrderLine = z.infer<typeof orderLineSchema>
export type OrderSummary = z.infer<typeof orderSummarySchema>
export type Order = z.infer<typeof orderSchema>
export type SellerOrder = z.infer<typeof sellerOrderSchema>
export type SellerOrderSummary = z.infer<typeof sellerOrderSummarySchema>
export const sellerOrderSummarySchema = orderSummarySchema.extend({
  buyer: z.object({ id: defineId('byr'), name: textSchema }),
})

/** `id` is the sequence, `data` a HistoryEntry; `Last-Event-ID` or `after` continues the stream. */
const eventsOf = <const C extends Caller>(caller: C) => ({
  ...caller,
  summary: {
    en: 'Stream new timeline entries of an order as server-sent events: id is the sequence number, data is a HistoryEntry',
    zh: '以服务器推送事件（SSE）返回订单时间线的新条目：id 为序号，data 为 HistoryEntry',
  },
  params: orderParams,
  query: z.object({
    after: z.coerce
      .number()
      .int()
      .min(0)
      .max(2 ** 31 - 1)
      .default(0),
  }),
  answers: 'stream' as const,
})

export const orderRoutes = defineRoutes({
  'POST /api/buyer/orders': {
    summary: { en: 'Place an order, which then waits for payment', zh: '提交订单，待支付' },
    role: 'buyer',
    needs: 'purchase',
    body: z.object({
      lines: z
        .array(
          z.object({
            priceItemId: defineId('pri'),
            quantity: z.number().int().min(1).max(1_000_000),
            periodCount: z.number().int().min(1).max(36),
            /** R27: order the trial, for the days that the price item gives. */
            trial: z.boolean().optional(),
            /** Values for the product's parameters (R47a); optional ones may be omitted. */
            parameters: parameterValuesSchema.optional(),
            /** R65: the versions that the buyer was shown; others are refused with order.agreements_changed. */
            agreements: agreementVersionsSchema.optional(),
          }),
        )
        .min(1)
        .max(20),
      /** The total that the buyer was shown; another total is refused with order.price_changed. */
      expectedTotal: moneySchema,
      /** Whether the user agreement and the service agreement were accepted (R65). */
      agreed: z.boolean(),
      /** Consent to pass on the data that the products ask for, to create the application's account (R66). */
      dataConsent: z.boolean().optional(),
      /** R3a: what it is booked to; the member’s own cost centre unless told. */
      costCentreId: defineId('cct').optional(),
    }),
    reply: z.object({ orderId: defineId('ord'), number: z.string() }),
    status: 201,
    idempotent: true,
  },
  'POST /api/buyer/orders/:orderId/payment': {
    summary: { en: 'Pay an order from the balance', zh: '用余额支付订单' },
    role: 'buyer',
    needs: 'purchase',
    params: orderParams,
    reply: z.object({ state: orderStateSchema }),
    idempotent: true,
  },
  'POST /api/buyer/orders/:orderId/cancellation': {
    summary: { en: 'Cancel an unpaid order', zh: '取消未支付的订单' },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: orderParams,
    reply: z.object({ state: orderStateSchema }),
  },
  'GET /api/buyer/orders': {
    summary: {
      en: 'List the buyer’s orders, newest first, by number or product, state, kind, cost centre and time',
      zh: '查询买家的订单列表，按时间倒序，可按订单号或商品、状态、类型、成本中心和时间筛选',
    },
    role: 'buyer',
    needs: 'any',
    query: pageQuery.extend(buyerOrderFilter.shape),
    reply: definePage(orderSummarySchema),
  },
  'GET /api/buyer/orders.csv': defineExport(
    { role: 'buyer', needs: 'any' },
    { en: 'the buyer’s orders', zh: '买家的订单' },
    buyerOrderFilter,
  ),
  'GET /api/buyer/orders/:orderId': {
    summary: { en: 'Get an order with its timeline', zh: '查询订单详情及时间线' },
    role: 'buyer',
    needs: 'any',
    params: orderParams,
    reply: orderSchema,
  },
  'GET /api/seller/orders': {
    summary: {
      en: 'List the orders of the seller’s products, newest first, by number, buyer or product, state, kind and time',
      zh: '查询包含商家商品的订单列表，按时间倒序，可按订单号、买家或商品、状态、类型和时间筛选',
    },
    role: 'seller',
    needs: 'orders:read',
    query: pageQuery.extend(ownOrderFilter.shape),
    reply: definePage(sellerOrderSummarySchema),
  },
  'GET /api/seller/orders.csv': defineExport(
    { role: 'seller', needs: 'orders:read' },
    { en: 'the orders of the seller’s products', zh: '包含商家商品的订单' },
    ownOrderFilter,
  ),
  'GET /api/seller/orders/:orderId': {
    summary: {
      en: 'Get an order with the seller’s lines only',
      zh: '查询订单详情，仅含本商家的订单行',
    },
    role: 'seller',
    needs: 'orders:read',
    params: orderParams,
    reply: sellerOrderSchema,
  },
  'GET /api/operator/orders': {
    summary: {
      en: 'List all orders, newest first; GET /api/operator/orders.csv returns the same orders as CSV',
      zh: '查询全部订单，按时间倒序；GET /api/operator/orders.csv 以 CSV 返回相同的内容',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    query: pageQuery.extend(orderFilterSchema.shape),
    reply: definePage(sellerOrderSummarySchema),
  },
  'GET /api/operator/orders.csv': defineExport(
    { role: 'operator', needs: ['reviewer', 'finance', 'appeals'] },
    { en: 'all orders', zh: '全部订单' },
    orderFilterSchema,
  ),
  'GET /api/operator/orders/:orderId': {
    summary: { en: 'Get an order with all its lines', zh: '查询完整的订单详情' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: orderParams,
    reply: sellerOrderSchema,
  },
  'GET /api/buyer/orders/:orderId/events': eventsOf({ role: 'buyer', needs: 'any' }),
  'GET /api/seller/orders/:orderId/events': eventsOf({ role: 'seller', needs: 'orders:read' }),
  'GET /api/operator/orders/:orderId/events': eventsOf({
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
  }),
})

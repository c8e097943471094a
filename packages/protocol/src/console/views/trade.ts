import { z } from 'zod'
import { expiryKinds } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, moneySchema, textSchema, timeSchema } from '../values.ts'

/** A day with what was paid on it, and on the same day of the period before. */
const tradeDaySchema = z.object({
  day: z.iso.date(),
  paid: moneySchema,
  paidBefore: moneySchema,
  orders: z.number().int(),
})

/** What was traded in a period of 30 days. */
const tradeSumsSchema = z.object({
  /** Payments for orders, by when they were paid; refunds are not subtracted. */
  paid: moneySchema,
  /** Paid orders; a trial is one. */
  orders: z.number().int(),
  /** Orders that began something paid: purchases and converted trials. */
  purchases: z.number().int(),
  /** Refunds, by when they were paid. */
  refunded: moneySchema,
})

const tradeSchema = z.object({
  /** The first and the last day, in the market’s zone; the last is today. */
  from: z.iso.date(),
  to: z.iso.date(),
  days: z.array(tradeDaySchema),
  total: tradeSumsSchema,
  /** The 30 days before. */
  before: tradeSumsSchema,
})

/** Services that end in a period, with what their renewals would cost now. */
const dueSchema = z.object({
  count: z.number().int(),
  amount: moneySchema,
  /** Services among them that cannot be renewed, of which nothing is in `amount`. */
  ending: z.number().int(),
})

export const sellerSalesSchema = tradeSchema.extend({
  /** The products with the highest payments, at most five. */
  products: z.array(
    z.object({ id: defineId('prd'), name: textSchema, paid: moneySchema, paidBefore: moneySchema }),
  ),
  /** Paid for all other products. */
  others: moneySchema,
  /** Services that end in the coming four weeks, by week from today on. */
  renewals: z.array(z.object({ from: z.iso.date(), renewing: dueSchema, open: dueSchema })),
  /** Those among them that are not renewed automatically, the earliest first; at most five. */
  ending: z.array(
    z.object({
      id: defineId('sub'),
      /** The order that its present term is from. */
      orderId: defineId('ord'),
      name: textSchema,
      buyer: textSchema,
      at: timeSchema,
      /** What the renewal would cost now; absent if it is not possible. */
      amount: moneySchema.optional(),
    }),
  ),
})
export type SellerSales = z.infer<typeof sellerSalesSchema>

export const operatorTradeSchema = tradeSchema.extend({
  /** Deliveries by the day on which they began. */
  deliveries: z.array(
    z.object({
      day: z.iso.date(),
      activated: z.number().int(),
      failed: z.number().int(),
      /** Neither activated nor failed yet. */
      underWay: z.number().int(),
    }),
  ),
})
export type OperatorTrade = z.infer<typeof operatorTradeSchema>

export const buyerSpendingSchema = z.object({
  /** The last twelve months, `2026-11`; the last is the current one. */
  months: z.array(z.object({ month: z.string(), paid: moneySchema, refunded: moneySchema })),
  /** The products with the highest payments, at most two, with what was paid in each month. */
  products: z.array(
    z.object({ id: defineId('prd'), name: textSchema, paid: moneySchema, byMonth: z.array(moneySchema) }),
  ),
  total: moneySchema,
})
export type BuyerSpending = z.infer<typeof buyerSpendingSchema>

export const buyerRenewalsSchema = z.object({
  /** The automatic renewals of this month and the next three, each at today’s price as often as it comes. */
  months: z.array(z.object({ month: z.string(), count: z.number().int(), amount: moneySchema })),
  /** Automatic renewals of the next 14 days. */
  soon: z.object({ count: z.number().int(), amount: moneySchema }),
  /** What happens to services in the next 28 days, the earliest first; at most 100. */
  calendar: z.array(
    z.object({
      id: defineId('sub'),
      name: textSchema,
      at: timeSchema,
      kind: z.enum(expiryKinds),
      /** What the renewal would cost now; absent if it is not possible. */
      amount: moneySchema.optional(),
    }),
  ),
})
export type BuyerRenewals = z.infer<typeof buyerRenewalsSchema>

export const tradeRoutes = defineRoutes({
  'GET /api/seller/sales': {
    summary: {
      en: 'Get the seller’s sales of the last 30 days, by day and by product, and the renewals due in four weeks',
      zh: '查询商家近 30 天按日、按商品的成交额，以及四周内到期的续费',
    },
    role: 'seller',
    needs: 'orders:read',
    reply: sellerSalesSchema,
  },
  'GET /api/buyer/spending': {
    summary: {
      en: 'Get what the buyer paid in the last twelve months, by month and by product',
      zh: '查询买家近 12 个月按月、按商品的支出',
    },
    role: 'buyer',
    needs: 'any',
    reply: buyerSpendingSchema,
  },
  'GET /api/buyer/renewals': {
    summary: {
      en: 'Get the expiries of the next 28 days and the automatic renewals of the coming months at today’s prices',
      zh: '查询 28 天内的到期日程，以及未来几个月按当前价格估算的自动续费',
    },
    role: 'buyer',
    needs: 'any',
    reply: buyerRenewalsSchema,
  },
  'GET /api/operator/trade': {
    summary: {
      en: 'Get payments, orders and activations of the last 30 days, by day',
      zh: '查询近 30 天按日的支付额、订单和开通情况',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    reply: operatorTradeSchema,
  },
})

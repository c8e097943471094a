import { z } from 'zod'
import { quoteKinds } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { priceBandSchema, pricingModelSchema } from '../catalog/products.ts'
import { defineId, moneySchema, periodSchema, textSchema, timeSchema, unitPriceSchema } from '../values.ts'

const askedSchema = z.object({
  serviceId: defineId('sub'),
  priceItemId: defineId('pri'),
  quantity: z.number().int().min(1).max(1_000_000),
})

const askedForPeriods = askedSchema.extend({ periodCount: z.number().int().min(1).max(36) })

/** R109, R118, R119: what to price. A renewal with another quantity or combination is a change at renewal. */
export const quoteAskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('renewal'), lines: z.array(askedForPeriods).min(1).max(20) }),
  z.object({ kind: z.literal('conversion'), lines: z.array(askedForPeriods).length(1) }),
  z.object({ kind: z.literal('change'), lines: z.array(askedSchema).length(1) }),
])

const composedSchema = z.object({
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })),
  quantity: z.number().int(),
  unit: textSchema.optional(),
  period: periodSchema,
  endsAt: timeSchema.optional(),
})

export const quoteLineSchema = z.object({
  serviceId: defineId('sub'),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  before: composedSchema,
  /** `startsAt`: when the purchase takes effect. */
  after: composedSchema.extend({ startsAt: timeSchema, periodCount: z.number().int().optional() }),
  /** The price that the amount is computed from; absent for a change, which has a fee. */
  price: z
    .object({
      unitPrice: unitPriceSchema,
      pricing: pricingModelSchema.optional(),
      bands: z.array(priceBandSchema).optional(),
    })
    .optional(),
  amount: moneySchema,
  /** The parts of a change's fee (R121, R122). */
  fee: z
    .object({
      days: z.number().int(),
      /** Exact, up to eight places. */
      newPart: z.string(),
      oldPart: z.string(),
      /** The amount paid for these days (R121), or today's price of what is held (R122). */
      oldPartIs: z.enum(['paid', 'price']),
    })
    .optional(),
})

export const quoteSchema = z.object({
  id: defineId('quo'),
  kind: z.enum(quoteKinds),
  createdAt: timeSchema,
  /** Until then it can be paid at this price. */
  expiresAt: timeSchema,
  lines: z.array(quoteLineSchema).min(1),
  total: moneySchema,
  balance: moneySchema,
  /** The order that was made from it. */
  orderId: defineId('ord').optional(),
})

/** The price of the same request now; nothing is stored, and no seller is asked. */
export const estimateSchema = z.object({
  lines: z.array(quoteLineSchema.pick({ serviceId: true, amount: true, fee: true })).min(1),
  total: moneySchema,
})

export type QuoteAsk = z.infer<typeof quoteAskSchema>
export type Quote = z.infer<typeof quoteSchema>
export type QuoteLine = z.infer<typeof quoteLineSchema>
export type QuoteEstimate = z.infer<typeof estimateSchema>
const quoteParams = z.object({ quoteId: defineId('quo') })

export const quoteRoutes = defineRoutes({
  'POST /api/buyer/quotes': {
    summary: {
      en: 'Create a quote for a renewal, a conversion or a change; it can be paid within 15 minutes',
      zh: '为续费、转正或变更创建报价，15 分钟内有效',
    },
    role: 'buyer',
    needs: 'purchase',
    body: quoteAskSchema,
    reply: quoteSchema,
    status: 201,
  },
  'POST /api/buyer/quotes/estimates': {
    summary: {
      en: 'Get the price of a renewal, a conversion or a change without creating a quote',
      zh: '查询续费、转正或变更的当前价格，不创建报价',
    },
    role: 'buyer',
    needs: 'purchase',
    body: quoteAskSchema,
    reply: estimateSchema,
  },
  'GET /api/buyer/quotes/:quoteId': {
    summary: { en: 'Get a quote', zh: '查询报价' },
    role: 'buyer',
    needs: 'any',
    params: quoteParams,
    reply: quoteSchema,
  },
  'POST /api/buyer/quotes/:quoteId/payment': {
    summary: {
      en: 'Pay a quote from the balance, at exactly the quoted price',
      zh: '用余额支付报价，按报价金额扣款',
    },
    role: 'buyer',
    needs: 'purchase',
    params: quoteParams,
    reply: z.object({ orderId: defineId('ord'), number: z.string() }),
    idempotent: true,
  },
})

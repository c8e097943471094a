import { z } from 'zod'
import { routes } from './route.ts'
import { serviceSchema } from './services.ts'
import {
  historyEntrySchema,
  idOf,
  moneySchema,
  periodSchema,
  textSchema,
  timeSchema,
  unitPriceSchema,
} from './values.ts'
import { priceBandSchema, pricingModelSchema, supportSchema } from './catalog.ts'

/** A stretch of a subscription that one order line paid for: half-open, in the order in which they follow. */
export const termSchema = z.object({
  id: idOf('trm'),
  state: z.enum(['future', 'current', 'past', 'refunded']),
  startsAt: timeSchema,
  /** Absent of what was bought once. */
  endsAt: timeSchema.optional(),
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
  period: periodSchema,
  periodCount: z.number().int(),
  trialDays: z.number().int().optional(),
  amount: moneySchema,
  order: z.object({ id: idOf('ord'), number: z.string() }),
})
/** R110. */
export const autoRenewalSchema = z.object({
  on: z.boolean(),
  /** The first try comes at 03:00 so many days before the end. */
  daysBefore: z.number().int().min(1).max(7),
  /** Renewals that are left; 0 is without limit. */
  times: z.number().int().min(0).max(99),
  /** The next try, while it is on. */
  nextTryAt: timeSchema.optional(),
  /** What it would take now. */
  amount: moneySchema.optional(),
  /** Why the last try failed. */
  failure: z.object({ at: timeSchema, code: z.string(), sentence: textSchema }).optional(),
})
/** What is not possible now, and why, in both languages. */
const refusalSchema = z.object({ code: z.string(), sentence: textSchema })
const actSchema = z.object({ allowed: z.boolean(), refusal: refusalSchema.optional() })
/** What may be returned now (R111, R130–R135, R143). */
export const refundableSchema = z.object({
  kind: z.enum(['five_day', 'renewal']),
  amount: moneySchema,
  /** The last moment to ask for it. */
  until: timeSchema,
  /** Of a renewal: the order that is returned, and the end that the service then has. */
  order: z.object({ id: idOf('ord'), number: z.string() }).optional(),
  endsAt: timeSchema.optional(),
})
export const serviceDetailSchema = serviceSchema.extend({
  /** Newest last. */
  terms: z.array(termSchema),
  autoRenewal: autoRenewalSchema.optional(),
  /** A change that is paid and that the seller has not confirmed yet. */
  changing: z
    .object({
      order: z.object({ id: idOf('ord'), number: z.string() }),
      specification: textSchema,
      attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
      quantity: z.number().int(),
      until: timeSchema,
    })
    .optional(),
  acts: z.object({
    renew: actSchema,
    convert: actSchema,
    /** R118: with another quantity than the trial's. */
    convertQuantity: actSchema,
    change: actSchema,
    changeAtRenewal: actSchema,
    autoRenew: actSchema,
    refund: actSchema,
  }),
  refundable: z.array(refundableSchema),
  /** Whom to ask about it: what its product says of support, else what its seller says. */
  support: supportSchema.optional(),
  /** What happened to it, newest first; the newest hundred. */
  history: z.array(historyEntrySchema),
})
/** One combination of the service's specification with its prices. */
const choiceSchema = z.object({
  skuId: idOf('sku'),
  /** It is the present one. */
  present: z.boolean(),
  attributes: z.array(z.object({ name: textSchema, value: textSchema })),
  prices: z.array(
    z.object({
      priceItemId: idOf('pri'),
      period: periodSchema,
      unitPrice: unitPriceSchema,
      bands: z.array(priceBandSchema).optional(),
      maxPeriods: z.number().int(),
    }),
  ),
})
/** What may be chosen when a service is renewed, converted or changed. */
export const serviceChoicesSchema = z.object({
  quantity: z
    .object({
      name: textSchema,
      unit: textSchema,
      min: z.number().int(),
      max: z.number().int(),
      pricing: pricingModelSchema.optional(),
    })
    .optional(),
  /** The present one first. */
  choices: z.array(choiceSchema),
})
const askedSchema = z.object({
  serviceId: idOf('sub'),
  priceItemId: idOf('pri'),
  quantity: z.number().int().min(1).max(1_000_000),
})
const askedForPeriods = askedSchema.extend({ periodCount: z.number().int().min(1).max(36) })
/** R109, R118, R119: what is to be priced. A renewal with another quantity or combination is a change at renewal. */
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
  serviceId: idOf('sub'),
  product: z.object({ id: idOf('prd'), name: textSchema, logo: z.string().optional() }),
  before: composedSchema,
  /** `startsAt`: when what is bought takes effect. */
  after: composedSchema.extend({ startsAt: timeSchema, periodCount: z.number().int().optional() }),
  amount: moneySchema,
  /** Of a change: what the fee of R121, R122 is made of. */
  fee: z
    .object({
      days: z.number().int(),
      /** Exact, up to eight places. */
      newPart: z.string(),
      oldPart: z.string(),
      /** What was paid for these days (R121), or what is held at today's price (R122). */
      oldPartIs: z.enum(['paid', 'price']),
    })
    .optional(),
})
export const quoteSchema = z.object({
  id: idOf('quo'),
  kind: z.enum(['renewal', 'conversion', 'change']),
  createdAt: timeSchema,
  /** Until then it can be paid, at this price. */
  expiresAt: timeSchema,
  lines: z.array(quoteLineSchema).min(1),
  total: moneySchema,
  balance: moneySchema,
  /** The order that it became. */
  orderId: idOf('ord').optional(),
})
/** R131, R135, R136: self-service refunds of the calendar year in the market's zone. */
export const refundQuotaSchema = z.object({
  year: z.number().int(),
  most: z.number().int(),
  /** Succeeded. */
  used: z.number().int(),
  /** Not decided yet: they count as well. */
  open: z.number().int(),
  left: z.number().int(),
})

export type Term = z.infer<typeof termSchema>
export type AutoRenewal = z.infer<typeof autoRenewalSchema>
export type Refundable = z.infer<typeof refundableSchema>
export type ServiceAct = z.infer<typeof actSchema>
export type ServiceDetail = z.infer<typeof serviceDetailSchema>
export type ServiceChoices = z.infer<typeof serviceChoicesSchema>
export type QuoteAsk = z.infer<typeof quoteAskSchema>
export type Quote = z.infer<typeof quoteSchema>
export type QuoteLine = z.infer<typeof quoteLineSchema>
export type RefundQuota = z.infer<typeof refundQuotaSchema>

const serviceParams = z.object({ serviceId: idOf('sub') })
const quoteParams = z.object({ quoteId: idOf('quo') })

export const lifecycleRoutes = routes({
  'GET /api/buyer/services/:serviceId': {
    summary: {
      en: 'One purchased service: its terms, what may be done with it and what may be returned',
      zh: '一项已购买的服务：各期、可以做什么、可以退什么',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceDetailSchema,
  },
  'GET /api/buyer/services/:serviceId/choices': {
    summary: {
      en: 'What may be chosen when it is renewed, converted or changed, at today’s prices',
      zh: '续费、转正或变更时可以选什么，按今天的价格',
    },
    role: 'buyer',
    needs: 'any',
    params: serviceParams,
    reply: serviceChoicesSchema,
  },
  'PUT /api/buyer/services/:serviceId/auto-renewal': {
    summary: {
      en: 'Let a service renew itself, or not any more (R110)',
      zh: '开启或关闭一项服务的自动续费（R110）',
    },
    role: 'buyer',
    needs: 'purchase',
    params: serviceParams,
    body: z.object({
      on: z.boolean(),
      daysBefore: z.number().int().min(1).max(7).default(7),
      times: z.number().int().min(0).max(99).default(0),
    }),
    reply: autoRenewalSchema,
  },
  'POST /api/buyer/quotes': {
    summary: {
      en: 'Price a renewal, a conversion or a change; the answer can be paid for 15 minutes',
      zh: '为续费、转正或变更报价；15 分钟内可按此支付',
    },
    role: 'buyer',
    needs: 'purchase',
    body: quoteAskSchema,
    reply: quoteSchema,
    status: 201,
  },
  'GET /api/buyer/quotes/:quoteId': {
    summary: { en: 'A quote as it was given', zh: '一份报价，与给出时相同' },
    role: 'buyer',
    needs: 'any',
    params: quoteParams,
    reply: quoteSchema,
  },
  'POST /api/buyer/quotes/:quoteId/payment': {
    summary: {
      en: 'Pay a quote from the balance; what was shown is what is taken',
      zh: '用余额支付报价；显示多少就扣多少',
    },
    role: 'buyer',
    needs: 'purchase',
    params: quoteParams,
    reply: z.object({ orderId: idOf('ord'), number: z.string() }),
    idempotent: true,
  },
})

export const refundRoutes = routes({
  'GET /api/buyer/refund-quota': {
    summary: {
      en: 'Self-service refunds of this year: used, open and left (R131, R135)',
      zh: '今年的自助退订次数：已用、处理中与剩余（R131、R135）',
    },
    role: 'buyer',
    needs: 'any',
    reply: refundQuotaSchema,
  },
  'POST /api/buyer/services/:serviceId/refund': {
    summary: {
      en: 'Return a service within five days, or its newest renewal that has not begun (R130, R111)',
      zh: '五天内退订服务，或退订最新一笔尚未生效的续费（R130、R111）',
    },
    role: 'buyer',
    needs: 'purchase',
    params: serviceParams,
    body: z.object({
      kind: z.enum(['five_day', 'renewal']),
      /** What the buyer was shown; another amount is refused. */
      expectedAmount: moneySchema,
    }),
    reply: z.object({ orderId: idOf('ord'), number: z.string(), amount: moneySchema }),
    status: 201,
    idempotent: true,
  },
})

import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { priceBandSchema, pricingModelSchema, sellerBriefSchema, supportSchema } from '../catalog/products.ts'
import { refundKinds } from '../refunds/kinds.ts'
import { serviceStates, termStates } from './kinds.ts'
import {
  historyEntrySchema,
  defineId,
  moneySchema,
  periodSchema,
  textSchema,
  timeSchema,
  unitPriceSchema,
} from '../values.ts'

export const serviceStateSchema = z.enum(serviceStates)

/** Since when a service is frozen for a violation, and why. */
export const barSchema = z.object({ at: timeSchema, reason: z.string() })

export const serviceSchema = z.object({
  id: defineId('sub'),
  state: serviceStateSchema,
  /** R12: without it SaaS. */
  type: z.enum(productTypes).optional(),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  seller: sellerBriefSchema,
  specification: textSchema,
  quantity: z.number().int(),
  unit: textSchema.optional(),
  period: periodSchema,
  periodCount: z.number().int(),
  /** The values of the product’s attributes (R20). */
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  /** Of a trial that has not become a paid term (R27). */
  trialDays: z.number().int().optional(),
  startsAt: timeSchema.optional(),
  /** The end of the last term that is paid. */
  endsAt: timeSchema.optional(),
  /** When it will be frozen and released if it is not renewed (R113). */
  freezesAt: timeSchema.optional(),
  releasesAt: timeSchema.optional(),
  /** Whether it renews itself (R110). */
  renewsItself: z.boolean().optional(),
  /** R116: an operator froze it for a violation, beside its state; its time runs on. */
  barred: barSchema.optional(),
  order: z.object({ id: defineId('ord'), number: z.string() }),
  /** The id that the seller gave the instance. */
  instanceReference: z.string().optional(),
  /** Until when the seller may still open it (R70). */
  openingUntil: timeSchema.optional(),
})

export type Service = z.infer<typeof serviceSchema>

/** A stretch of a subscription that one order line paid for: half-open, in the order in which they follow. */
export const termSchema = z.object({
  id: defineId('trm'),
  state: z.enum(termStates),
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
  order: z.object({ id: defineId('ord'), number: z.string() }),
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
  kind: z.enum(refundKinds),
  amount: moneySchema,
  /** The last moment to ask for it. */
  until: timeSchema,
  /** Of a renewal: the order that is returned, and the end that the service then has. */
  order: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  endsAt: timeSchema.optional(),
})

export const serviceDetailSchema = serviceSchema.extend({
  /** Newest last. */
  terms: z.array(termSchema),
  autoRenewal: autoRenewalSchema.optional(),
  /** A change that is paid and that the seller has not confirmed yet. */
  changing: z
    .object({
      order: z.object({ id: defineId('ord'), number: z.string() }),
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
  skuId: defineId('sku'),
  /** It is the present one. */
  present: z.boolean(),
  attributes: z.array(z.object({ name: textSchema, value: textSchema })),
  prices: z.array(
    z.object({
      priceItemId: defineId('pri'),
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

export type Term = z.infer<typeof termSchema>
export type AutoRenewal = z.infer<typeof autoRenewalSchema>
export type Refundable = z.infer<typeof refundableSchema>
export type ServiceAct = z.infer<typeof actSchema>
export type ServiceDetail = z.infer<typeof serviceDetailSchema>
export type ServiceChoices = z.infer<typeof serviceChoicesSchema>

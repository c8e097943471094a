import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { priceBandSchema, pricingModelSchema, sellerBriefSchema, supportSchema } from '../catalog/products.ts'
import { refundKinds } from '../refunds/kinds.ts'
import { renewalPeriods, serviceStates, termStates } from './kinds.ts'
import { refusalSchema } from './refusals.ts'
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
export const renewalPeriodSchema = z.enum(renewalPeriods)

/** When and why a service was frozen for a violation. */
export const barSchema = z.object({ at: timeSchema, reason: z.string() })

export const serviceSchema = z.object({
  id: defineId('sub'),
  state: serviceStateSchema,
  /** R12: SaaS by default. */
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
  /** Length in days of a trial that has not become a paid term (R27). */
  trialDays: z.number().int().optional(),
  startsAt: timeSchema.optional(),
  /** The end of the last paid term. */
  endsAt: timeSchema.optional(),
  /** When it will be frozen and released unless it is renewed (R113). */
  freezesAt: timeSchema.optional(),
  releasesAt: timeSchema.optional(),
  /** Whether automatic renewal is on (R110). */
  renewsItself: z.boolean().optional(),
  /** In lists, if it is on: what the next renewal would be now. */
  nextRenewal: z.object({ period: renewalPeriodSchema, amount: moneySchema.optional() }).optional(),
  /** R116: set while frozen for a violation; its state and term are not affected. */
  barred: barSchema.optional(),
  order: z.object({ id: defineId('ord'), number: z.string() }),
  /** The seller's id of the instance. */
  instanceReference: z.string().optional(),
  /** When the time for opening ends (R70). */
  openingUntil: timeSchema.optional(),
})

export type Service = z.infer<typeof serviceSchema>

/** How many services a buyer has. */
export const serviceFiguresSchema = z.object({
  /** Of each type that the buyer has, in all states. */
  types: z.array(z.object({ type: z.enum(productTypes), count: z.number().int() })),
  /** In each state that some service is in; those of `type` only, if one is asked for. */
  states: z.array(z.object({ state: serviceStateSchema, count: z.number().int() })),
  /** Of those in use: trials, and paid ones that end within 15 days without automatic renewal. */
  trials: z.number().int(),
  expiring: z.number().int(),
})
export type ServiceFigures = z.infer<typeof serviceFiguresSchema>

/** A half-open period of a subscription that one order line paid for; terms follow each other in order. */
const composedSchema = z.object({
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
})

export const termSchema = z.object({
  id: defineId('trm'),
  state: z.enum(termStates),
  startsAt: timeSchema,
  /** Absent for one-time purchases. */
  endsAt: timeSchema.optional(),
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
  period: periodSchema,
  periodCount: z.number().int(),
  trialDays: z.number().int().optional(),
  /** What was bought at first, for `amount`; the members above say what the term holds since its last change. */
  bought: composedSchema,
  amount: moneySchema,
  order: z.object({ id: defineId('ord'), number: z.string() }),
  /** The changes that were paid for and made during the term, oldest first (R119). */
  changes: z.array(
    z.object({
      at: timeSchema,
      before: composedSchema,
      after: composedSchema,
      amount: moneySchema,
      order: z.object({ id: defineId('ord'), number: z.string() }),
    }),
  ),
})

/** R110. */
export const autoRenewalSchema = z.object({
  on: z.boolean(),
  /** The first try is at 03:00 this many days before the end. */
  daysBefore: z.number().int().min(1).max(7),
  /** Remaining renewals; 0: unlimited. */
  times: z.number().int().min(0).max(99),
  /** The chosen period; by default the current one. */
  period: renewalPeriodSchema,
  /** Set if the chosen period is no longer sold: by this one it renews instead, after a message. */
  replacedBy: renewalPeriodSchema.optional(),
  /** The periods that are sold now, the shortest first. `perYear`: what twelve months of renewals cost. */
  options: z.array(z.object({ period: renewalPeriodSchema, amount: moneySchema, perYear: moneySchema })),
  /** The next try, while automatic renewal is on. */
  nextTryAt: timeSchema.optional(),
  /** The amount that the next renewal would take now. */
  amount: moneySchema.optional(),
  /** Why the last try failed. */
  failure: z.object({ at: timeSchema, code: z.string(), sentence: textSchema }).optional(),
})

const actSchema = z.object({ allowed: z.boolean(), refusal: refusalSchema.optional() })

/** A refund that is possible now (R111, R130–R135, R143). */
export const refundableSchema = z.object({
  kind: z.enum(refundKinds),
  amount: moneySchema,
  /** The last moment to request it. */
  until: timeSchema,
  /** For a renewal: its order, and the end that the service then has. */
  order: z.object({ id: defineId('ord'), number: z.string() }).optional(),
  endsAt: timeSchema.optional(),
})

export const serviceDetailSchema = serviceSchema.extend({
  /** Newest last. */
  terms: z.array(termSchema),
  autoRenewal: autoRenewalSchema.optional(),
  /** A paid change that the seller has not confirmed yet. */
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
    /** R118: a conversion with another quantity than the trial's. */
    convertQuantity: actSchema,
    change: actSchema,
    changeAtRenewal: actSchema,
    autoRenew: actSchema,
    refund: actSchema,
  }),
  refundable: z.array(refundableSchema),
  /** Contact for support: the product's, else the seller's. */
  support: supportSchema.optional(),
  /** The newest hundred entries, newest first. */
  history: z.array(historyEntrySchema),
})

/** A combination of the service's specification, with its prices. */
const choiceSchema = z.object({
  skuId: defineId('sku'),
  /** Whether it is the current one. */
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

/** The options when a service is renewed, converted or changed. */
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
  /** The current one first. */
  choices: z.array(choiceSchema),
})

export type Term = z.infer<typeof termSchema>
export type AutoRenewal = z.infer<typeof autoRenewalSchema>
export type Refundable = z.infer<typeof refundableSchema>
export type ServiceAct = z.infer<typeof actSchema>
export type ServiceDetail = z.infer<typeof serviceDetailSchema>
export type ServiceChoices = z.infer<typeof serviceChoicesSchema>

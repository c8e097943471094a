import { z } from 'zod'
import { exchangePartSchema, verdictSchema } from '../calls/routes.ts'
import { productStateSchema } from '../catalog/products.ts'
import { defineId, textSchema, timeSchema } from '../values.ts'
import { consequences, dialHalves, dialTestStates, failureCauses, skipReasons, standings } from './kinds.ts'

const product = z.object({ id: defineId('prd'), name: textSchema })
const seller = z.object({ id: defineId('sel'), name: textSchema })
/** A calendar date in the market's zone. */
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)

export const dialTestSchema = z.object({
  id: defineId('dlt'),
  product,
  day,
  half: z.enum(dialHalves),
  state: z.enum(dialTestStates),
  dueAt: timeSchema,
  startedAt: timeSchema.optional(),
  endedAt: timeSchema.optional(),
  /** Why it called nothing. */
  skipped: z.enum(skipReasons).optional(),
  /** Of the calls of a test that is over. */
  calls: z.object({ passed: z.number().int(), all: z.number().int() }),
})

/** One scene as it was called; secrets are masked. */
export const dialCallSchema = z.object({
  /** Such as `new_period`; the same name in each protocol that has it. */
  scene: z.string(),
  /** The protocol's name of the interface. */
  activity: z.string(),
  /** Whether the product must have it, by how it is sold and what it promises; the others do not count. */
  needed: z.boolean(),
  passed: z.boolean(),
  /** It passed only after five seconds. */
  slow: z.boolean(),
  verdict: verdictSchema,
  resultCode: z.string().optional(),
  durationMs: z.number().int(),
  at: timeSchema,
  url: z.string(),
  request: exchangePartSchema,
  reply: exchangePartSchema.optional(),
})
export const dialTestDetailSchema = dialTestSchema.extend({ callList: z.array(dialCallSchema) })

/** What comes if failures go on. */
export const comingConsequenceSchema = z.object({
  cause: z.enum(failureCauses),
  what: z.enum(consequences),
  /** The number of failures after which it comes, and how many of them are missing. */
  after: z.number().int(),
  left: z.number().int(),
  /** The earliest time: at the end of that day's dial tests. Orders have none. */
  at: timeSchema.optional(),
})

export const watchSchema = z.object({
  product: product.extend({ state: productStateSchema }),
  standing: z.enum(standings),
  /** In a row. */
  failedDays: z.number().int(),
  /** Orders that failed through the interface in the current month of the market's zone. */
  orders: z.object({ month: z.string(), failed: z.number().int() }),
  off: z.object({ reason: z.string(), at: timeSchema }).optional(),
  /** No consequences until then, and what fails until then does not count; absent when it is over. */
  deferred: z.object({ until: timeSchema, reason: z.string() }).optional(),
  frozenAt: timeSchema.optional(),
  delistedAt: timeSchema.optional(),
  relisting: z.object({ askedAt: timeSchema, note: z.string().optional() }).optional(),
  last: dialTestSchema.omit({ product: true }).optional(),
  /** When the next dial test is due; absent while none is planned. */
  nextTestAt: timeSchema.optional(),
  /** The next consequence of each cause, the nearest first. */
  coming: z.array(comingConsequenceSchema),
  /** Whether the seller can have the interface checked now, as after a repair. */
  mayCheck: z.boolean(),
  /** Whether the seller can ask for relisting: a check has passed since the delisting. */
  mayAskRelisting: z.boolean(),
})

export const watchDetailSchema = watchSchema.extend({
  /** Every rule of consequence, those of days first; `at` as in `coming`, for those that have not come. */
  rules: z.array(
    z.object({
      cause: z.enum(failureCauses),
      what: z.enum(consequences),
      after: z.number().int(),
      source: z.string(),
      isReached: z.boolean(),
      at: timeSchema.optional(),
    }),
  ),
})

export const operatorDialTestSchema = dialTestSchema.extend({ seller })
export const operatorDialTestDetailSchema = dialTestDetailSchema.extend({ seller })
export const operatorWatchSchema = watchSchema.extend({ seller })
export const operatorWatchDetailSchema = watchDetailSchema.extend({ seller })

export type DialTest = z.infer<typeof dialTestSchema>
export type DialTestDetail = z.infer<typeof dialTestDetailSchema>
export type DialCall = z.infer<typeof dialCallSchema>
export type Watch = z.infer<typeof watchSchema>
export type WatchDetail = z.infer<typeof watchDetailSchema>
export type ComingConsequence = z.infer<typeof comingConsequenceSchema>
export type OperatorDialTest = z.infer<typeof operatorDialTestSchema>
export type OperatorDialTestDetail = z.infer<typeof operatorDialTestDetailSchema>
export type OperatorWatch = z.infer<typeof operatorWatchSchema>
export type OperatorWatchDetail = z.infer<typeof operatorWatchDetailSchema>

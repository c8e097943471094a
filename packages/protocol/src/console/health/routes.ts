import { z } from 'zod'
import { breakerSchema, verdictSchema } from '../calls/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'
import { publicFiguresSchema } from './figures.ts'
import { failureCauses, healthPeriods, remedies } from './kinds.ts'

const remedySchema = z.enum([...new Set(failureCauses.flatMap((cause) => remedies[cause]))])

/** Attempts that began in a period, and their calls. */
export const healthCountsSchema = z.object({
  /** Without those of which nothing is known: under way, or interrupted by the marketplace. */
  attempts: z.number().int(),
  succeeded: z.number().int(),
  /** Interrupted by the marketplace itself; not part of `attempts`. */
  interrupted: z.number().int(),
  /** 0 to 1 with four decimals; absent without attempts. */
  successShare: z.number().optional(),
  /** Durations of attempts; absent if none has a duration. At most 2.5 % beside the exact value. */
  p50Ms: z.number().int().optional(),
  p95Ms: z.number().int().optional(),
  p99Ms: z.number().int().optional(),
  /** Calls whose first attempt began in the period. */
  calls: z.number().int(),
  /** Calls that were given up in the period: their attempts ended without success. */
  stopped: z.number().int(),
})

export const healthDaySchema = healthCountsSchema.extend({ day: z.iso.date() })

export const failureSchema = z.object({
  cause: z.enum(failureCauses),
  /** What to do about it. */
  remedy: remedySchema,
  attempts: z.number().int(),
  /** The verdicts that it is made of, the most frequent first. */
  verdicts: z.array(
    z.object({
      /** The code of the verdict; `http_status_5xx`, `timed_out_connect` name the status and the phase as well. */
      code: z.string(),
      attempts: z.number().int(),
      /** The newest call with such an attempt. */
      callId: defineId('cal'),
    }),
  ),
})

/** A time in which the seller's calls were paused (the breaker was open). */
export const pauseSchema = z.object({
  from: timeSchema,
  /** Absent while it lasts. */
  to: timeSchema.optional(),
  /** Failures in a row before it, and the last of them. */
  failures: z.number().int(),
  verdict: verdictSchema,
})

export const healthSchema = z.object({
  seller: z.object({ id: defineId('sel'), name: textSchema }),
  /** The first and the last day, in the market's zone. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** When the attempts were last counted; absent before the first time. What is newer is not in the numbers. */
  countedAt: timeSchema.optional(),
  total: healthCountsSchema,
  /** By protocol and interface, as the protocol names it; the worst share first. */
  interfaces: z.array(
    healthCountsSchema.extend({
      protocol: z.string(),
      activity: z.string(),
      /** The most frequent cause of its failures. */
      mainCause: z.enum(failureCauses).optional(),
      /** Its attempts on each day of the period, oldest first, for a sparkline. */
      days: z.array(z.object({ attempts: z.number().int(), succeeded: z.number().int() })),
    }),
  ),
  /** Every day of the period, also those without attempts. */
  days: z.array(healthDaySchema),
  /** The most frequent first. */
  failures: z.array(failureSchema),
  /** Products with attempts in the period, for the filter; also when `productId` narrows the rest. */
  products: z.array(z.object({ id: defineId('prd'), name: textSchema })),
  /** Interfaces with attempts in the period, for the filter; also when `activity` narrows the rest. */
  activities: z.array(z.string()),
  breaker: breakerSchema,
  /** The newest first, at most 50 that touch the period. */
  pauses: z.array(pauseSchema),
  /** What buyers see of the product, or of the seller; absent while too few have bought. */
  figures: publicFiguresSchema.optional(),
})

/** A seller among others, for operators. */
export const sellerHealthSchema = healthCountsSchema
  .pick({ attempts: true, succeeded: true, p95Ms: true })
  .extend({
    seller: z.object({ id: defineId('sel'), name: textSchema }),
    breaker: breakerSchema,
    mainCause: z.enum(failureCauses).optional(),
    /** The last 30 days, oldest first, for a sparkline. */
    days: z.array(z.object({ day: z.iso.date(), attempts: z.number().int(), succeeded: z.number().int() })),
  })

export type Health = z.infer<typeof healthSchema>
export type HealthCounts = z.infer<typeof healthCountsSchema>
export type HealthDay = z.infer<typeof healthDaySchema>
export type HealthFailure = z.infer<typeof failureSchema>
export type HealthPause = z.infer<typeof pauseSchema>
export type SellerHealth = z.infer<typeof sellerHealthSchema>

const periodSchema = z.coerce.number().pipe(z.literal(healthPeriods)).default(30)

const healthQuery = z.object({
  days: periodSchema,
  /** Only calls for this product. */
  productId: defineId('prd').optional(),
  /** Only this interface, as the protocol names it. */
  activity: z.string().max(64).optional(),
})

export const healthRoutes = defineRoutes({
  'GET /api/market-figures': {
    summary: {
      en: 'Get how orders of the whole marketplace went in the last 90 days, if there are enough',
      zh: '查询云商店近 90 天订单的开通情况；样本不足时不返回',
    },
    role: 'anyone',
    reply: z.object({ figures: publicFiguresSchema.optional() }),
  },
  'GET /api/seller/health': {
    summary: {
      en: 'Get how the seller’s interfaces did: success, durations, failures with what to do, and pauses',
      zh: '查询商家接口的健康状况：成功率、耗时、失败原因及处理办法、暂停记录',
    },
    role: 'seller',
    needs: 'calls:read',
    query: healthQuery,
    reply: healthSchema,
  },
  'GET /api/operator/health': {
    summary: {
      en: 'List how the interfaces of all sellers did in the last 30 days, the worst first',
      zh: '查询所有商家最近 30 天的接口健康状况，最差的在前',
    },
    role: 'operator',
    needs: ['reviewer', 'appeals'],
    query: pageQuery,
    reply: definePage(sellerHealthSchema),
  },
  'GET /api/operator/health/:sellerId': {
    summary: {
      en: 'Get how the interfaces of a seller did',
      zh: '查询一个商家的接口健康状况',
    },
    role: 'operator',
    needs: ['reviewer', 'appeals'],
    params: z.object({ sellerId: defineId('sel') }),
    query: healthQuery,
    reply: healthSchema,
  },
})

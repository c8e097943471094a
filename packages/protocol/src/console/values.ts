import type { Id, IdPrefix } from '@loggia/kernel'
import { z } from 'zod'
import { periods } from './catalog/kinds.ts'

/** `ord_…`: prefix and 26 characters. Callers may pass any string; the parsed value is an id. */
export const defineId = <P extends IdPrefix>(prefix: P) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`))
    .meta({ description: `An id of the form ${prefix}_…` }) as unknown as z.ZodType<Id<P>, string>

/** ISO 8601 with an offset; we send UTC with milliseconds: `2026-11-24T06:33:00.000Z`. */
export const timeSchema = z.iso.datetime({ offset: true })

export const currencySchema = z.enum(['CNY', 'USD'])

/** An amount as a decimal string with two places: `49360.00`; minus as `-`. */
export const moneySchema = z.object({
  amount: z.string().regex(/^-?\d{1,15}\.\d{2}$/),
  currency: currencySchema,
})

/** A price per unit with up to eight places: `0.018`. */
export const unitPriceSchema = z.object({
  amount: z.string().regex(/^\d{1,10}(\.\d{1,8})?$/),
  currency: currencySchema,
})

/** A text in both languages of the market. */
export const textSchema = z.object({ zh: z.string(), en: z.string() })

/** A line of text that somebody writes in both languages. */
export const defineLine = (most: number) =>
  z.object({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) })

/** ISO 3166 code of a country or region. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/)

export const languageSchema = z.enum(['zh-CN', 'en-US'])

export const periodSchema = z.enum(periods)

/** `limit` is 1 to 100, `after` the `next` of the previous page. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional(),
})

export const definePage = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().optional() })

/** A member's rights in a party, as `isGranted` reads them. */
export const rightsSchema = z.object({ main: z.boolean(), grants: z.array(z.string()) })

/** RFC 9457 with our `code`, the request's id and the values of the refusal. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** The business rules behind the refusal, such as `R118` or `R6, R7`. */
  rule: z.string().optional(),
  /** The member of the request’s body that the refusal is about, such as `email`. */
  field: z.string().optional(),
  requestId: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
})

export const nothing = z.null()

/** One entry of a time line; `kind` is such as `order.paid` or `call.attempted`, `data` the values for its sentence. */
export const historyEntrySchema = z.object({
  sequence: z.number().int(),
  at: timeSchema,
  actor: z.object({ kind: z.enum(['member', 'system']), name: z.string().optional() }),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
})

export type Money = z.infer<typeof moneySchema>
export type UnitPrice = z.infer<typeof unitPriceSchema>
export type Text = z.infer<typeof textSchema>
export type ProblemReply = z.infer<typeof problemSchema>
export type HistoryEntry = z.infer<typeof historyEntrySchema>

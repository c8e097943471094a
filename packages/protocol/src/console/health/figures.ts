import { z } from 'zod'
import { timeSchema } from '../values.ts'

/**
 * How orders of a product, of all products of a seller, or of the whole market, went in the last 90 days, for buyers. Orders of the seller's
 * own accounts and free orders do not count, and of each buyer only the newest three.
 */
export const publicFiguresSchema = z.object({
  /** The end of the 90 days. */
  computedAt: timeSchema,
  /** Orders that count: activated or failed. */
  orders: z.number().int(),
  buyers: z.number().int(),
  /** How many of these orders were activated; the others failed. */
  opened: z.number().int(),
  /** Of the activated orders, how long half and nine tenths of them took at most, from the payment. */
  openedWithin: z.object({ p50Ms: z.number().int(), p90Ms: z.number().int() }).optional(),
  /** How many of the activated orders were refunded later, in full or in part. */
  refunded: z.number().int(),
})
export type PublicFigures = z.infer<typeof publicFiguresSchema>

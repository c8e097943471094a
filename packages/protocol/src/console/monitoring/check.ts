import { z } from 'zod'
import { timeSchema } from '../values.ts'

/**
 * What the newest dial tests of a product, or of the listed products of a seller, found, for buyers: the marketplace
 * called the saved cases of their interfaces (R239). A dial test that called nothing does not count, nor does a product
 * that is not tested now.
 */
export const interfaceCheckSchema = z.object({
  /** When the newest ended. */
  at: timeSchema,
  /** Products that were called at all; of these, those whose newest dial test passed. */
  products: z.number().int(),
  passed: z.number().int(),
})
export type InterfaceCheck = z.infer<typeof interfaceCheckSchema>

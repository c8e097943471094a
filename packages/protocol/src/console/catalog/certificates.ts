import { z } from 'zod'
import { certificateKinds } from './kinds.ts'

/** R57: what a product was reviewed with; after its last day the product is hidden. One without a date does not end. */
export const certificateSchema = z.object({
  kind: z.enum(certificateKinds),
  number: z.string().trim().min(1).max(60),
  holder: z.string().trim().min(1).max(120),
  validUntil: z.iso.date().optional(),
})

import { z } from 'zod'
import { certificateKinds } from './kinds.ts'

/**
 * R57: a certificate reviewed with a product. After `validUntil` the product is hidden; without it, it does not expire.
 */
export const certificateSchema = z.object({
  kind: z.enum(certificateKinds),
  number: z.string().trim().min(1).max(60),
  holder: z.string().trim().min(1).max(120),
  validUntil: z.iso.date().optional(),
})

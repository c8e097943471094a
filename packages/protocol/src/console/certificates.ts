import { z } from 'zod'

/** R57: what a product was reviewed with; after its last day the product is hidden. One without a date does not end. */
export const certificateSchema = z.object({
  kind: z.enum(['software_copyright', 'compatibility', 'other']),
  number: z.string().trim().min(1).max(60),
  holder: z.string().trim().min(1).max(120),
  validUntil: z.iso.date().optional(),
})

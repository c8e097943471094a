import { z } from 'zod'

/** R65: versions of the user agreement of the market and of a product's service agreement, if it has one. */
export const agreementVersionsSchema = z.object({
  market: z.number().int().min(0),
  service: z.number().int().min(0).optional(),
})

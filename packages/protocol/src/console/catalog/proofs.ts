import { z } from 'zod'
import { isWebAddress, proofLengths } from './draft/proof-limits.ts'

export const webAddressSchema = z
  .string()
  .trim()
  .max(proofLengths.address)
  .refine(isWebAddress, 'An address that begins with https:// and has a domain name')
  .meta({ examples: ['https://docs.seller.example/guide.pdf'] })

/** What a seller gives buyers to read about a product, at an address that the seller names. */
export const productDocumentSchema = z.object({
  name: z.object({
    zh: z.string().trim().min(1).max(proofLengths.document.zh),
    en: z.string().trim().min(1).max(proofLengths.document.en),
  }),
  address: webAddressSchema,
})

export type ProductDocument = z.infer<typeof productDocumentSchema>

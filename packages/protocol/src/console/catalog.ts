import { z } from 'zod'
import { routes } from './route.ts'
import { idOf, pageOf, pageQuery, periodSchema, textSchema, timeSchema, unitPriceSchema } from './values.ts'

export const productStateSchema = z.enum([
  'draft',
  'in_review',
  'rejected',
  'listed',
  'hidden',
  'suspended',
  'delisted',
])
/** R20, R22: the quantity attribute of a product, priced linearly; quantities are whole numbers. */
export const quantityAttributeSchema = z.object({
  name: textSchema,
  unit: textSchema,
  min: z.number().int().min(1),
  max: z.number().int().min(1).max(1_000_000),
})
export const priceItemSchema = z.object({
  id: idOf('pri'),
  code: z.string(),
  period: periodSchema,
  unitPrice: unitPriceSchema,
  /** How many periods may be bought at once. */
  maxPeriods: z.number().int(),
})
export const specificationSchema = z.object({
  id: idOf('spc'),
  name: textSchema,
  features: z.array(textSchema),
  sku: z.object({ id: idOf('sku'), code: z.string(), priceItems: z.array(priceItemSchema) }),
})
export const sellerBriefSchema = z.object({ id: idOf('sel'), name: textSchema, logo: z.string().optional() })
export const productCardSchema = z.object({
  id: idOf('prd'),
  name: textSchema,
  summary: textSchema,
  category: z.string(),
  logo: z.string().optional(),
  seller: sellerBriefSchema,
  /** The lowest price with its unit, never without it. */
  from: z.object({ unitPrice: unitPriceSchema, period: periodSchema, perUnit: textSchema.optional() }),
})
export const productSchema = productCardSchema.extend({
  state: productStateSchema,
  description: textSchema,
  quantity: quantityAttributeSchema.optional(),
  specifications: z.array(specificationSchema).min(1),
  listedAt: timeSchema.optional(),
})
export const draftProductSchema = z.object({
  name: z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) }),
  summary: z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(300) }),
  description: z.object({ zh: z.string().min(1).max(20_000), en: z.string().min(1).max(20_000) }),
  category: z.string().min(1).max(40),
  quantity: quantityAttributeSchema.optional(),
  specifications: z
    .array(
      z.object({
        // R17: at most 50 characters.
        name: z.object({ zh: z.string().min(1).max(50), en: z.string().min(1).max(50) }),
        features: z.array(textSchema).max(20),
        prices: z
          .array(z.object({ period: periodSchema, unitPrice: unitPriceSchema }))
          .min(1)
          .max(2),
      }),
    )
    .min(1)
    .max(20),
})
export const sellerProductSchema = productSchema.extend({
  access: z
    .object({ protocol: z.enum(['saas-v2']), addressId: idOf('adr'), url: z.string(), keyId: idOf('key') })
    .optional(),
})

export type ProductCard = z.infer<typeof productCardSchema>
export type Product = z.infer<typeof productSchema>
export type SellerProduct = z.infer<typeof sellerProductSchema>
export type Specification = z.infer<typeof specificationSchema>
export type PriceItem = z.infer<typeof priceItemSchema>
export type QuantityAttribute = z.infer<typeof quantityAttributeSchema>
export type DraftProduct = z.infer<typeof draftProductSchema>
export type ProductState = z.infer<typeof productStateSchema>

export const catalogRoutes = routes({
  'GET /api/products': {
    summary: 'Listed products, in the order of the catalogue',
    role: 'anyone',
    query: pageQuery,
    reply: pageOf(productCardSchema),
  },
  'GET /api/products/:productId': {
    summary: 'One listed product',
    role: 'anyone',
    params: z.object({ productId: idOf('prd') }),
    reply: productSchema,
  },
  'GET /api/seller/products': {
    summary: 'The seller’s products in every state',
    role: 'seller',
    query: pageQuery,
    reply: pageOf(sellerProductSchema),
  },
  'POST /api/seller/products': {
    summary: 'Save a new draft',
    role: 'seller',
    body: draftProductSchema,
    reply: z.object({ productId: idOf('prd') }),
    status: 201,
    idempotent: true,
  },
  'POST /api/seller/products/:productId/submission': {
    summary: 'Submit a draft for review; it needs an approved address and a key',
    role: 'seller',
    params: z.object({ productId: idOf('prd') }),
    reply: z.object({ state: productStateSchema }),
  },
  'GET /api/operator/products': {
    summary: 'Products by state',
    role: 'operator',
    query: pageQuery.extend({ state: productStateSchema.optional() }),
    reply: pageOf(sellerProductSchema),
  },
  'POST /api/operator/products/:productId/decision': {
    summary: 'List a submitted product or reject it with a reason',
    role: 'operator',
    params: z.object({ productId: idOf('prd') }),
    body: z.object({ approve: z.boolean(), reason: z.string().min(1).max(500).optional() }),
    reply: z.object({ state: productStateSchema }),
  },
})

import { z } from 'zod'
import {
  agreementSchema,
  audienceSchema,
  categorySchema,
  draftProductSchema,
  priceBandSchema,
  pricingModelSchema,
  productAbsenceSchema,
  productCardSchema,
  productSchema,
  productStateSchema,
  quoteSchema,
  sellerProductSchema,
} from './catalog.ts'
import { routes } from './route.ts'
import { historyEntrySchema, idOf, pageOf, pageQuery, timeSchema, unitPriceSchema } from './values.ts'

const ofProduct = z.object({ productId: idOf('prd') })
const ofSpecification = z.object({ productId: idOf('prd'), specificationId: idOf('spc') })
const reason = z.string().trim().min(1).max(500)
const toState = z.object({ state: productStateSchema })
const priced = {
  quantity: z.coerce.number().int().min(1).max(1_000_000).default(1),
  periodCount: z.coerce.number().int().min(1).max(36).default(1),
}

export const catalogRoutes = routes({
  'GET /api/products': {
    summary: 'Listed products, in the order of the catalogue',
    role: 'anyone',
    query: pageQuery,
    reply: pageOf(productCardSchema),
  },
  'GET /api/products/:productId': {
    summary: 'One product that is listed or hidden, without what is hidden of it (R52)',
    role: 'anyone',
    params: ofProduct,
    reply: productSchema,
  },
  'GET /api/products/:productId/specifications/:specificationId': {
    summary: 'The same with one of its specifications, which may be hidden: its own address opens it (R52)',
    role: 'anyone',
    params: ofSpecification,
    reply: productSchema,
  },
  'GET /api/products/:productId/absence': {
    summary: 'Why a product that was on sale cannot be bought now, and others of its category (R50–R53)',
    role: 'anyone',
    params: ofProduct,
    query: z.object({ specification: idOf('spc').optional() }),
    reply: productAbsenceSchema,
  },
  'GET /api/price-items/:priceItemId/quote': {
    summary: 'What a quantity costs for so many periods, part by part, as an order would be priced now',
    role: 'anyone',
    params: z.object({ priceItemId: idOf('pri') }),
    query: z.object(priced),
    reply: quoteSchema,
  },
  'GET /api/categories': {
    summary: 'The tree of categories (R40), parents before their children',
    role: 'anyone',
    reply: z.object({ items: z.array(categorySchema) }),
  },
  'GET /api/market-terms': {
    summary: 'The terms of the marketplace that an order agrees to, in their latest version',
    role: 'anyone',
    reply: agreementSchema,
  },
  'GET /api/seller/products': {
    summary:
      'The seller’s products, newest first: all, those in a state, those whose name or id has a text in it',
    role: 'seller',
    query: pageQuery.extend({
      state: productStateSchema.optional(),
      q: z.string().trim().min(1).max(100).optional(),
    }),
    reply: pageOf(sellerProductSchema),
  },
  'GET /api/seller/products/:productId': {
    summary: 'One of the seller’s products, in whatever state',
    role: 'seller',
    params: ofProduct,
    reply: sellerProductSchema,
  },
  'POST /api/seller/products': {
    summary: 'Save a new draft',
    role: 'seller',
    body: draftProductSchema,
    reply: z.object({ productId: idOf('prd') }),
    status: 201,
    idempotent: true,
  },
  'PUT /api/seller/products/:productId': {
    summary: 'Write a draft or a rejected product anew',
    role: 'seller',
    params: ofProduct,
    body: draftProductSchema,
    reply: toState,
  },
  'GET /api/seller/products/:productId/content': {
    summary: 'What the product is now, in the form in which it is written',
    role: 'seller',
    params: ofProduct,
    reply: draftProductSchema,
  },
  'GET /api/seller/products/:productId/history': {
    summary: 'Everything that happened to the product: the first 500 steps, oldest first',
    role: 'seller',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/seller/products/:productId/sale-terms': {
    summary:
      'Set at once to whom and where a product is sold, who may try it, and how much one buyer may buy (R27, R29, R31, R32)',
    role: 'seller',
    params: ofProduct,
    body: z.object({
      audience: audienceSchema,
      /** Countries as ISO 3166 writes them; without it, everywhere. */
      regions: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .min(1)
        .max(250)
        .optional(),
      /** R27: whom a trial is for; without it, everybody. */
      trialBuyers: z.array(idOf('byr')).min(1).max(500).optional(),
      specifications: z
        .array(
          z.object({
            id: idOf('spc'),
            /** Without it, the product’s. */
            audience: audienceSchema.optional(),
            maxPurchases: z.number().int().min(1).max(1_000_000).optional(),
            maxQuantity: z.number().int().min(1).max(1_000_000).optional(),
          }),
        )
        .max(20),
    }),
    reply: z.null(),
    status: 204,
  },
  'GET /api/seller/products/:productId/specifications/:specificationId/stock': {
    summary: 'What is in stock, and how it came to that; without a number there is no limit (R30)',
    role: 'seller',
    params: ofSpecification,
    reply: z.object({ units: z.number().int().optional(), history: z.array(historyEntrySchema) }),
  },
  'POST /api/seller/products/:productId/specifications/:specificationId/stock': {
    summary: 'Add to the stock of a listed product’s specification, or take from it (R30)',
    role: 'seller',
    params: ofSpecification,
    body: z.object({
      change: z
        .number()
        .int()
        .min(-1_000_000_000)
        .max(1_000_000_000)
        .refine((change) => change !== 0),
      remark: reason,
    }),
    reply: z.object({ units: z.number().int() }),
    idempotent: true,
  },
  'POST /api/seller/prices/preview': {
    summary: 'What a price that is not saved comes to',
    role: 'seller',
    body: z.object({
      pricing: pricingModelSchema,
      unitPrice: unitPriceSchema,
      bands: z.array(priceBandSchema).max(20).optional(),
      quantity: z.number().int().min(1).max(1_000_000),
      periodCount: z.number().int().min(1).max(36),
    }),
    reply: quoteSchema,
  },
  'GET /api/operator/products': {
    summary: 'Products by state',
    role: 'operator',
    query: pageQuery.extend({ state: productStateSchema.optional(), sellerId: idOf('sel').optional() }),
    reply: pageOf(sellerProductSchema),
  },
  'GET /api/operator/products/:productId': {
    summary: 'One product in whatever state, with what it is and its latest application',
    role: 'operator',
    params: ofProduct,
    reply: sellerProductSchema.extend({
      content: draftProductSchema,
      createdAt: timeSchema,
      latestApplicationId: idOf('apl').optional(),
    }),
  },
  'GET /api/operator/products/:productId/history': {
    summary: 'Everything that happened to the product: the first 500 steps, oldest first',
    role: 'operator',
    params: ofProduct,
    reply: z.object({ items: z.array(historyEntrySchema) }),
  },
  'PUT /api/operator/catalog/categories/:code': {
    summary: 'Add a category or change one (R40)',
    role: 'operator',
    params: z.object({ code: categorySchema.shape.code }),
    body: categorySchema.omit({ code: true }),
    reply: categorySchema,
  },
  'POST /api/operator/catalog/category-removals': {
    summary: 'Remove a category that has neither products nor categories below it',
    role: 'operator',
    body: z.object({ code: categorySchema.shape.code }),
    reply: z.null(),
    status: 204,
  },
  'GET /api/operator/catalog/market-terms': {
    summary: 'The versions of the marketplace’s terms that were published, newest first',
    role: 'operator',
    query: pageQuery.extend({
      after: z
        .string()
        .regex(/^\d{1,9}$/)
        .optional(),
    }),
    reply: pageOf(agreementSchema),
  },
  'POST /api/operator/catalog/market-terms': {
    summary: 'Publish new terms of the marketplace; orders from now on agree to them',
    role: 'operator',
    body: z.object({
      text: z.object({ zh: z.string().min(1).max(50_000), en: z.string().min(1).max(50_000) }),
    }),
    reply: agreementSchema,
    status: 201,
  },
})

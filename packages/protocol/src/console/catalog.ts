import { z } from 'zod'
import {
  cancellationOrderSchema,
  expireDigitsSchema,
  keyBitsSchema,
  productProtocolSchema,
} from './access.ts'
import { buyerParametersSchema } from './buyer-parameters.ts'
import { certificateSchema } from './certificates.ts'
import { routes } from './route.ts'
import {
  currencySchema,
  historyEntrySchema,
  idOf,
  moneySchema,
  pageOf,
  pageQuery,
  periodSchema,
  textSchema,
  timeSchema,
  unitPriceSchema,
} from './values.ts'

export const productStateSchema = z.enum([
  'draft',
  'in_review',
  'rejected',
  'listed',
  'hidden',
  'suspended',
  'delisted',
])
/** R22: linear, by the band of each part (step), or all by the band of the whole (tier). */
export const pricingModelSchema = z.enum(['linear', 'step', 'tier'])
/** R20, R22: the quantity attribute of a product; quantities are whole numbers. */
export const quantityAttributeSchema = z.object({
  name: textSchema,
  unit: textSchema,
  min: z.number().int().min(1),
  max: z.number().int().min(1).max(1_000_000),
  /** Linear unless it is said. */
  pricing: pricingModelSchema.optional(),
})
/** R20: an attribute whose values make skus. */
export const enumerationSchema = z.object({
  name: textSchema,
  values: z.array(textSchema).min(1).max(20),
})
/** What a unit costs from more than `above` units on; the boundary belongs to the band below. */
export const priceBandSchema = z.object({
  above: z.number().int().min(1).max(1_000_000),
  unitPrice: unitPriceSchema,
})
/** R47 */
export const buyerDataSchema = z.enum(['phone', 'email', 'user_name'])
export const mediaPathSchema = z
  .string()
  .regex(/^\/(media|logos)\/[a-z0-9_.-]+$/i)
  .max(200)
/** R36 */
export const supportSchema = z.object({
  hours: textSchema,
  content: textSchema,
  hotline: z.string().trim().min(1).max(60),
  email: z.email().max(254),
})
/** What a buyer may do with what was bought, as its seller promises it. */
export const afterSaleSchema = z.object({
  /** R130: it may be returned within five days, no reason asked. */
  fiveDayRefund: z.boolean(),
  /** R119: upgrades and scale-out during validity; the seller's server answers `upgradeInstance`. */
  upgrades: z.boolean(),
  /** R119: another combination or quantity at renewal; the seller's server answers `changeInstanceCheck`. */
  renewalChanges: z.boolean(),
})
/** R31: to whom a product or a specification is sold. */
export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['all', 'enterprise', 'personal']) }),
  z.object({ kind: z.literal('named'), buyerIds: z.array(idOf('byr')).min(1).max(500) }),
  z.object({ kind: z.literal('owners'), productId: idOf('prd') }),
])
export const priceItemSchema = z.object({
  id: idOf('pri'),
  code: z.string(),
  period: periodSchema,
  /** Of the first band, where there are more. */
  unitPrice: unitPriceSchema,
  bands: z.array(priceBandSchema).optional(),
  /** R27: so many days may be tried for nothing. */
  trialDays: z.number().int().optional(),
  /** How many periods may be bought at once. */
  maxPeriods: z.number().int(),
})
export const skuSchema = z.object({
  id: idOf('sku'),
  code: z.string(),
  /** The place of its value in each attribute of the product. */
  values: z.array(z.number().int()),
  priceItems: z.array(priceItemSchema),
})
export const specificationSchema = z.object({
  id: idOf('spc'),
  name: textSchema,
  features: z.array(textSchema),
  /** The combinations that are offered; one, where the product has no attributes. */
  skus: z.array(skuSchema),
  hidden: z.boolean().optional(),
  delisted: z.boolean().optional(),
  /** R29: how many units one order may have at most. */
  maxQuantity: z.number().int().optional(),
  /** R30: there is nothing left. */
  soldOut: z.boolean().optional(),
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
  /** R27: the longest trial that is offered to everybody. */
  trialDays: z.number().int().optional(),
})
export const productSchema = productCardSchema.extend({
  state: productStateSchema,
  description: textSchema,
  quantity: quantityAttributeSchema.optional(),
  attributes: z.array(enumerationSchema).optional(),
  specifications: z.array(specificationSchema).min(1),
  /** R32: of prices in a currency that no balance is in: nobody can pay it here. */
  foreignCurrency: currencySchema.optional(),
  listedAt: timeSchema.optional(),
  tags: z.array(z.string()).optional(),
  pictures: z.array(z.string()).optional(),
  support: supportSchema.optional(),
  /** R27: the trial is for buyers that the seller has named; without it, for everybody. */
  trialByInvitation: z.literal(true).optional(),
  /** What a buyer must consent to be passed on (R47, R66). */
  buyerData: z.array(buyerDataSchema).optional(),
  /** What a buyer is asked for at the order (R47a). */
  buyerParameters: buyerParametersSchema.optional(),
  /** R4: what a buyer must be verified as; without it, anything. */
  verification: z.literal('enterprise').optional(),
  afterSale: afterSaleSchema,
  agreement: z.object({ version: z.number().int(), text: textSchema }).optional(),
})
/**
 * What has become of a product that was on sale and cannot be bought now: `suspended` by operators for some days, `delisted`
 * for good, as a whole or only the specification that was asked for, or `hidden`: nothing of it is sold publicly (R50–R53).
 */
export const productAbsenceSchema = z.object({
  id: idOf('prd'),
  name: textSchema,
  category: z.string(),
  logo: z.string().optional(),
  seller: sellerBriefSchema,
  absence: z.enum(['suspended', 'delisted', 'specification_delisted', 'hidden']),
  /** When a suspension ends. */
  until: timeSchema.optional(),
  /** Others of its category, in the order of the catalogue. */
  similar: z.array(productCardSchema),
})
/** A price as it is written: bands only where the quantity is priced by step or tier. */
export const draftPriceSchema = z.object({
  period: periodSchema,
  unitPrice: unitPriceSchema,
  bands: z.array(priceBandSchema).max(20).optional(),
  trialDays: z.number().int().optional(),
})
const draftPrices = z.array(draftPriceSchema).max(3)
export const draftProductSchema = z.object({
  name: z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) }),
  summary: z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(300) }),
  description: z.object({ zh: z.string().min(1).max(20_000), en: z.string().min(1).max(20_000) }),
  category: z.string().min(1).max(40),
  tags: z.array(z.string().trim().min(1).max(20)).max(5).optional(),
  logo: mediaPathSchema.optional(),
  pictures: z.array(mediaPathSchema).max(5).optional(),
  support: supportSchema.optional(),
  buyerData: z.array(buyerDataSchema).max(3).optional(),
  buyerParameters: buyerParametersSchema.optional(),
  agreement: z.object({ zh: z.string().min(1).max(50_000), en: z.string().min(1).max(50_000) }).optional(),
  certificates: z.array(certificateSchema).max(10).optional(),
  hidden: z.boolean().optional(),
  /** R4: sold to verified enterprises only. */
  verification: z.literal('enterprise').optional(),
  /** Without it, all of them. */
  afterSale: afterSaleSchema.optional(),
  quantity: quantityAttributeSchema.optional(),
  attributes: z.array(enumerationSchema).max(5).optional(),
  specifications: z
    .array(
      z.object({
        /** Of one that is there already: in a change, each of them is named. */
        id: idOf('spc').optional(),
        // R17: at most 50 characters.
        name: z.object({ zh: z.string().min(1).max(50), en: z.string().min(1).max(50) }),
        features: z.array(textSchema).max(20),
        hidden: z.boolean().optional(),
        /** Where the product has no attributes. */
        prices: draftPrices.optional(),
        /** Where it has: one for each combination that is offered. */
        skus: z
          .array(z.object({ values: z.array(z.number().int().min(0)).max(5), prices: draftPrices }))
          .max(500)
          .optional(),
      }),
    )
    .min(1)
    .max(20),
})
/** A specification as its seller has it: with the terms of its sale (R29, R31). */
const sellerSpecificationSchema = specificationSchema.extend({
  /** Without it, the product’s. */
  audience: audienceSchema.optional(),
  /** How often one buyer may buy it. */
  maxPurchases: z.number().int().optional(),
})
export const sellerProductSchema = productSchema.extend({
  specifications: z.array(sellerSpecificationSchema).min(1),
  hidden: z.boolean().optional(),
  /** Once one is over, the product is in the state `hidden` although it is sold publicly, until a change names another (R57). */
  certificates: z.array(certificateSchema).optional(),
  suspendedUntil: timeSchema.optional(),
  audience: audienceSchema.optional(),
  regions: z.array(z.string()).optional(),
  /** R27: whom a trial is for; without it, everybody. */
  trialBuyers: z.array(idOf('byr')).optional(),
  access: z
    .object({
      protocol: productProtocolSchema,
      keyBits: keyBitsSchema.optional(),
      /** Where they are not as always: 17 digits, and the order of the cancellation. */
      expireDigits: expireDigitsSchema.optional(),
      cancellationOrder: cancellationOrderSchema.optional(),
      addressId: idOf('adr'),
      url: z.string(),
      keyId: idOf('key'),
    })
    .optional(),
})

/** How a price comes about: the total is the sum of the exact amounts, rounded once. */
export const quoteSchema = z.object({
  parts: z.array(
    z.object({
      band: z.object({ from: z.number().int(), to: z.number().int().optional() }).optional(),
      quantity: z.number().int(),
      unitPrice: unitPriceSchema,
      periods: z.number().int(),
      /** Exact, with up to eight places. */
      amount: z.string(),
    }),
  ),
  amount: moneySchema,
})
export const categorySchema = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
  parent: z.string().optional(),
  name: textSchema,
  position: z.number().int(),
})
const agreementSchema = z.object({ version: z.number().int(), text: textSchema, at: timeSchema.optional() })

export type AfterSale = z.infer<typeof afterSaleSchema>
export type ProductCard = z.infer<typeof productCardSchema>
export type Product = z.infer<typeof productSchema>
export type ProductAbsence = z.infer<typeof productAbsenceSchema>
export type SellerProduct = z.infer<typeof sellerProductSchema>
export type Specification = z.infer<typeof specificationSchema>
export type Sku = z.infer<typeof skuSchema>
export type PriceItem = z.infer<typeof priceItemSchema>
export type QuantityAttribute = z.infer<typeof quantityAttributeSchema>
export type DraftProduct = z.infer<typeof draftProductSchema>
export type ProductState = z.infer<typeof productStateSchema>
export type PriceQuote = z.infer<typeof quoteSchema>
export type Certificate = z.infer<typeof certificateSchema>
export type Category = z.infer<typeof categorySchema>
export type BuyerAudience = z.infer<typeof audienceSchema>

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

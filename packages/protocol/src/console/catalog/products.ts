import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import {
  cancellationOrderSchema,
  expireDigitsSchema,
  keyBitsSchema,
  productProtocolSchema,
} from '../access/routes.ts'
import { buyerParametersSchema } from './buyer-parameters.ts'
import { certificateSchema } from './certificates.ts'
import { mostDocuments, proofLengths } from './draft/proof-limits.ts'
import { productFlows } from './draft/flows.ts'
import { ratingFiguresSchema } from '../feedback/public.ts'
import { publicFiguresSchema } from '../health/figures.ts'
import { interfaceCheckSchema } from '../monitoring/check.ts'
import { buyerDataKinds, pricingModels, productStates } from './kinds.ts'
import { productDocumentSchema, webAddressSchema } from './proofs.ts'
import {
  currencySchema,
  defineId,
  moneySchema,
  periodSchema,
  textSchema,
  timeSchema,
  unitPriceSchema,
} from '../values.ts'

export const productStateSchema = z.enum(productStates)

export const pricingModelSchema = z.enum(pricingModels)

/** R20, R22: the quantity attribute of a product; quantities are whole numbers. */
export const quantityAttributeSchema = z.object({
  name: textSchema,
  unit: textSchema,
  min: z.number().int().min(1),
  max: z.number().int().min(1).max(1_000_000),
  /** Linear by default. */
  pricing: pricingModelSchema.optional(),
})

/** R20: an attribute whose values distinguish skus. */
export const enumerationSchema = z.object({
  name: textSchema,
  values: z.array(textSchema).min(1).max(20),
})

/** The unit price from more than `above` units on; `above` itself belongs to the band below. */
export const priceBandSchema = z.object({
  above: z.number().int().min(1).max(1_000_000),
  unitPrice: unitPriceSchema,
})

export const buyerDataSchema = z.enum(buyerDataKinds)

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

/** What a seller says and shows so that buyers can judge a product. */
const proofs = {
  /** The address of a video. */
  video: webAddressSchema.optional(),
  documents: z.array(productDocumentSchema).max(mostDocuments).optional(),
  /** Where the data of buyers lie. */
  dataLocation: z
    .object({
      zh: z.string().trim().min(1).max(proofLengths.dataLocation.zh),
      en: z.string().trim().min(1).max(proofLengths.dataLocation.en),
    })
    .optional(),
}

/** What the seller promises for after the sale. */
export const afterSaleSchema = z.object({
  /** R130: a refund within five days, without giving a reason. */
  fiveDayRefund: z.boolean(),
  /** R119: upgrades and scale-out during validity; the seller's server answers `upgradeInstance`. */
  upgrades: z.boolean(),
  /** R119: another combination or quantity at renewal; the seller's server answers `changeInstanceCheck`. */
  renewalChanges: z.boolean(),
})

/** How the deliveries of a product are supervised (§5). */
export const productSupervisionSchema = z.object({
  flow: z.enum(productFlows),
  /** R38: what the buyer is asked before the delivery. */
  template: z.object({ zh: z.string().min(1).max(4000), en: z.string().min(1).max(4000) }).optional(),
  /** R39: what a delivery is accepted by. */
  criteria: z.object({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) }).optional(),
})

/** R31: the buyers to whom a product or a specification is sold. */
export const audienceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['all', 'enterprise', 'personal']) }),
  z.object({ kind: z.literal('named'), buyerIds: z.array(defineId('byr')).min(1).max(500) }),
  z.object({ kind: z.literal('owners'), productId: defineId('prd') }),
])

export const priceItemSchema = z.object({
  id: defineId('pri'),
  code: z.string(),
  period: periodSchema,
  /** The price of the first band, if there are several. */
  unitPrice: unitPriceSchema,
  bands: z.array(priceBandSchema).optional(),
  /** R27: length of the free trial, in days. */
  trialDays: z.number().int().optional(),
  /** Most periods that can be bought at once. */
  maxPeriods: z.number().int(),
})

export const skuSchema = z.object({
  id: defineId('sku'),
  code: z.string(),
  /** Index of its value in each attribute of the product. */
  values: z.array(z.number().int()),
  priceItems: z.array(priceItemSchema),
})

export const specificationSchema = z.object({
  id: defineId('spc'),
  name: textSchema,
  features: z.array(textSchema),
  /** The combinations on offer; exactly one if the product has no attributes. */
  skus: z.array(skuSchema),
  hidden: z.boolean().optional(),
  delisted: z.boolean().optional(),
  /** R29: most units in one order. */
  maxQuantity: z.number().int().optional(),
  /** R30: whether nothing is left in stock. */
  soldOut: z.boolean().optional(),
})

export const sellerBriefSchema = z.object({
  id: defineId('sel'),
  name: textSchema,
  logo: z.string().optional(),
})

export const productCardSchema = z.object({
  id: defineId('prd'),
  /** R12: SaaS by default. */
  type: z.enum(productTypes).optional(),
  name: textSchema,
  summary: textSchema,
  category: z.string(),
  logo: z.string().optional(),
  seller: sellerBriefSchema,
  /** The lowest price with its period and unit. */
  from: z.object({
    unitPrice: unitPriceSchema,
    period: periodSchema,
    perUnit: textSchema.optional(),
    /** What the same combination costs by the year instead of by the month, or by the month instead of by the year. */
    otherTerm: z.object({ unitPrice: unitPriceSchema, period: periodSchema }).optional(),
  }),
  /** R27: the longest trial that is offered to everybody. */
  trialDays: z.number().int().optional(),
  /** R286: absent while there is no published review. */
  ratings: ratingFiguresSchema.optional(),
})

export const productSchema = productCardSchema.extend({
  state: productStateSchema,
  description: textSchema,
  quantity: quantityAttributeSchema.optional(),
  attributes: z.array(enumerationSchema).optional(),
  specifications: z.array(specificationSchema).min(1),
  /** R32: the currency of the prices if no balance has it, so that nobody can pay here. */
  foreignCurrency: currencySchema.optional(),
  listedAt: timeSchema.optional(),
  tags: z.array(z.string()).optional(),
  pictures: z.array(z.string()).optional(),
  ...proofs,
  /** R57: those that were reviewed. */
  certificates: z.array(certificateSchema).optional(),
  support: supportSchema.optional(),
  /** R27: the trial is only for buyers whom the seller named. */
  trialByInvitation: z.literal(true).optional(),
  /** Data that a buyer must consent to pass on (R47, R66). */
  buyerData: z.array(buyerDataSchema).optional(),
  /** Parameters that a buyer is asked for at the order (R47a). */
  buyerParameters: buyerParametersSchema.optional(),
  /** R4: the verification that a buyer needs; absent: none. */
  verification: z.literal('enterprise').optional(),
  afterSale: afterSaleSchema,
  /** Absent: the delivery is not supervised. */
  supervision: productSupervisionSchema.optional(),
  agreement: z.object({ version: z.number().int(), text: textSchema }).optional(),
  /** By which protocol its seller’s server is called, and whether it is told of the people who use it (R265). */
  interfaces: z
    .object({ delivery: productProtocolSchema.optional(), joint: z.literal(true).optional() })
    .optional(),
  /** How its orders went; absent while too few have bought. */
  figures: publicFiguresSchema.optional(),
  /** What its newest dial test found; absent before the first. */
  check: interfaceCheckSchema.optional(),
})

/**
 * A product that was on sale and cannot be bought now: `suspended` by operators for some days; `delisted` for good, as
 * a whole or only the requested specification; or `hidden`: nothing of it is sold publicly (R50–R53).
 */
export const productAbsenceSchema = z.object({
  id: defineId('prd'),
  name: textSchema,
  category: z.string(),
  logo: z.string().optional(),
  seller: sellerBriefSchema,
  /** *frozen*, *interface_delisted*: because its interface fails (R238, R240); it may be sold again. */
  absence: z.enum([
    'suspended',
    'frozen',
    'delisted',
    'interface_delisted',
    'specification_delisted',
    'hidden',
  ]),
  /** When a suspension ends. */
  until: timeSchema.optional(),
  /** Other products of its category, in the order of the catalogue. */
  similar: z.array(productCardSchema),
})

/** A price as its seller writes it; bands only if the quantity is priced by step or tier. */
export const draftPriceSchema = z.object({
  period: periodSchema,
  unitPrice: unitPriceSchema,
  bands: z.array(priceBandSchema).max(20).optional(),
  trialDays: z.number().int().optional(),
})

const draftPrices = z.array(draftPriceSchema).max(3)

export const draftProductSchema = z.object({
  /** R12, R13: fixed once the draft is saved; SaaS by default. */
  type: z.enum(productTypes).optional(),
  name: z.object({ zh: z.string().min(1).max(60), en: z.string().min(1).max(120) }),
  summary: z.object({ zh: z.string().min(1).max(200), en: z.string().min(1).max(300) }),
  description: z.object({ zh: z.string().min(1).max(20_000), en: z.string().min(1).max(20_000) }),
  category: z.string().min(1).max(40),
  tags: z.array(z.string().trim().min(1).max(20)).max(5).optional(),
  logo: mediaPathSchema.optional(),
  pictures: z.array(mediaPathSchema).max(5).optional(),
  ...proofs,
  support: supportSchema.optional(),
  buyerData: z.array(buyerDataSchema).max(3).optional(),
  buyerParameters: buyerParametersSchema.optional(),
  agreement: z.object({ zh: z.string().min(1).max(50_000), en: z.string().min(1).max(50_000) }).optional(),
  certificates: z.array(certificateSchema).max(10).optional(),
  hidden: z.boolean().optional(),
  /** R4: sold to verified enterprises only. */
  verification: z.literal('enterprise').optional(),
  /** By default all promises that products of the type may make. */
  afterSale: afterSaleSchema.optional(),
  /** By default none for SaaS, and the usual flow for other types. */
  supervision: productSupervisionSchema.optional(),
  quantity: quantityAttributeSchema.optional(),
  attributes: z.array(enumerationSchema).max(5).optional(),
  specifications: z
    .array(
      z.object({
        /** Id of an existing specification; a change names all that exist. */
        id: defineId('spc').optional(),
        // R17: at most 50 characters.
        name: z.object({ zh: z.string().min(1).max(50), en: z.string().min(1).max(50) }),
        features: z.array(textSchema).max(20),
        hidden: z.boolean().optional(),
        /** Set if the product has no attributes. */
        prices: draftPrices.optional(),
        /** Set if it has: one entry for each combination on offer. */
        skus: z
          .array(z.object({ values: z.array(z.number().int().min(0)).max(5), prices: draftPrices }))
          .max(500)
          .optional(),
      }),
    )
    .min(1)
    .max(20),
})

/** A specification as its seller sees it, with its terms of sale (R29, R31). */
const sellerSpecificationSchema = specificationSchema.extend({
  /** The product's audience by default. */
  audience: audienceSchema.optional(),
  /** Most purchases by one buyer. */
  maxPurchases: z.number().int().optional(),
})

/** What calls about a product use. */
const productAccessSchema = z.object({
  protocol: productProtocolSchema,
  keyBits: keyBitsSchema.optional(),
  /** Set where they differ from the defaults: 17 digits, and the order of the cancellation. */
  expireDigits: expireDigitsSchema.optional(),
  cancellationOrder: cancellationOrderSchema.optional(),
  addressId: defineId('adr'),
  url: z.string(),
  keyId: defineId('key'),
})

export const sellerProductSchema = productSchema.extend({
  specifications: z.array(sellerSpecificationSchema).min(1),
  hidden: z.boolean().optional(),
  /** After one has expired the product is in the state `hidden`, until a change names another certificate (R57). */
  certificates: z.array(certificateSchema).optional(),
  suspendedUntil: timeSchema.optional(),
  audience: audienceSchema.optional(),
  regions: z.array(z.string()).optional(),
  /** R27: the buyers who may try it; absent: everybody. */
  trialBuyers: z.array(defineId('byr')).optional(),
  access: productAccessSchema.optional(),
  /** Linked beside it: where the seller is told of the people who use a joint product (R265). */
  joint: productAccessSchema.optional(),
})

/** A price calculation: the total is the sum of the exact amounts, rounded once. */
export const priceQuoteSchema = z.object({
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

export const agreementSchema = z.object({
  version: z.number().int(),
  text: textSchema,
  at: timeSchema.optional(),
})

export type AfterSale = z.infer<typeof afterSaleSchema>
export type ProductSupervision = z.infer<typeof productSupervisionSchema>
export type ProductCard = z.infer<typeof productCardSchema>
export type Product = z.infer<typeof productSchema>
export type ProductAbsence = z.infer<typeof productAbsenceSchema>
export type SellerProduct = z.infer<typeof sellerProductSchema>
export type Specification = z.infer<typeof specificationSchema>
export type Sku = z.infer<typeof skuSchema>
export type PriceItem = z.infer<typeof priceItemSchema>
export type QuantityAttribute = z.infer<typeof quantityAttributeSchema>
export type DraftProduct = z.infer<typeof draftProductSchema>
export type PriceQuote = z.infer<typeof priceQuoteSchema>
export type Certificate = z.infer<typeof certificateSchema>
export type Category = z.infer<typeof categorySchema>
export type BuyerAudience = z.infer<typeof audienceSchema>

import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { faultCodes } from './draft/faults.ts'
import { productFlows } from './draft/flows.ts'
import type { Form } from './draft/form.ts'
import { mostAttributes, mostSpecifications, mostValues, mostSkus } from './draft/grid.ts'
import { mostOptions, mostParameters } from './draft/parameters.ts'
import { mostCertificates } from './draft/certificates.ts'
import { mostDocuments } from './draft/proof-limits.ts'
import { buyerDataKinds, certificateKinds, parameterKinds, periods, pricingModels } from './kinds.ts'
import { afterSaleSchema, mediaPathSchema } from './products.ts'
import { defineRoutes } from '../route.ts'
import { currencySchema, defineId, textSchema, timeSchema } from '../values.ts'

/** What was typed, however unfinished; only its size is limited. */
const defineTyped = (most: number) => z.string().max(most)
const line = defineTyped(1000)
const defineBoth = (most: number) => z.object({ zh: defineTyped(most), en: defineTyped(most) })
const both = defineBoth(1000)
const key = z.string().regex(/^k\d{1,6}$/)
const keyed = both.extend({ key })
const mostBands = 21
const cell = defineTyped(40)

const ofPeriods = <T extends z.ZodType>(value: T) =>
  z.object({ month: value.optional(), year: value.optional(), one_time: value.optional() })

const skuFormSchema = z.object({
  values: z.array(key).max(mostAttributes),
  offered: z.boolean(),
  amounts: ofPeriods(z.array(cell).max(mostBands)),
  trials: ofPeriods(cell),
})

const specificationFormSchema = z.object({
  key,
  id: defineId('spc').optional(),
  name: both,
  features: z.array(keyed).max(mostValues),
  hidden: z.boolean(),
  periods: z.array(z.enum(periods)).max(3),
  edges: z.array(cell).max(mostBands - 1),
  skus: z.array(skuFormSchema).max(mostSkus),
})

const parameterFormSchema = z.object({
  key,
  name: line,
  label: both,
  hint: both,
  required: z.boolean(),
  kind: z.enum(parameterKinds),
  maxLength: cell,
  min: cell,
  max: cell,
  options: z.array(z.object({ key, value: line, label: both })).max(mostOptions),
})

/** A product as it is typed: texts may be empty and numbers unfinished, but nothing is of another type or endless. */
export const draftFormSchema: z.ZodType<Form> = z.object({
  keys: z.number().int().min(0).max(999_999),
  type: z.enum(productTypes),
  category: defineTyped(40),
  tags: z.array(defineTyped(200)).max(20),
  name: both,
  summary: defineBoth(2000),
  description: defineBoth(40_000),
  logo: mediaPathSchema.optional(),
  pictures: z.array(mediaPathSchema).max(5),
  video: line,
  documents: z.array(z.object({ key, name: both, address: line })).max(mostDocuments),
  dataLocation: both,
  support: z.object({ hours: both, content: both, hotline: line, email: line }),
  quantity: z
    .object({ name: both, unit: both, min: cell, max: cell, pricing: z.enum(pricingModels) })
    .optional(),
  attributes: z
    .array(z.object({ key, name: both, values: z.array(keyed).max(mostValues) }))
    .max(mostAttributes),
  currency: currencySchema,
  specifications: z.array(specificationFormSchema).min(1).max(mostSpecifications),
  hidden: z.boolean(),
  isForEnterprises: z.boolean(),
  afterSale: afterSaleSchema,
  supervision: z
    .object({ flow: z.enum(productFlows), template: defineBoth(8000), criteria: defineBoth(4000) })
    .optional(),
  buyerData: z.array(z.enum(buyerDataKinds)).max(3),
  parameters: z.array(parameterFormSchema).max(mostParameters),
  certificates: z
    .array(z.object({ key, kind: z.enum(certificateKinds), number: line, holder: line, validUntil: cell }))
    .max(mostCertificates),
  agreement: defineBoth(60_000),
})

/** What a draft lacks at a field: a code that pages say, or a sentence. */
const draftFaultSchema = z.object({
  field: z.string(),
  code: z.enum(faultCodes).optional(),
  values: z.array(z.number()).optional(),
  said: textSchema.optional(),
})

const progressSchema = z.object({ done: z.number().int(), of: z.number().int() })

/** A draft after it was saved; `version` counts the times. */
const draftStateSchema = z.object({
  productId: defineId('prd'),
  version: z.number().int(),
  progress: progressSchema,
  faults: z.array(draftFaultSchema),
  /** Whether the product has this content now; otherwise only the draft has it. */
  complete: z.boolean(),
})

const savedSchema = z.object({ at: timeSchema, by: z.string() })

export type DraftState = z.infer<typeof draftStateSchema>
export type DraftFault = z.infer<typeof draftFaultSchema>

const ofProduct = z.object({ productId: defineId('prd') })

export const draftRoutes = defineRoutes({
  'GET /api/seller/product-drafts': {
    summary: {
      en: 'List the unfinished drafts of the seller, latest saved first: of new products, and of changes',
      zh: '查询商家未完成的草稿，按保存时间倒序，包括新商品和变更',
    },
    role: 'seller',
    needs: 'products:read',
    reply: z.object({
      items: z.array(
        z.object({
          productId: defineId('prd'),
          version: z.number().int(),
          /** Whether there is a product already, which the draft is to replace or change. */
          exists: z.boolean(),
          type: z.enum(productTypes),
          name: both,
          summary: defineBoth(2000),
          logo: mediaPathSchema.optional(),
          progress: progressSchema,
          saved: savedSchema,
        }),
      ),
    }),
  },
  'POST /api/seller/product-drafts': {
    summary: {
      en: 'Save the draft of a new product, however unfinished; once it is complete, the product is created',
      zh: '保存新商品的草稿，内容可以不完整；完整后即创建商品',
    },
    role: 'seller',
    needs: 'products:write',
    body: z.object({ form: draftFormSchema }),
    reply: draftStateSchema,
    status: 201,
    idempotent: true,
  },
  'GET /api/seller/products/:productId/draft': {
    summary: {
      en: 'Get the draft of a product as it was typed, what it still lacks, and its version',
      zh: '查询商品的草稿：已填写的内容、尚缺的内容和版本',
    },
    role: 'seller',
    needs: 'products:read',
    params: ofProduct,
    reply: draftStateSchema.extend({
      exists: z.boolean(),
      form: draftFormSchema,
      saved: savedSchema.optional(),
    }),
  },
  'PUT /api/seller/products/:productId/draft': {
    summary: {
      en: 'Save the draft of a product, if nobody has saved it since the given version',
      zh: '保存商品的草稿；如果在给定版本之后有人保存过，则拒绝',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: z.object({ form: draftFormSchema, version: z.number().int().min(0) }),
    reply: draftStateSchema,
  },
  'POST /api/seller/products/:productId/draft-removal': {
    summary: {
      en: 'Delete the unfinished draft; a product that exists keeps its content',
      zh: '删除未完成的草稿；已创建的商品保留原有内容',
    },
    role: 'seller',
    needs: 'products:write',
    params: ofProduct,
    body: z.object({ version: z.number().int().min(0) }),
    reply: z.null(),
    status: 204,
  },
})

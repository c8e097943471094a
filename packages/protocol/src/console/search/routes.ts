import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { productCardSchema, sellerBriefSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import { chargingModes, searchSorts } from './kinds.ts'
import { defineId, textSchema } from '../values.ts'

export const chargingModeSchema = z.enum(chargingModes)

export const searchSortSchema = z.enum(searchSorts)

/** A price range by the month in whole units, without its upper bound: `CNY-50-200`; `CNY-5000-` has none. */
export const monthlyPriceSchema = z.string().regex(/^(CNY|USD)-\d{1,9}-\d{0,9}$/)

export const searchQuerySchema = z.object({
  q: z.string().max(100).default(''),
  /** The path of a category; includes its subcategories. */
  category: z.string().min(1).max(130).optional(),
  mode: chargingModeSchema.optional(),
  type: z.enum(productTypes).optional(),
  price: monthlyPriceSchema.optional(),
  seller: defineId('sel').optional(),
  sort: searchSortSchema.default('relevance'),
  page: z.coerce.number().int().min(1).max(50).default(1),
})

/** Exact up to a bound; if `exact` is false there are at least `count`. */
export const searchTotalSchema = z.object({ count: z.number().int(), exact: z.boolean() })

const countSchema = z.number().int()

export const searchReplySchema = z.object({
  items: z.array(productCardSchema),
  total: searchTotalSchema,
  /** Number of pages of 20 each, at most 50. */
  pages: z.number().int(),
  /** Further filters, each counted together with the filters that are set. */
  facets: z.object({
    categories: z.array(z.object({ path: z.string(), name: textSchema, count: countSchema })),
    modes: z.array(z.object({ mode: chargingModeSchema, count: countSchema })),
    types: z.array(z.object({ type: z.enum(productTypes), count: countSchema })),
    prices: z.array(z.object({ price: monthlyPriceSchema, count: countSchema })),
    sellers: z.array(z.object({ seller: sellerBriefSchema, count: countSchema })),
  }),
  /** If nothing was found: less specific searches with their results. */
  suggestions: z.array(z.object({ q: z.string(), unfiltered: z.boolean(), total: searchTotalSchema })),
})

export type SearchQuery = z.infer<typeof searchQuerySchema>
export type SearchReply = z.infer<typeof searchReplySchema>
export type SearchTotal = z.infer<typeof searchTotalSchema>

export const searchRoutes = defineRoutes({
  'GET /api/search': {
    summary: {
      en: 'Search listed products by text, with facets, best matches first',
      zh: '搜索在售商品，返回筛选项及数量，按相关度排序',
    },
    role: 'anyone',
    query: searchQuerySchema,
    reply: searchReplySchema,
  },
})

import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { productCardSchema, sellerBriefSchema } from '../catalog/products.ts'
import { defineRoutes } from '../route.ts'
import {
  chargingModes,
  guarantees,
  longestSynonym,
  mostSynonyms,
  ratingFloors,
  searchSorts,
  synonymOrigins,
} from './kinds.ts'
import { operatorGrants } from '../parties/kinds.ts'
import { currencySchema, defineId, periodSchema, textSchema, timeSchema } from '../values.ts'

export const chargingModeSchema = z.enum(chargingModes)

export const searchSortSchema = z.enum(searchSorts)

/** A price range by the month in whole units, without its upper bound: `CNY-50-200`; `CNY-5000-` has none. */
export const monthlyPriceSchema = z.string().regex(/^(CNY|USD)-\d{1,9}-\d{0,9}$/)

/** A bound of a range that is typed: an amount per month, with at most two decimals. */
const typedPriceSchema = z.string().regex(/^\d{1,9}(\.\d{1,2})?$/)

export const guaranteeSchema = z.enum(guarantees)
export const ratingFloorSchema = z.enum(ratingFloors)

export const searchQuerySchema = z.object({
  q: z.string().max(100).default(''),
  /** The path of a category; includes its subcategories. */
  category: z.string().min(1).max(130).optional(),
  mode: chargingModeSchema.optional(),
  type: z.enum(productTypes).optional(),
  price: monthlyPriceSchema.optional(),
  /** The lowest price per month is not below this, in `currency`; bounds in the wrong order are swapped. */
  priceFrom: typedPriceSchema.optional(),
  /** And not above this. */
  priceTo: typedPriceSchema.optional(),
  /** Of the two bounds; that of the marketplace unless given. */
  currency: currencySchema.optional(),
  guarantee: guaranteeSchema.optional(),
  /** The least average of the ratings. */
  rating: ratingFloorSchema.optional(),
  seller: defineId('sel').optional(),
  sort: searchSortSchema.default('relevance'),
  page: z.coerce.number().int().min(1).max(50).default(1),
})

/** Exact up to a bound; if `exact` is false there are at least `count`. */
export const searchTotalSchema = z.object({ count: z.number().int(), exact: z.boolean() })

const countSchema = z.number().int()

const categoryCountSchema = z.object({ path: z.string(), name: textSchema, count: countSchema })

/** A product that was found, with what a reader chooses by. */
const searchHitSchema = productCardSchema.extend({
  /** Its orders of the last 90 days, as in its public figures; absent while too few buyers have bought it. */
  orders: z.number().int().optional(),
  /** The periods of its prices. */
  periods: z.array(periodSchema),
  /** R130 */
  fiveDayRefund: z.boolean(),
  /** R4: only verified companies can buy it. */
  forCompanies: z.literal(true).optional(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const searchReplySchema = z.object({
  items: z.array(searchHitSchema),
  total: searchTotalSchema,
  /** Number of pages of 20 each, at most 50. */
  pages: z.number().int(),
  /** Further filters, each counted together with the filters that are set. */
  facets: z.object({
    categories: z.array(categoryCountSchema),
    modes: z.array(z.object({ mode: chargingModeSchema, count: countSchema })),
    types: z.array(z.object({ type: z.enum(productTypes), count: countSchema })),
    prices: z.array(z.object({ price: monthlyPriceSchema, count: countSchema })),
    guarantees: z.array(z.object({ guarantee: guaranteeSchema, count: countSchema })),
    /** Each includes the better ones. */
    ratings: z.array(z.object({ rating: ratingFloorSchema, count: countSchema })),
    sellers: z.array(z.object({ seller: sellerBriefSchema, count: countSchema })),
  }),
  /** If nothing was found: less specific searches with their results. */
  suggestions: z.array(z.object({ q: z.string(), unfiltered: z.boolean(), total: searchTotalSchema })),
  /** If nothing was found: categories that fit, and products that the catalogue has first. */
  instead: z
    .object({ categories: z.array(categoryCountSchema), products: z.array(productCardSchema) })
    .optional(),
  /** The query as it was taken, if that is not what was typed: pinyin, a typing error. */
  meant: z.string().optional(),
  /** Words by which products were found besides what was typed, to mark them. */
  words: z.array(z.string()).optional(),
})

/** What completes a text that is being typed; each list has the most likely first. */
export const searchCompletionsSchema = z.object({
  queries: z.array(z.string()),
  products: z.array(
    z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional(), seller: textSchema }),
  ),
  categories: z.array(categoryCountSchema),
  sellers: z.array(z.object({ seller: sellerBriefSchema, count: countSchema })),
})
export type SearchCompletions = z.infer<typeof searchCompletionsSchema>

export type SearchQuery = z.infer<typeof searchQuerySchema>
export type SearchReply = z.infer<typeof searchReplySchema>
export type SearchTotal = z.infer<typeof searchTotalSchema>

const synonymsSchema = z.array(z.string().trim().min(1).max(longestSynonym)).min(2).max(mostSynonyms)
/** The words that were changed: the change is refused if they are others meanwhile. */
const former = synonymsSchema
const ofSynonyms = z.object({ synonymId: defineId('syn') })

/** Words that mean the same. */
export const synonymGroupSchema = z.object({
  id: defineId('syn'),
  words: synonymsSchema,
  origin: z.enum(synonymOrigins),
  changedAt: timeSchema,
})
export type SynonymGroup = z.infer<typeof synonymGroupSchema>

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
  'GET /api/search/completions': {
    summary: {
      en: 'Complete a text that is being typed: queries, products, categories and sellers',
      zh: '输入时的搜索建议：关键词、商品、分类和商家',
    },
    role: 'anyone',
    query: searchQuerySchema.pick({ q: true }),
    reply: searchCompletionsSchema,
  },
  'GET /api/operator/synonyms': {
    summary: {
      en: 'List the groups of synonyms of the search, those that changed last first',
      zh: '查询搜索的同义词，最近修改的在前',
    },
    role: 'operator',
    needs: operatorGrants,
    reply: z.object({ items: z.array(synonymGroupSchema) }),
  },
  'POST /api/operator/synonyms': {
    summary: { en: 'Add a group of synonyms', zh: '添加一组同义词' },
    role: 'operator',
    needs: 'catalogue',
    body: z.object({ words: synonymsSchema }).strict(),
    reply: synonymGroupSchema,
    status: 201,
  },
  'PUT /api/operator/synonyms/:synonymId': {
    summary: { en: 'Replace the words of a group of synonyms', zh: '修改一组同义词' },
    role: 'operator',
    needs: 'catalogue',
    params: ofSynonyms,
    body: z.object({ words: synonymsSchema, former }).strict(),
    reply: synonymGroupSchema,
  },
  'POST /api/operator/synonyms/:synonymId/removal': {
    summary: { en: 'Delete a group of synonyms', zh: '删除一组同义词' },
    role: 'operator',
    needs: 'catalogue',
    params: ofSynonyms,
    body: z.object({ former }).strict(),
    reply: z.null(),
    status: 204,
  },
})

import { z } from 'zod'
import { breakerSchema, gateSchema } from '../calls/routes.ts'
import { sellerBriefSchema, supportSchema } from '../catalog/products.ts'
import { ratingFiguresSchema } from '../feedback/public.ts'
import { publicFiguresSchema } from '../health/figures.ts'
import { interfaceCheckSchema } from '../monitoring/check.ts'
import { applicantCompanySchema } from './applications.ts'
import { buyerStates, customerLevels } from './kinds.ts'
import { organisationKindSchema, verificationSchema } from './session.ts'
import { defineExport } from '../export.ts'
import { defineRoutes } from '../route.ts'
import { defineId, moneySchema, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

export const customerLevelSchema = z.enum(customerLevels)

export const buyerStateSchema = z.enum(buyerStates)

export const operatorBuyerSchema = z.object({
  id: defineId('byr'),
  name: textSchema,
  kind: organisationKindSchema,
  country: z.string(),
  verification: verificationSchema,
  level: customerLevelSchema,
  state: buyerStateSchema,
  balance: moneySchema,
  members: z.number().int(),
  createdAt: timeSchema,
})

/** Orders, services and messages are counted up to 1,000, which then means 1,000 or more. */
const oneBuyerSchema = operatorBuyerSchema.extend({
  orders: z.number().int(),
  services: z.number().int(),
  /** Messages to the buyer, in total and unread. */
  messages: z.object({ total: z.number().int(), unread: z.number().int() }),
  /** Balance changes that wait for a second operator. */
  balanceChanges: z.number().int(),
  /** Its latest application to sell, and the seller that it led to. */
  application: z.object({ id: defineId('sap'), state: z.string() }).optional(),
  seller: z.object({ id: defineId('sel'), name: textSchema }).optional(),
})

export const operatorSellerSchema = z.object({
  id: defineId('sel'),
  name: textSchema,
  logo: z.string().optional(),
  registrationNumber: z.string().optional(),
  members: z.number().int(),
  products: z.object({ total: z.number().int(), listed: z.number().int() }),
  /** The breaker of calls to it; closed before the first call. */
  breaker: breakerSchema,
  openFailures: z.number().int(),
  suspension: z.enum(['proposed', 'active']).optional(),
  createdAt: timeSchema,
})

/** Orders and messages are counted up to 1,000, which then means 1,000 or more. */
const oneSellerSchema = operatorSellerSchema.extend({
  orders: z.number().int(),
  addresses: z.number().int(),
  keys: z.number().int(),
  messages: z.object({ total: z.number().int(), unread: z.number().int() }),
  /** Absent before the first call to it. */
  gate: gateSchema.optional(),
  /** The application that created the seller, with the company's statements. */
  application: z
    .object({ id: defineId('sap'), company: applicantCompanySchema, decidedAt: timeSchema.optional() })
    .optional(),
  buyer: z.object({ id: defineId('byr'), name: textSchema }).optional(),
})

export type OperatorBuyer = z.infer<typeof operatorBuyerSchema>
export type OperatorSeller = z.infer<typeof operatorSellerSchema>
const sortSchema = z.enum(['newest', 'name'])

/** A part of a name or an email address, a complete id, or a complete published number. */
const textQuery = z.string().trim().min(1).max(100).optional()

const buyerFilter = z.object({
  text: textQuery,
  verification: verificationSchema.optional(),
  state: buyerStateSchema.optional(),
  sort: sortSchema.or(z.literal('balance')).default('newest'),
})

const sellerFilter = z.object({
  text: textQuery,
  breaker: breakerSchema.optional(),
  /** Whether the seller has a product on sale. */
  selling: z.enum(['yes', 'no']).optional(),
  suspension: z.enum(['proposed', 'active']).optional(),
  sort: sortSchema.default('newest'),
})

const ofBuyer = z.object({ buyerId: defineId('byr') })

const ofSeller = z.object({ sellerId: defineId('sel') })

/** A seller as shown to everybody. */
export const publicSellerSchema = sellerBriefSchema.extend({
  /** When it joined the market. */
  since: timeSchema,
  /** The seller's own, else that of its newest product that has one. */
  support: supportSchema.optional(),
  description: textSchema.optional(),
  site: z.string().optional(),
  address: z.string().optional(),
  registrationNumber: z.string().optional(),
  /** How the orders of all its products went; absent while too few have bought. */
  figures: publicFiguresSchema.optional(),
  /** What the newest dial tests of its products found; absent before the first. */
  check: interfaceCheckSchema.optional(),
  /** R286: of all its products; absent while there is no published review. */
  ratings: ratingFiguresSchema.optional(),
  /** R285: the median of its first answers to tickets, in support time; absent if there are few. */
  answerMs: z.number().int().optional(),
})

export type PublicSeller = z.infer<typeof publicSellerSchema>

export const sellersQuerySchema = z.object({
  /** A part of a name. */
  q: z.string().max(100).default(''),
  page: z.coerce.number().int().min(1).max(1000).default(1),
})

/** A seller with products on sale, as the list of sellers shows it. */
const listedSellerSchema = sellerBriefSchema.extend({
  since: timeSchema,
  products: z.number().int(),
  /** The categories in which it sells most. */
  categories: z.array(z.object({ path: z.string(), name: textSchema })),
  /** How orders of its products went; absent while too few have bought. */
  figures: publicFiguresSchema.optional(),
  /** R286: of all its products; absent while there is no published review. */
  ratings: ratingFiguresSchema.optional(),
})

const sellersReplySchema = z.object({
  items: z.array(listedSellerSchema),
  total: z.number().int(),
  /** Number of pages of 24 each. */
  pages: z.number().int(),
})

export type SellersQuery = z.infer<typeof sellersQuerySchema>
export type ListedSeller = z.infer<typeof listedSellerSchema>
export type SellersReply = z.infer<typeof sellersReplySchema>

export const partyDirectoryRoutes = defineRoutes({
  'GET /api/operator/buyers': {
    summary: {
      en: 'List buyers with their balances, by name, email, ID or order number, verification and state',
      zh: '查询买家列表及余额，可按名称、邮箱、ID、订单号、认证和状态筛选',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    query: pageQuery.extend(buyerFilter.shape),
    reply: definePage(operatorBuyerSchema),
  },
  'GET /api/operator/buyers.csv': defineExport(
    { role: 'operator', needs: ['reviewer', 'finance', 'appeals'] },
    { en: 'buyers', zh: '买家' },
    buyerFilter,
  ),
  'GET /api/operator/buyers/:buyerId': {
    summary: {
      en: 'Get a buyer: organisation, verification, services and balance',
      zh: '查询买家详情：组织、认证、服务和余额',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    reply: oneBuyerSchema,
  },
  'PUT /api/operator/buyers/:buyerId/verification': {
    summary: {
      en: 'Correct the verified data of a buyer, with a reason',
      zh: '更正买家的认证信息，须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    body: z.object({ verification: verificationSchema, reason: z.string().trim().min(1).max(500) }),
    reply: z.object({ verification: verificationSchema }),
  },
  'PUT /api/operator/buyers/:buyerId/level': {
    summary: {
      en: 'Set the level of a buyer, which determines the grace and retention periods of expired services, with a reason',
      zh: '设置买家等级（决定服务到期后的宽限期和保留期），须填写原因',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    body: z.object({ level: customerLevelSchema, reason: z.string().trim().min(1).max(500) }),
    reply: z.object({ level: customerLevelSchema }),
  },
  'GET /api/operator/sellers': {
    summary: {
      en: 'List sellers, by name, email, ID, registration or order number, with the state of the calls to them',
      zh: '查询商家列表及调用状态，可按名称、邮箱、ID、登记号或订单号筛选',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend(sellerFilter.shape),
    reply: definePage(operatorSellerSchema),
  },
  'GET /api/operator/sellers.csv': defineExport(
    { role: 'operator', needs: 'reviewer' },
    { en: 'sellers', zh: '商家' },
    sellerFilter,
  ),
  'GET /api/operator/sellers/:sellerId': {
    summary: {
      en: 'Get a seller: company, calls, products and orders',
      zh: '查询商家详情：企业、调用、商品和订单',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    reply: oneSellerSchema,
  },
  'GET /api/sellers': {
    summary: {
      en: 'List the sellers with products on sale, those with most products first, by a part of their name',
      zh: '查询有在售商品的商家列表，在售商品多的排在前面，可按名称筛选',
    },
    role: 'anyone',
    query: sellersQuerySchema,
    reply: sellersReplySchema,
  },
  'GET /api/sellers/:sellerId': {
    summary: { en: 'Get the public profile of a seller', zh: '查询商家的公开信息' },
    role: 'anyone',
    params: z.object({ sellerId: defineId('sel') }),
    reply: publicSellerSchema,
  },
})

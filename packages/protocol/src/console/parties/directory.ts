import { z } from 'zod'
import { breakerSchema, gateSchema } from '../calls/routes.ts'
import { sellerBriefSchema, supportSchema } from '../catalog/products.ts'
import { applicantCompanySchema } from './applications.ts'
import { buyerStates, customerLevels } from './kinds.ts'
import { organisationKindSchema, verificationSchema } from './session.ts'
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
})

export type PublicSeller = z.infer<typeof publicSellerSchema>

export const partyDirectoryRoutes = defineRoutes({
  'GET /api/operator/buyers': {
    summary: {
      en: 'Buyers and their balances: by name, email, id or order number, verification and state',
      zh: '买家及其余额：按名称、邮箱、编号或订单号，认证与状态',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    query: pageQuery.extend({
      text: textQuery,
      verification: verificationSchema.optional(),
      state: buyerStateSchema.optional(),
      sort: sortSchema.or(z.literal('balance')).default('newest'),
    }),
    reply: definePage(operatorBuyerSchema),
  },
  'GET /api/operator/buyers/:buyerId': {
    summary: {
      en: 'One buyer: its organisation, verification, and what it has',
      zh: '一个买家：组织、认证，以及它拥有什么',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    reply: oneBuyerSchema,
  },
  'PUT /api/operator/buyers/:buyerId/verification': {
    summary: {
      en: 'Correct what is verified of a buyer, with a reason (R4)',
      zh: '更正买家的认证内容，须写明原因（R4）',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    body: z.object({ verification: verificationSchema, reason: z.string().trim().min(1).max(500) }),
    reply: z.object({ verification: verificationSchema }),
  },
  'PUT /api/operator/buyers/:buyerId/level': {
    summary: {
      en: 'Set the level that decides how long expired services go on and are kept, with a reason (R113)',
      zh: '设定买家等级，它决定到期的服务还能用多久、保留多久；须写明原因（R113）',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    body: z.object({ level: customerLevelSchema, reason: z.string().trim().min(1).max(500) }),
    reply: z.object({ level: customerLevelSchema }),
  },
  'GET /api/operator/sellers': {
    summary: {
      en: 'Sellers: by name, email, id, registration or order number, and how the calls to them stand',
      zh: '商家：按名称、邮箱、编号、登记号或订单号，以及对它们的调用现状',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({
      text: textQuery,
      breaker: breakerSchema.optional(),
      /** Whether the seller has a product on sale. */
      selling: z.enum(['yes', 'no']).optional(),
      sort: sortSchema.default('newest'),
    }),
    reply: definePage(operatorSellerSchema),
  },
  'GET /api/operator/sellers/:sellerId': {
    summary: {
      en: 'One seller: its company, its calls, and what it has',
      zh: '一个商家：公司、对它的调用，以及它拥有什么',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    reply: oneSellerSchema,
  },
  'GET /api/sellers/:sellerId': {
    summary: { en: 'A seller as everybody may see it', zh: '公开的商家主页' },
    role: 'anyone',
    params: z.object({ sellerId: defineId('sel') }),
    reply: publicSellerSchema,
  },
})

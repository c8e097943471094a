import { z } from 'zod'
import { breakerSchema, gateSchema } from './calls.ts'
import { interfaceClassSchema } from './access.ts'
import { memberSchema, applicantCompanySchema } from './parties.ts'
import { routes } from './route.ts'
import { balanceEntrySchema, balanceFilterSchema, serviceSchema } from './services.ts'
import { organisationKindSchema } from './session.ts'
import { idOf, moneySchema, pageOf, pageQuery, textSchema, timeSchema } from './values.ts'

/** R4: what an operator has verified of a buyer. */
export const verificationSchema = z.enum(['none', 'personal', 'enterprise'])
/** R113: how long a buyer's expired services go on and are kept; V0 until an operator sets another. */
export const customerLevelSchema = z.enum(['V0', 'V1', 'V2', 'V3', 'V4', 'V5'])
/** By its members: one waits to be confirmed; all were refused; else it may buy. */
export const buyerStateSchema = z.enum(['active', 'waiting', 'rejected'])

export const operatorBuyerSchema = z.object({
  id: idOf('byr'),
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
/** Orders, services and messages are counted to 1,000: that many, or more. */
const oneBuyerSchema = operatorBuyerSchema.extend({
  orders: z.number().int(),
  services: z.number().int(),
  /** Messages to the buyer, and how many of them nobody has read. */
  messages: z.object({ total: z.number().int(), unread: z.number().int() }),
  /** Changes of the balance that wait for a second operator. */
  balanceChanges: z.number().int(),
  /** Its latest application to sell, and the seller that came of one. */
  application: z.object({ id: idOf('sap'), state: z.string() }).optional(),
  seller: z.object({ id: idOf('sel'), name: textSchema }).optional(),
})

export const operatorSellerSchema = z.object({
  id: idOf('sel'),
  name: textSchema,
  logo: z.string().optional(),
  registrationNumber: z.string().optional(),
  members: z.number().int(),
  products: z.object({ total: z.number().int(), listed: z.number().int() }),
  /** How the calls to it stand; closed before the first. */
  breaker: breakerSchema,
  openFailures: z.number().int(),
  createdAt: timeSchema,
})
/** Orders and messages are counted to 1,000: that many, or more. */
const oneSellerSchema = operatorSellerSchema.extend({
  orders: z.number().int(),
  addresses: z.number().int(),
  keys: z.number().int(),
  messages: z.object({ total: z.number().int(), unread: z.number().int() }),
  /** Absent before the first call to it. */
  gate: gateSchema.optional(),
  /** The application that made it, with what the company said of itself. */
  application: z
    .object({ id: idOf('sap'), company: applicantCompanySchema, decidedAt: timeSchema.optional() })
    .optional(),
  buyer: z.object({ id: idOf('byr'), name: textSchema }).optional(),
})
/** A key as an operator sees it: that it is there, and who uses it. */
const operatorKeySchema = z.object({
  id: idOf('key'),
  interfaceClass: interfaceClassSchema,
  createdAt: timeSchema,
  boundProducts: z.array(z.object({ id: idOf('prd'), name: textSchema })),
  notifiesOrders: z.boolean(),
})

export type Verification = z.infer<typeof verificationSchema>
export type CustomerLevel = z.infer<typeof customerLevelSchema>
export type BuyerState = z.infer<typeof buyerStateSchema>
export type OperatorBuyer = z.infer<typeof operatorBuyerSchema>
export type OperatorSeller = z.infer<typeof operatorSellerSchema>
export type OperatorKey = z.infer<typeof operatorKeySchema>

const sortSchema = z.enum(['newest', 'name'])
/** A part of a name or an email address, a whole id, or a whole published number. */
const textQuery = z.string().trim().min(1).max(100).optional()
const ofBuyer = z.object({ buyerId: idOf('byr') })
const ofSeller = z.object({ sellerId: idOf('sel') })

export const operatorPartyRoutes = routes({
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
    reply: pageOf(operatorBuyerSchema),
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
  'GET /api/operator/buyers/:buyerId/members': {
    summary: {
      en: 'The members of a buyer and their rights, newest first',
      zh: '买家的成员及其权限，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    query: pageQuery,
    reply: pageOf(memberSchema),
  },
  'GET /api/operator/buyers/:buyerId/balance': {
    summary: {
      en: 'A buyer’s balance and what changed it, newest first',
      zh: '买家的余额及其变动，最新的在前',
    },
    role: 'operator',
    needs: 'finance',
    params: ofBuyer,
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: pageOf(balanceEntrySchema) }),
  },
  'GET /api/operator/buyers/:buyerId/services': {
    summary: { en: 'What a buyer has purchased, newest first', zh: '买家购买的服务，最新的在前' },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    query: pageQuery,
    reply: pageOf(serviceSchema),
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
      /** Whether something of theirs is on sale. */
      selling: z.enum(['yes', 'no']).optional(),
      sort: sortSchema.default('newest'),
    }),
    reply: pageOf(operatorSellerSchema),
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
  'GET /api/operator/sellers/:sellerId/members': {
    summary: {
      en: 'The members of a seller and their rights, newest first',
      zh: '商家的成员及其权限，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: pageOf(memberSchema),
  },
  'GET /api/operator/sellers/:sellerId/keys': {
    summary: {
      en: 'The access keys of a seller and the products that use them, without the keys, newest first',
      zh: '商家的访问密钥及使用它们的商品，不含密钥本身，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: pageOf(operatorKeySchema),
  },
})

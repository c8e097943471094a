import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { sellerBriefSchema } from './catalog.ts'
import { routes } from './route.ts'
import type { RouteRole } from './route.ts'
import {
  idOf,
  moneySchema,
  nothing,
  pageOf,
  pageQuery,
  periodSchema,
  textSchema,
  timeSchema,
} from './values.ts'
import { verdictSchema } from './calls.ts'

/** opening → active → grace → retention → released (R113); cancelled is refunded or never opened. */
export const serviceStateSchema = z.enum(['opening', 'active', 'grace', 'retention', 'released', 'cancelled'])
/** Since when a service is frozen for a violation, and why. */
export const barSchema = z.object({ at: timeSchema, reason: z.string() })
export const serviceSchema = z.object({
  id: idOf('sub'),
  state: serviceStateSchema,
  /** R12: without it SaaS. */
  type: z.enum(productTypes).optional(),
  product: z.object({ id: idOf('prd'), name: textSchema, logo: z.string().optional() }),
  seller: sellerBriefSchema,
  specification: textSchema,
  quantity: z.number().int(),
  unit: textSchema.optional(),
  period: periodSchema,
  periodCount: z.number().int(),
  /** The values of the product’s attributes (R20). */
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  /** Of a trial that has not become a paid term (R27). */
  trialDays: z.number().int().optional(),
  startsAt: timeSchema.optional(),
  /** The end of the last term that is paid. */
  endsAt: timeSchema.optional(),
  /** When it will be frozen and released if it is not renewed (R113). */
  freezesAt: timeSchema.optional(),
  releasesAt: timeSchema.optional(),
  /** Whether it renews itself (R110). */
  renewsItself: z.boolean().optional(),
  /** R116: an operator froze it for a violation, beside its state; its time runs on. */
  barred: barSchema.optional(),
  order: z.object({ id: idOf('ord'), number: z.string() }),
  /** The id that the seller gave the instance. */
  instanceReference: z.string().optional(),
  /** Until when the seller may still open it (R70). */
  openingUntil: timeSchema.optional(),
})
/** What the seller returned just now (saas-v2 §3.3 AppInfo); nothing of it is stored. */
export const accessDataSchema = z.object({
  frontEndUrl: z.string().optional(),
  adminUrl: z.string().optional(),
  userName: z.string().optional(),
  password: z.string().optional(),
  memo: z.string().optional(),
})
export const accessReplySchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answered'),
    askedAt: timeSchema,
    durationMs: z.number().int(),
    access: accessDataSchema,
  }),
  /** The seller says that the instance is not ready or not known. */
  z.object({
    outcome: z.literal('not_ready'),
    askedAt: timeSchema,
    durationMs: z.number().int(),
    verdict: verdictSchema,
  }),
  /** The seller cannot be reached or answers wrongly; the service itself may well be running. */
  z.object({
    outcome: z.literal('unavailable'),
    askedAt: timeSchema,
    durationMs: z.number().int(),
    verdict: verdictSchema,
  }),
])
export const balanceKindSchema = z.enum(['top_up', 'correction', 'payment', 'refund'])
export const balanceEntrySchema = z.object({
  id: idOf('pst'),
  kind: balanceKindSchema,
  amount: moneySchema,
  balanceAfter: moneySchema,
  at: timeSchema,
  reason: z.string().optional(),
  order: z.object({ id: idOf('ord'), number: z.string() }).optional(),
})
/** What narrows the entries of a balance; everything given must hold. */
export const balanceFilterSchema = z.object({
  kind: balanceKindSchema.optional(),
  from: timeSchema.optional(),
  /** Before this moment. */
  to: timeSchema.optional(),
  /** The whole number of an order. */
  orderNumber: z.string().trim().min(1).max(64).optional(),
})
/** A message to a party; `data` fills the sentence that the console has for its kind. */
export const messageSchema = z.object({
  id: idOf('msg'),
  kind: z.string(),
  at: timeSchema,
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
  read: z.boolean(),
})

export type ServiceState = z.infer<typeof serviceStateSchema>
export type Service = z.infer<typeof serviceSchema>
export type AccessReply = z.infer<typeof accessReplySchema>
export type AccessData = z.infer<typeof accessDataSchema>
export type BalanceFilter = z.infer<typeof balanceFilterSchema>
export type BalanceKind = z.infer<typeof balanceKindSchema>
export type BalanceEntry = z.infer<typeof balanceEntrySchema>
export type Message = z.infer<typeof messageSchema>

const serviceParams = z.object({ serviceId: idOf('sub') })
/** A page of messages, and how many of all of them are unread. */
const messagesReply = pageOf(messageSchema).extend({ unread: z.number().int() })
const readOne = <const R extends RouteRole>(role: R) => ({
  summary: 'Mark a message as read',
  role,
  params: z.object({ messageId: idOf('msg') }),
  reply: nothing,
  status: 204 as const,
})
const readAll = <const R extends RouteRole>(role: R) => ({
  summary: 'Mark all messages up to this one as read',
  role,
  body: z.object({ upTo: idOf('msg') }),
  reply: nothing,
  status: 204 as const,
})
export const serviceRoutes = routes({
  'GET /api/buyer/services': {
    summary: 'Purchased services, newest first',
    role: 'buyer',
    query: pageQuery.extend({ state: serviceStateSchema.optional() }),
    reply: pageOf(serviceSchema),
  },
  'POST /api/buyer/services/:serviceId/access': {
    summary: 'Ask the seller for address, account and initial password, live (R299)',
    role: 'buyer',
    params: serviceParams,
    reply: accessReplySchema,
  },
  'GET /api/buyer/balance': {
    summary:
      'The balance and what changed it, newest first; GET /api/buyer/balance.csv gives the same entries as a table',
    role: 'buyer',
    query: pageQuery.extend(balanceFilterSchema.shape),
    reply: z.object({ balance: moneySchema, entries: pageOf(balanceEntrySchema) }),
  },
  'GET /api/seller/overview': {
    summary: 'What waits for the seller, and how much is sold today',
    role: 'seller',
    reply: z.object({
      productsListed: z.number().int(),
      /** Drafts and those that were rejected: the seller’s turn. */
      productsUnfinished: z.number().int(),
      productsInReview: z.number().int(),
      /** Specifications on sale of which nothing is left (R30). */
      soldOut: z.number().int(),
      addressesPending: z.number().int(),
      /** Lines of paid orders that are not open yet. */
      linesOpening: z.number().int(),
      ordersToday: z.number().int(),
    }),
  },
  'GET /api/buyer/messages': {
    summary: 'Messages to the buyer, newest first',
    role: 'buyer',
    query: pageQuery,
    reply: messagesReply,
  },
  'GET /api/seller/messages': {
    summary: 'Messages to the seller, newest first',
    role: 'seller',
    query: pageQuery,
    reply: messagesReply,
  },
  'POST /api/operator/services/:serviceId/freeze': {
    summary: 'Freeze a service for a violation; its buyer and its seller are told why (R116)',
    role: 'operator',
    params: serviceParams,
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    reply: nothing,
    status: 204,
  },
  'POST /api/operator/services/:serviceId/unfreeze': {
    summary: 'Lift the freeze for a violation; what is frozen after its grace stays frozen (R116)',
    role: 'operator',
    params: serviceParams,
    reply: nothing,
    status: 204,
  },
  'GET /api/operator/messages': {
    summary: 'Messages to the operators, newest first; they share them',
    role: 'operator',
    query: pageQuery,
    reply: messagesReply,
  },
  'POST /api/buyer/messages/:messageId/read': readOne('buyer'),
  'POST /api/seller/messages/:messageId/read': readOne('seller'),
  'POST /api/operator/messages/:messageId/read': readOne('operator'),
  'POST /api/buyer/messages/read': readAll('buyer'),
  'POST /api/seller/messages/read': readAll('seller'),
  'POST /api/operator/messages/read': readAll('operator'),
})

import { z } from 'zod'
import { defineExport } from '../export.ts'
import { fileBodyBytes as mostBodyBytes, fileSchema, uploadedFileSchema } from '../files/routes.ts'
import type { Caller } from '../route.ts'
import { defineRoutes } from '../route.ts'
import { refusalSchema } from '../subscriptions/refusals.ts'
import { defineId, definePage, moneySchema, pageQuery, textSchema, timeSchema } from '../values.ts'
import { operatorRefundLists, refundCauses, refundRequestLists, refundRequestStates } from './kinds.ts'

const productSchema = z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() })
const orderSchema = z.object({ id: defineId('ord'), number: z.string() })
/** A line that a request is for; of a bundle there are several, all or none of which are refunded (R145). */
const lineSchema = z.object({
  number: z.string(),
  supervisionId: defineId('spv'),
  product: productSchema,
  specification: textSchema,
  /** What was paid for it and not refunded before. */
  paid: moneySchema,
  /** Its part of the requested amount. */
  amount: moneySchema,
})

/** A buyer's request for a negotiated refund, as one of its readers sees it (R139, R140). */
export const refundRequestSchema = z.object({
  id: defineId('rrq'),
  state: z.enum(refundRequestStates),
  /** Who has to act next; an operator, if the delivery is under appeal. Absent if it is over. */
  turn: z.enum(['buyer', 'seller', 'operator']).optional(),
  /** Since when it is in this state. */
  since: timeSchema,
  askedAt: timeSchema,
  endedAt: timeSchema.optional(),
  amount: moneySchema,
  reason: z.string(),
  files: z.array(fileSchema),
  /** R151: the goods are sent back before the money. */
  returnsGoods: z.boolean(),
  goods: z.object({ carrier: z.string(), trackingNumber: z.string(), sentAt: timeSchema }).optional(),
  /** Why it was rejected, and by whom. */
  rejection: z.object({ by: z.enum(['seller', 'operator']), reason: z.string() }).optional(),
  order: orderSchema,
  lines: z.array(lineSchema),
  buyer: textSchema,
  seller: textSchema,
  /** Data that the buyer consented to pass on (R47, R158); for the seller. */
  contact: z
    .object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() })
    .optional(),
  /** R146: from when either side may appeal; while it is open. */
  appealFrom: timeSchema.optional(),
  /** The orders that document the refund; not for sellers. */
  refundOrders: z.array(orderSchema),
  /** What the asking party may do now. */
  acts: z.array(z.enum(['decide', 'withdraw', 'send_goods', 'receive_goods'])),
})
export type RefundRequest = z.infer<typeof refundRequestSchema>

/** A refund of a buyer: a request in any state, or money that came back without one. */
export const refundEntrySchema = z.object({
  /** The request, or the refund if nobody was asked. */
  id: z.union([defineId('rrq'), defineId('rfd')]),
  requestId: defineId('rrq').optional(),
  state: z.enum(refundRequestStates),
  /** Of a refund without a request. */
  cause: z.enum(refundCauses).optional(),
  askedAt: timeSchema,
  endedAt: timeSchema.optional(),
  amount: moneySchema,
  order: orderSchema,
  product: productSchema,
  seller: textSchema,
})
export type RefundEntry = z.infer<typeof refundEntrySchema>

/** What a buyer may ask for a line of an order now. */
export const refundOfferSchema = z.object({
  allowed: z.boolean(),
  refusal: refusalSchema.optional(),
  /** R139: the most that may be asked for all of these lines. */
  most: moneySchema,
  lines: z.array(lineSchema.pick({ number: true, product: true, specification: true, paid: true })),
  returnsGoods: z.boolean(),
  /** The request that is open for it. */
  openRequestId: defineId('rrq').optional(),
})
export type RefundOffer = z.infer<typeof refundOfferSchema>

const ofOrder = z.object({ orderId: defineId('ord') })
const ofRequest = z.object({ refundRequestId: defineId('rrq') })
const ofSupervision = z.object({ supervisionId: defineId('spv') })
const stateReply = z.object({ state: z.enum(refundRequestStates) })
const reason = z.string().trim().min(1).max(500)
/** A line of the order; the first unless told. */
const lineNumber = z.string().min(1).max(64).optional()
const search = z.object({
  /** Part of an order number or of a product’s name. */
  q: z.string().trim().max(100).optional(),
})
const ofBuyer = search.extend({ state: z.enum(refundRequestStates).optional() })
const ofSeller = search.extend({ list: z.enum(refundRequestLists).default('own') })
const ofMarket = search.extend({ list: z.enum(operatorRefundLists).default('overdue') })
const decision = z.discriminatedUnion('approve', [
  z.object({ approve: z.literal(true) }),
  z.object({ approve: z.literal(false), reason }),
])

const buyer = { role: 'buyer', needs: 'any' } as const satisfies Caller
const buying = { role: 'buyer', needs: 'purchase' } as const satisfies Caller
const seller = { role: 'seller', needs: 'orders:read' } as const satisfies Caller
const selling = { role: 'seller', needs: 'orders:write' } as const satisfies Caller
const operator = { role: 'operator', needs: ['finance', 'appeals'] } as const satisfies Caller

const getOne = {
  summary: { en: 'Get a refund request', zh: '查询退款申请' },
  params: ofRequest,
  reply: refundRequestSchema,
}
const listOfSupervision = {
  summary: {
    en: 'List the refund requests of a supervised delivery, newest first',
    zh: '查询服务监管单的退款申请，按时间倒序',
  },
  params: ofSupervision,
  reply: z.object({ items: z.array(refundRequestSchema) }),
}

export const refundRequestRoutes = defineRoutes({
  'GET /api/buyer/refunds': {
    ...buyer,
    summary: {
      en: 'List the buyer’s refunds, newest first: requests in every state, and refunds without a request',
      zh: '查询买家的退订和退款，按时间倒序：各状态的退款申请，以及无需申请的退款',
    },
    query: pageQuery.extend(ofBuyer.shape),
    reply: definePage(refundEntrySchema),
  },
  'GET /api/buyer/refunds.csv': defineExport(
    buyer,
    { en: 'the buyer’s refunds', zh: '买家的退订和退款' },
    ofBuyer,
  ),
  'GET /api/buyer/orders/:orderId/refund-offer': {
    ...buyer,
    summary: {
      en: 'Get the most that may be requested for a line of an order, or why nothing may',
      zh: '查询订单行最多可申请的退款金额，或不能申请的原因',
    },
    params: ofOrder,
    query: z.object({ lineNumber }),
    reply: refundOfferSchema,
  },
  'POST /api/buyer/orders/:orderId/refund-requests': {
    ...buying,
    whileSuspended: 'allowed',
    summary: {
      en: 'Request a refund before acceptance, with an amount and a reason; the seller approves or rejects it',
      zh: '验收前申请退款，填写金额和原因，由商家同意或拒绝',
    },
    params: ofOrder,
    body: z.object({ lineNumber, amount: moneySchema, reason, file: uploadedFileSchema.optional() }),
    reply: z.object({ requestId: defineId('rrq') }),
    status: 201,
    idempotent: true,
    mostBodyBytes,
  },
  'GET /api/buyer/refund-requests/:refundRequestId': { ...buyer, ...getOne },
  'POST /api/buyer/refund-requests/:refundRequestId/withdrawal': {
    ...buying,
    whileSuspended: 'allowed',
    summary: { en: 'Withdraw a refund request; the delivery goes on', zh: '撤回退款申请，交付继续' },
    params: ofRequest,
    reply: stateReply,
  },
  'POST /api/buyer/refund-requests/:refundRequestId/goods': {
    ...buying,
    whileSuspended: 'allowed',
    summary: { en: 'Report that the goods were sent back, with the tracking number', zh: '填写退货运单号' },
    params: ofRequest,
    body: z.object({
      carrier: z.string().trim().min(1).max(60),
      trackingNumber: z.string().regex(/^[0-9A-Za-z-]{6,40}$/),
    }),
    reply: stateReply,
  },
  'GET /api/buyer/supervisions/:supervisionId/refund-requests': { ...buyer, ...listOfSupervision },
  'GET /api/seller/refund-requests': {
    ...seller,
    summary: {
      en: 'List refund requests of buyers: to answer, waiting for the buyer, and over',
      zh: '查询买家的退款申请：待我处理、待买家处理、已结束',
    },
    query: pageQuery.extend(ofSeller.shape),
    reply: definePage(refundRequestSchema),
  },
  'GET /api/seller/refund-requests.csv': defineExport(
    seller,
    { en: 'refund requests of buyers', zh: '买家的退款申请' },
    ofSeller,
  ),
  'GET /api/seller/refund-requests/:refundRequestId': { ...seller, ...getOne },
  'POST /api/seller/refund-requests/:refundRequestId/decision': {
    ...selling,
    whileSuspended: 'allowed',
    summary: {
      en: 'Approve a refund request, which refunds it or asks for the goods first, or reject it with a reason',
      zh: '同意退款申请（立即退款，已发货的硬件先退货），或填写原因拒绝',
    },
    params: ofRequest,
    body: decision,
    reply: stateReply,
    idempotent: true,
  },
  'POST /api/seller/refund-requests/:refundRequestId/goods-receipt': {
    ...selling,
    whileSuspended: 'allowed',
    summary: {
      en: 'Confirm that the returned goods arrived, which refunds the request, or reject them with a reason',
      zh: '确认收到退货并退款，或填写原因拒绝',
    },
    params: ofRequest,
    body: decision,
    reply: stateReply,
    idempotent: true,
  },
  'GET /api/seller/supervisions/:supervisionId/refund-requests': { ...seller, ...listOfSupervision },
  'GET /api/operator/refund-requests': {
    ...operator,
    summary: {
      en: 'List refund requests: overdue, open and over',
      zh: '查询退款申请：超期未处理、处理中、已结束',
    },
    query: pageQuery.extend(ofMarket.shape),
    reply: definePage(refundRequestSchema),
  },
  'GET /api/operator/refund-requests.csv': defineExport(
    operator,
    { en: 'refund requests', zh: '退款申请' },
    ofMarket,
  ),
  'GET /api/operator/refund-requests/:refundRequestId': { ...operator, ...getOne },
  'GET /api/operator/supervisions/:supervisionId/refund-requests': { ...operator, ...listOfSupervision },
  'POST /api/operator/supervisions/:supervisionId/refund-permit': {
    role: 'operator',
    needs: 'appeals',
    summary: {
      en: 'Let the buyer request a refund although the goods are on their way, with a reason',
      zh: '允许买家在货物运输途中申请退款，须填写原因',
    },
    params: ofSupervision,
    body: z.object({ reason }),
    reply: z.object({ permitted: z.literal(true) }),
  },
})

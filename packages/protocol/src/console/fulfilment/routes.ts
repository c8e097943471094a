import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { computeBodyBytes, fileSchema, uploadedFileSchema } from '../files/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'
import { deliveryLists, deliveryStates } from './kinds.ts'
import type { DeliveryList } from './kinds.ts'

/** Size limit of a proof of delivery, in bytes (R98). */
const mostProofBytes = 5 * 1024 * 1024

export const deliverySchema = z.object({
  id: defineId('dlv'),
  type: z.enum(productTypes),
  state: z.enum(deliveryStates),
  order: z.object({ id: defineId('ord'), number: z.string(), lineNumber: z.string() }),
  product: z.object({ id: defineId('prd'), name: textSchema, logo: z.string().optional() }),
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
  unit: textSchema.optional(),
  buyer: textSchema,
  /** Data that the buyer consented to pass on (R47); for the seller. */
  contact: z
    .object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() })
    .optional(),
  /** When it was paid, which begins it. */
  startedAt: timeSchema,
  deliveredAt: timeSchema.optional(),
  acceptedAt: timeSchema.optional(),
  failedAt: timeSchema.optional(),
  /** R98: since when it is in use, as the seller reports; the term starts then (R75). */
  begunAt: timeSchema.optional(),
  note: z.string().optional(),
  /** R99: why the buyer last rejected it, until it is delivered again. */
  rejection: z.string().optional(),
  proofs: z.array(fileSchema),
})
export type Delivery = z.infer<typeof deliverySchema>

const lists = Object.keys(deliveryLists) as [DeliveryList, ...DeliveryList[]]
const deliveryParams = z.object({ deliveryId: defineId('dlv') })
const orderParams = z.object({ orderId: defineId('ord') })
const stateReply = z.object({ state: z.enum(deliveryStates) })
const reasonBody = z.object({ reason: z.string().trim().min(1).max(500) })
const ofOrder = z.object({ items: z.array(deliverySchema) })

export const fulfilmentRoutes = defineRoutes({
  'GET /api/seller/deliveries': {
    summary: {
      en: 'List the seller’s manual deliveries: due, delivered and completed, newest first',
      zh: '查询商家的人工交付项：待交付、已交付和已完成，按时间倒序',
    },
    role: 'seller',
    needs: 'orders:read',
    query: pageQuery.extend({ list: z.enum(lists).default('open') }),
    reply: definePage(deliverySchema),
  },
  'POST /api/seller/deliveries/:deliveryId/proof': {
    summary: {
      en: 'Mark a delivery as delivered, with a proof: PDF, PNG or JPEG, at most 5 MB',
      zh: '上传交付凭证（PDF、PNG 或 JPEG，最大 5 MB）并标记为已交付',
    },
    role: 'seller',
    needs: 'orders:write',
    params: deliveryParams,
    body: z.object({
      file: uploadedFileSchema,
      note: z.string().trim().min(1).max(2000).optional(),
      /** The actual opening date, a day of the market's calendar. */
      begunOn: z.iso.date().optional(),
    }),
    reply: stateReply,
    idempotent: true,
    mostBodyBytes: computeBodyBytes(mostProofBytes),
  },
  'POST /api/buyer/deliveries/:deliveryId/acceptance': {
    summary: {
      en: 'Accept a delivery; the order is completed and the term starts',
      zh: '验收通过，订单完成，服务期开始',
    },
    role: 'buyer',
    needs: 'purchase',
    params: deliveryParams,
    reply: stateReply,
  },
  'POST /api/buyer/deliveries/:deliveryId/rejection': {
    summary: {
      en: 'Reject a delivery with a reason; the seller delivers again',
      zh: '拒绝验收并填写原因，由商家重新交付',
    },
    role: 'buyer',
    needs: 'purchase',
    params: deliveryParams,
    body: reasonBody,
    reply: stateReply,
  },
  'POST /api/operator/deliveries/:deliveryId/refund': {
    summary: {
      en: 'End a delivery that is not accepted yet, with a reason, and refund all that was paid for it',
      zh: '终止尚未验收的交付并填写原因，已付款项全额退款',
    },
    role: 'operator',
    needs: 'appeals',
    params: deliveryParams,
    body: reasonBody,
    reply: stateReply,
  },
  'GET /api/buyer/orders/:orderId/deliveries': {
    summary: {
      en: 'List the deliveries of an order, with their proofs',
      zh: '查询订单的交付项及其凭证',
    },
    role: 'buyer',
    needs: 'any',
    params: orderParams,
    reply: ofOrder,
  },
  'GET /api/seller/orders/:orderId/deliveries': {
    summary: {
      en: 'List the deliveries of the seller’s lines of an order',
      zh: '查询订单中本商家的交付项',
    },
    role: 'seller',
    needs: 'orders:read',
    params: orderParams,
    reply: ofOrder,
  },
  'GET /api/operator/orders/:orderId/deliveries': {
    summary: {
      en: 'List the deliveries of an order',
      zh: '查询订单的交付项',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: orderParams,
    reply: ofOrder,
  },
})

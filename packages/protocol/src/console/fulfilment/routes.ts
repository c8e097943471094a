import { productTypes } from '@loggia/kernel'
import { z } from 'zod'
import { bodyBytesOf, keptFileSchema, uploadedFileSchema } from '../files/routes.ts'
import { routes } from '../route.ts'
import { idOf, pageOf, pageQuery, textSchema, timeSchema } from '../values.ts'
import { deliveryLists, deliveryStates } from './kinds.ts'
import type { DeliveryList } from './kinds.ts'

/** The largest proof of a delivery (R98). */
const mostProofBytes = 5 * 1024 * 1024

export const deliverySchema = z.object({
  id: idOf('dlv'),
  type: z.enum(productTypes),
  state: z.enum(deliveryStates),
  order: z.object({ id: idOf('ord'), number: z.string(), lineNumber: z.string() }),
  product: z.object({ id: idOf('prd'), name: textSchema, logo: z.string().optional() }),
  specification: textSchema,
  attributes: z.array(z.object({ name: textSchema, value: textSchema })).optional(),
  quantity: z.number().int(),
  unit: textSchema.optional(),
  buyer: textSchema,
  /** What the buyer consented to be passed on (R47); for the seller. */
  contact: z
    .object({ name: z.string().optional(), phone: z.string().optional(), email: z.string().optional() })
    .optional(),
  /** When it was paid, and so began. */
  startedAt: timeSchema,
  deliveredAt: timeSchema.optional(),
  acceptedAt: timeSchema.optional(),
  failedAt: timeSchema.optional(),
  /** R98: since when it is used, as the seller says; the term starts then (R75). */
  begunAt: timeSchema.optional(),
  note: z.string().optional(),
  /** R99: why the buyer rejected it last, until it is delivered again. */
  rejection: z.string().optional(),
  proofs: z.array(keptFileSchema),
})
export type Delivery = z.infer<typeof deliverySchema>

const lists = Object.keys(deliveryLists) as [DeliveryList, ...DeliveryList[]]
const deliveryParams = z.object({ deliveryId: idOf('dlv') })
const orderParams = z.object({ orderId: idOf('ord') })
const stateReply = z.object({ state: z.enum(deliveryStates) })
const reasonBody = z.object({ reason: z.string().trim().min(1).max(500) })
const ofOrder = z.object({ items: z.array(deliverySchema) })

export const fulfilmentRoutes = routes({
  'GET /api/seller/deliveries': {
    summary: 'What the seller’s people have to deliver, have delivered, or have done with; newest first',
    role: 'seller',
    query: pageQuery.extend({ list: z.enum(lists).default('open') }),
    reply: pageOf(deliverySchema),
  },
  'POST /api/seller/deliveries/:deliveryId/proof': {
    summary: 'Say that it is delivered, with a proof: PDF, PNG or JPEG, at most 5 MB (R98)',
    role: 'seller',
    params: deliveryParams,
    body: z.object({
      file: uploadedFileSchema,
      note: z.string().trim().min(1).max(2000).optional(),
      /** The actual opening date, a day of the market’s calendar. */
      begunOn: z.iso.date().optional(),
    }),
    reply: stateReply,
    idempotent: true,
    mostBodyBytes: bodyBytesOf(mostProofBytes),
  },
  'POST /api/buyer/deliveries/:deliveryId/acceptance': {
    summary: 'Accept what was delivered: the order is complete and its term starts (R75, R99, R101)',
    role: 'buyer',
    params: deliveryParams,
    reply: stateReply,
  },
  'POST /api/buyer/deliveries/:deliveryId/rejection': {
    summary: 'Reject what was delivered, with a reason; the seller does it again (R99)',
    role: 'buyer',
    params: deliveryParams,
    body: reasonBody,
    reply: stateReply,
  },
  'POST /api/operator/deliveries/:deliveryId/refund': {
    summary: 'End a delivery that is not accepted, with a reason; all that was paid for it goes back',
    role: 'operator',
    params: deliveryParams,
    body: reasonBody,
    reply: stateReply,
  },
  'GET /api/buyer/orders/:orderId/deliveries': {
    summary: 'What of an order is performed and accepted, with its proofs',
    role: 'buyer',
    params: orderParams,
    reply: ofOrder,
  },
  'GET /api/seller/orders/:orderId/deliveries': {
    summary: 'What of the seller’s lines of an order is performed and accepted',
    role: 'seller',
    params: orderParams,
    reply: ofOrder,
  },
  'GET /api/operator/orders/:orderId/deliveries': {
    summary: 'What of an order is performed and accepted',
    role: 'operator',
    params: orderParams,
    reply: ofOrder,
  },
})

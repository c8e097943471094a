import { z } from 'zod'
import { outsideRefundStates, refundKinds } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, moneySchema, timeSchema } from '../values.ts'

/** R131, R135, R136: self-service refunds of the calendar year in the market's zone. */
export const refundQuotaSchema = z.object({
  year: z.number().int(),
  most: z.number().int(),
  /** Refunds that succeeded. */
  used: z.number().int(),
  /** Undecided refunds, which count too. */
  open: z.number().int(),
  left: z.number().int(),
})

export type RefundQuota = z.infer<typeof refundQuotaSchema>
const serviceParams = z.object({ serviceId: defineId('sub') })

/** R131: refunds of the same account in another system; they count in the year of the request. */
export const outsideRefundSchema = z.object({
  /** The other system's id. */
  reference: z.string(),
  state: z.enum(outsideRefundStates),
  /** The number of refunds. */
  refunds: z.number().int(),
  requestedAt: timeSchema,
  note: z.string().optional(),
  reportedAt: timeSchema,
})

const countedSchema = z.object({
  quota: refundQuotaSchema,
  /** Of this year, newest first. */
  outside: z.array(outsideRefundSchema),
})

export type OutsideRefund = z.infer<typeof outsideRefundSchema>
const ofBuyer = z.object({ buyerId: defineId('byr') })

export const refundRoutes = defineRoutes({
  'GET /api/buyer/refund-quota': {
    summary: {
      en: 'Self-service refunds of this year: used, open and left (R131, R135)',
      zh: '今年的自助退订次数：已用、处理中与剩余（R131、R135）',
    },
    role: 'buyer',
    needs: 'any',
    reply: refundQuotaSchema,
  },
  'POST /api/buyer/services/:serviceId/refund': {
    summary: {
      en: 'Return a service within five days, or its newest renewal that has not begun (R130, R111)',
      zh: '五天内退订服务，或退订最新一笔尚未生效的续费（R130、R111）',
    },
    role: 'buyer',
    needs: 'purchase',
    params: serviceParams,
    body: z.object({
      kind: z.enum(refundKinds),
      /** The amount that the buyer was shown; another amount is refused. */
      expectedAmount: moneySchema,
    }),
    reply: z.object({ orderId: defineId('ord'), number: z.string(), amount: moneySchema }),
    status: 201,
    idempotent: true,
  },
  'GET /api/operator/buyers/:buyerId/refund-quota': {
    summary: {
      en: 'The self-service refunds of a buyer this year, and those that other systems reported (R131)',
      zh: '买家今年的自助退订次数，以及其他系统登记的退订（R131）',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    reply: countedSchema,
  },
  'POST /api/operator/buyers/:buyerId/outside-refunds': {
    summary: {
      en: 'Report refunds that another system made for the same account; reporting one again changes at most its state (R131)',
      zh: '登记其他系统为同一账号办理的退订；同一编号重复登记最多改变状态（R131）',
    },
    role: 'operator',
    needs: 'finance',
    params: ofBuyer,
    body: z.object({
      reference: z.string().trim().min(1).max(100),
      state: outsideRefundSchema.shape.state.default('succeeded'),
      refunds: z.number().int().min(1).max(100).default(1),
      requestedAt: timeSchema,
      note: z.string().trim().min(1).max(500).optional(),
    }),
    reply: countedSchema,
  },
})

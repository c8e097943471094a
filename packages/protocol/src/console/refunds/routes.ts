import { z } from 'zod'
import { outsideRefundStates, refundKinds } from './kinds.ts'
import { refundRequestRoutes } from './requests.ts'
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
  ...refundRequestRoutes,
  'GET /api/buyer/refund-quota': {
    summary: {
      en: 'Get this year’s self-service refunds: used, in progress and remaining',
      zh: '查询本年度自助退订次数：已用、处理中和剩余',
    },
    role: 'buyer',
    needs: 'any',
    reply: refundQuotaSchema,
  },
  'POST /api/buyer/services/:serviceId/refund': {
    summary: {
      en: 'Cancel and refund a service within five days, or its newest renewal that has not started',
      zh: '五天内退订服务，或退订最近一笔未生效的续费',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
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
      en: 'Get a buyer’s self-service refunds of this year, and those reported by other systems',
      zh: '查询买家本年度的自助退订次数，以及其他系统登记的退订',
    },
    role: 'operator',
    needs: ['reviewer', 'finance', 'appeals'],
    params: ofBuyer,
    reply: countedSchema,
  },
  'POST /api/operator/buyers/:buyerId/outside-refunds': {
    summary: {
      en: 'Report refunds that another system made for the same account; reporting a refund again updates only its state',
      zh: '登记其他系统为同一账号办理的退订；重复登记同一编号仅更新状态',
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

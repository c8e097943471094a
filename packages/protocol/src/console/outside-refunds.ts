import { z } from 'zod'
import { refundQuotaSchema } from './lifecycle.ts'
import { routes } from './route.ts'
import { idOf, timeSchema } from './values.ts'

/** R131: refunds that another system made for the same account; they count in the year in which they were asked for. */
export const outsideRefundSchema = z.object({
  /** The other system's own name for it. */
  reference: z.string(),
  state: z.enum(['open', 'succeeded', 'failed']),
  /** How many they are. */
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

const ofBuyer = z.object({ buyerId: idOf('byr') })

export const outsideRefundRoutes = routes({
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

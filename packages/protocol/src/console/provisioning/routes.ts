import { z } from 'zod'
import { verdictSchema } from '../calls/routes.ts'
import { defineRoutes } from '../route.ts'
import { defineId, timeSchema } from '../values.ts'

/** Access data that the seller just returned (saas-v2 §3.3 AppInfo); never stored. */
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
  /** The seller answers that the instance is not ready or not known. */
  z.object({
    outcome: z.literal('not_ready'),
    askedAt: timeSchema,
    durationMs: z.number().int(),
    verdict: verdictSchema,
  }),
  /** The seller cannot be reached or answers wrongly; the service itself may be running. */
  z.object({
    outcome: z.literal('unavailable'),
    askedAt: timeSchema,
    durationMs: z.number().int(),
    verdict: verdictSchema,
  }),
])

export type AccessReply = z.infer<typeof accessReplySchema>
export type AccessData = z.infer<typeof accessDataSchema>
const serviceParams = z.object({ serviceId: defineId('sub') })

export const provisioningRoutes = defineRoutes({
  'POST /api/buyer/services/:serviceId/access': {
    summary: {
      en: 'Get the URL, username and initial password live from the seller',
      zh: '向商家实时查询访问地址、账号和初始密码',
    },
    role: 'buyer',
    needs: 'purchase',
    whileSuspended: 'allowed',
    params: serviceParams,
    reply: accessReplySchema,
  },
})

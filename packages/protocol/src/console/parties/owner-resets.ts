import { z } from 'zod'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, pageQuery, textSchema, timeSchema } from '../values.ts'

/** An operator's request to give a member a new password, which another operator confirms. */
export const ownerResetSchema = z.object({
  id: defineId('prr'),
  state: z.enum(['proposed', 'confirmed', 'withdrawn', 'rejected']),
  member: z.object({ id: defineId('mbr'), name: z.string(), email: z.string() }),
  /** The buyer and the seller that the member acts for. */
  parties: z.array(z.object({ kind: z.enum(['buyer', 'seller']), id: z.string(), name: textSchema })),
  /** How the operator knows that the person owns the account. */
  reason: z.string(),
  proposedBy: z.object({ id: defineId('mbr'), name: z.string() }),
  proposedAt: timeSchema,
  decidedBy: z.object({ id: defineId('mbr'), name: z.string() }).optional(),
  decidedAt: timeSchema.optional(),
})
export type OwnerReset = z.infer<typeof ownerResetSchema>

const ofReset = z.object({ resetId: defineId('prr') })

export const ownerResetRoutes = defineRoutes({
  'GET /api/operator/owner-resets': {
    summary: {
      en: 'Requests for new passwords of buyers’ and sellers’ members, newest first',
      zh: '为买家和商家成员重置密码的请求，最新的在前',
    },
    role: 'operator',
    needs: 'reviewer',
    query: pageQuery.extend({ state: ownerResetSchema.shape.state.optional() }),
    reply: definePage(ownerResetSchema),
  },
  'POST /api/operator/owner-resets': {
    summary: {
      en: 'Ask for a new password of a buyer’s or seller’s member; another operator confirms it',
      zh: '请求为买家或商家的成员重置密码，须由另一位运营人员确认',
    },
    role: 'operator',
    needs: 'reviewer',
    body: z.object({ memberId: defineId('mbr'), reason: z.string().trim().min(1).max(500) }),
    reply: ownerResetSchema,
    status: 201,
  },
  'POST /api/operator/owner-resets/:resetId/confirmation': {
    summary: {
      en: 'Confirm the request of another operator; the initial password is in this reply and nowhere else',
      zh: '确认另一位运营人员的请求；初始密码只在这次响应中出现',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofReset,
    reply: z.object({ reset: ownerResetSchema, password: z.string() }),
  },
  'POST /api/operator/owner-resets/:resetId/withdrawal': {
    summary: {
      en: 'Withdraw one’s own request, or reject the request of another operator',
      zh: '撤回自己的请求，或驳回其他运营人员的请求',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofReset,
    reply: ownerResetSchema,
  },
})

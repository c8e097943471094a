import { z } from 'zod'
import { suspensionStates } from './kinds.ts'
import { defineRoutes } from '../route.ts'
import { defineId, definePage, pageQuery, timeSchema } from '../values.ts'

export const suspensionReasonSchema = z.string().trim().min(1).max(500)

/** Why and how long, for the party or the member concerned. */
export const currentSuspensionSchema = z.object({
  reason: z.string(),
  since: timeSchema,
  until: timeSchema.optional(),
})

const person = z.object({ id: defineId('mbr'), name: z.string() })

/** A suspension of a buyer or a seller, as operators see it. That of a seller waits for a second operator. */
export const suspensionSchema = z.object({
  id: defineId('sus'),
  state: z.enum(suspensionStates),
  reason: z.string(),
  until: timeSchema.optional(),
  proposedBy: person,
  proposedAt: timeSchema,
  decidedBy: person.optional(),
  decidedAt: timeSchema.optional(),
  /** Absent if it ended when it was due. */
  endedBy: person.optional(),
  endedAt: timeSchema.optional(),
  endReason: z.string().optional(),
})
export type Suspension = z.infer<typeof suspensionSchema>

/** Without `until` it lasts until an operator ends it. */
export const suspensionAskSchema = z.object({ reason: suspensionReasonSchema, until: timeSchema.optional() })

const ofBuyer = z.object({ buyerId: defineId('byr') })
const ofSeller = z.object({ sellerId: defineId('sel') })
const ofSuspension = z.object({ suspensionId: defineId('sus') })

export const suspensionRoutes = defineRoutes({
  'GET /api/operator/buyers/:buyerId/suspensions': {
    summary: { en: 'List the suspensions of a buyer, newest first', zh: '查询买家的停用记录，按时间倒序' },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    query: pageQuery,
    reply: definePage(suspensionSchema),
  },
  'POST /api/operator/buyers/:buyerId/suspensions': {
    summary: { en: 'Suspend a buyer at once, with a reason', zh: '立即停用买家，须填写原因' },
    role: 'operator',
    needs: 'reviewer',
    params: ofBuyer,
    body: suspensionAskSchema,
    reply: suspensionSchema,
    status: 201,
  },
  'GET /api/operator/sellers/:sellerId/suspensions': {
    summary: { en: 'List the suspensions of a seller, newest first', zh: '查询商家的停用记录，按时间倒序' },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    query: pageQuery,
    reply: definePage(suspensionSchema),
  },
  'POST /api/operator/sellers/:sellerId/suspensions': {
    summary: {
      en: 'Propose to suspend a seller, with a reason; another operator confirms it',
      zh: '提出停用商家，须填写原因，由另一位运营人员确认',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSeller,
    body: suspensionAskSchema,
    reply: suspensionSchema,
    status: 201,
  },
  'POST /api/operator/suspensions/:suspensionId/confirmation': {
    summary: {
      en: 'Confirm the suspension that another operator has proposed; it applies at once',
      zh: '确认另一位运营人员提出的停用，立即生效',
    },
    role: 'operator',
    needs: 'reviewer',
    params: ofSuspension,
    reply: suspensionSchema,
  },
  'POST /api/operator/suspensions/:suspensionId/withdrawal': {
    summary: { en: 'Withdraw or turn down a proposed suspension', zh: '撤回或拒绝提出的停用' },
    role: 'operator',
    needs: 'reviewer',
    params: ofSuspension,
    reply: suspensionSchema,
  },
  'POST /api/operator/suspensions/:suspensionId/end': {
    summary: { en: 'Lift a suspension, with a reason', zh: '解除停用，须填写原因' },
    role: 'operator',
    needs: 'reviewer',
    params: ofSuspension,
    body: z.object({ reason: suspensionReasonSchema }),
    reply: suspensionSchema,
  },
})

import { z } from 'zod'

import { withoutBlanks } from '../../wire/member-faults.ts'
import type { SaasV2Activity } from './requests.ts'

const text = (max: number) => z.string().min(1).max(max)
// An id goes out again in our requests, several joined by commas with blanks around: one that no such list could hold is refused.
const isUsableId = (id: string): boolean => id.isWellFormed() && !/[\p{Cc},]/u.test(id) && id.trim() === id
/** Whether an instance's id from a seller can be kept and sent back. */
export const isInstanceId = (id: string): boolean => id !== '' && id.length <= 64 && isUsableId(id)
const instanceId = text(64).refine(isUsableId, { params: { rule: 'id_characters' } })
const resultCode = z.string().regex(/^\d{6}$/)
const outcome = { resultCode, resultMsg: text(255).optional() }

const appInfoShape = {
  frontEndUrl: text(512),
  adminUrl: text(512).optional(),
  userName: text(128).optional(),
  password: text(128).optional(),
  memo: text(1024).optional(),
}
const usageInfoShape = {
  relatedInstanceId: text(64).optional(),
  usageValue: z.number(),
  statisticalTime: text(20),
  dashboardUrl: text(512).optional(),
}

const strictAppInfo = z.strictObject(appInfoShape)
const strictUsageInfo = z.strictObject(usageInfoShape)
const strictInstanceInfo = z.strictObject({
  instanceId: text(64),
  appInfo: strictAppInfo.optional(),
  usageInfo: z.array(strictUsageInfo).optional(),
})
const strictOutcome = z.strictObject(outcome)

/** Replies as a seller's server sends them. */
export const repliesToSend = {
  newInstance: z.strictObject({ ...outcome, instanceId: text(64).optional() }),
  queryInstance: z.strictObject({
    ...outcome,
    encryptType: z.enum(['1', '2']).optional(),
    info: z.array(strictInstanceInfo).optional(),
  }),
  refreshInstance: strictOutcome,
  updateInstanceStatus: strictOutcome,
  releaseInstance: strictOutcome,
  upgradeInstance: strictOutcome,
  changeInstanceCheck: strictOutcome,
} as const

const tolerant = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(withoutBlanks, z.object(shape))
const instanceInfo = tolerant({
  instanceId: text(64),
  appInfo: tolerant(appInfoShape).optional(),
  usageInfo: z.array(tolerant(usageInfoShape)).optional(),
})
// Some sellers write the type as a number.
const encryptType = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().max(3).optional(),
)
const tolerantOutcome = tolerant(outcome)

/** Replies that accept a request, as the marketplace reads them: unknown members dropped, null and empty strings taken as absent. */
export const repliesToRead = {
  newInstance: tolerant({ ...outcome, instanceId }),
  queryInstance: tolerant({ ...outcome, encryptType, info: z.array(instanceInfo).optional() }),
  refreshInstance: tolerantOutcome,
  updateInstanceStatus: tolerantOutcome,
  releaseInstance: tolerantOutcome,
  upgradeInstance: tolerantOutcome,
  changeInstanceCheck: tolerantOutcome,
} as const

/** The reply to one activity, as a seller sends it and as the marketplace reads it. */
export type ReplyOf<A extends SaasV2Activity> = z.infer<(typeof repliesToSend)[A]>
export type NewInstanceReply = ReplyOf<'newInstance'>
export type QueryInstanceReply = ReplyOf<'queryInstance'>
/** The reply to the five activities that only answer with a result. */
export type OutcomeReply = z.infer<typeof strictOutcome>
/** The addresses and the first account of an instance (saas-v2 §3.3). */
export type AppInfo = z.infer<typeof strictAppInfo>
export type UsageInfo = z.infer<typeof strictUsageInfo>
export type InstanceInfo = z.infer<typeof strictInstanceInfo>

import { z } from 'zod'

import { withoutBlanks } from '../wire/member-faults.ts'

export const defineText = (max: number) => z.string().min(1).max(max)
// Ids are sent again in lists joined by commas, with blanks ignored; an id that no such list can hold is refused.
const isUsableId = (id: string): boolean => id.isWellFormed() && !/[\p{Cc},]/u.test(id) && id.trim() === id
/** Whether a seller's instance id can be stored and sent back. */
export const isInstanceId = (id: string): boolean => id !== '' && id.length <= 64 && isUsableId(id)
/** A seller's instance id. */
export const instanceId = defineText(64).refine(isUsableId, { params: { rule: 'id_characters' } })
const resultCode = z.string().regex(/^\d{6}$/)
export const outcome = { resultCode, resultMsg: defineText(255).optional() }

// Members are in the order of writing, so the encoder need not sort objects checked by these schemas.
const appInfoShape = {
  adminUrl: defineText(512).optional(),
  frontEndUrl: defineText(512),
  memo: defineText(1024).optional(),
  password: defineText(128).optional(),
  userName: defineText(128).optional(),
}
const usageInfoShape = {
  dashboardUrl: defineText(512).optional(),
  relatedInstanceId: defineText(64).optional(),
  statisticalTime: defineText(20),
  usageValue: z.number(),
}

export const strictAppInfo = z.strictObject(appInfoShape)
export const strictUsageInfo = z.strictObject(usageInfoShape)
export const strictInstanceInfo = z.strictObject({
  appInfo: strictAppInfo.optional(),
  instanceId: defineText(64),
  usageInfo: z.array(strictUsageInfo).optional(),
})

/** An object without unknown members, in which null and empty members count as absent. */
export const defineTolerant = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(withoutBlanks, z.object(shape))
export const tolerantAppInfo = defineTolerant(appInfoShape)
/** Like {@link tolerantAppInfo}, without a required address. */
export const unaddressedAppInfo = defineTolerant({ ...appInfoShape, frontEndUrl: defineText(512).optional() })
export const tolerantInstanceInfo = defineTolerant({
  instanceId: defineText(64),
  appInfo: tolerantAppInfo.optional(),
  usageInfo: z.array(defineTolerant(usageInfoShape)).optional(),
})
// Some sellers send the type as a number.
export const encryptTypeToRead = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().max(3).optional(),
)

/** The addresses and the first account of an instance (saas-v1 §6.2, saas-v2 §3.3). */
export type AppInfo = z.infer<typeof strictAppInfo>
export type UsageInfo = z.infer<typeof strictUsageInfo>
export type InstanceInfo = z.infer<typeof strictInstanceInfo>

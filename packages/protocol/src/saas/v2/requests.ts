import { z } from 'zod'

import { parseExpireTime } from './expire-time.ts'

/** The seven activities of the basic interfaces (saas-v2 §3), distinguished by the member `activity`. */
export const saasV2Activities = [
  'newInstance',
  'queryInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
  'upgradeInstance',
  'changeInstanceCheck',
] as const
/** One of {@link saasV2Activities}. */
export type SaasV2Activity = (typeof saasV2Activities)[number]

/** The reasons for `refreshInstance` (saas-v2 §3.4). */
export const refreshScenes = [
  'TRIAL_TO_FORMAL',
  'RENEWAL',
  'UNSUBSCRIBE_RENEWAL_PERIOD',
  'RENEWAL_CHANGE',
] as const
/** The states that `updateInstanceStatus` can request (saas-v2 §3.5). */
export const instanceStatuses = ['FREEZE', 'UNFREEZE'] as const

/** The most instance ids in one `queryInstance` (saas-v2 §3.3). */
export const maxInstanceIds = 100

const text = (max: number) => z.string().min(1).max(max)
// Real calls omit the flag, debugging calls send '1'; '0' is only read (saas-v2 §3).
const testFlag = z.literal('1').optional()

const instanceIds = z.string().refine((ids) => {
  const list = ids.split(',')
  return list.length <= maxInstanceIds && list.every((id) => id.trim() !== '')
}, `one to ${maxInstanceIds} instance ids, joined by commas`)

/** 17 digits, or 14 if the seller chose them (saas-v2 §11, 6). */
const expireTime = z
  .string()
  .refine(
    (digits) => parseExpireTime(digits) !== undefined,
    'a time as yyyyMMddHHmmssSSS or yyyyMMddHHmmss in UTC',
  )

/** The product that a renewal would change an instance to (saas-v2 §3.8). */
export const productInfo = z.strictObject({
  linearValue: z.int().optional(),
  productId: text(64),
  productName: text(64),
  skuCode: text(64),
})

/** Requests as we send them: with every length and value of the tables, and no other member. */
export const requestsToSend = {
  newInstance: z.strictObject({
    activity: z.literal('newInstance'),
    orderId: text(64),
    orderLineId: text(64),
    businessId: text(64),
    testFlag,
  }),
  queryInstance: z.strictObject({ activity: z.literal('queryInstance'), instanceId: instanceIds, testFlag }),
  refreshInstance: z.strictObject({
    activity: z.literal('refreshInstance'),
    scene: z.enum(refreshScenes),
    orderId: text(64),
    orderLineId: text(64),
    instanceId: text(64),
    productId: text(64).optional(),
    expireTime,
    testFlag,
  }),
  updateInstanceStatus: z.strictObject({
    activity: z.literal('updateInstanceStatus'),
    instanceId: text(64),
    status: z.enum(instanceStatuses),
    testFlag,
  }),
  releaseInstance: z.strictObject({
    activity: z.literal('releaseInstance'),
    instanceId: text(64),
    orderId: text(64).optional(),
    orderLineId: text(64).optional(),
    testFlag,
  }),
  upgradeInstance: z.strictObject({
    activity: z.literal('upgradeInstance'),
    instanceId: text(64),
    orderId: text(64),
    orderLineId: text(64),
    testFlag,
  }),
  changeInstanceCheck: z.strictObject({
    activity: z.literal('changeInstanceCheck'),
    instanceId: text(64),
    productInfo,
    testFlag,
  }),
} as const

/** The request of one activity, as it is sent. */
export type RequestOf<A extends SaasV2Activity> = z.infer<(typeof requestsToSend)[A]>
/** A request as it is sent. */
export type SaasV2Request = { [A in SaasV2Activity]: RequestOf<A> }[SaasV2Activity]
export type NewInstanceRequest = RequestOf<'newInstance'>
export type QueryInstanceRequest = RequestOf<'queryInstance'>
export type RefreshInstanceRequest = RequestOf<'refreshInstance'>
export type UpdateInstanceStatusRequest = RequestOf<'updateInstanceStatus'>
export type ReleaseInstanceRequest = RequestOf<'releaseInstance'>
export type UpgradeInstanceRequest = RequestOf<'upgradeInstance'>
export type ChangeInstanceCheckRequest = RequestOf<'changeInstanceCheck'>
export type ProductInfo = z.infer<typeof productInfo>

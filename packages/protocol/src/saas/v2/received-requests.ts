import { z } from 'zod'

import { withoutBlanks } from '../../wire/member-faults.ts'
import { parseExpireTime } from './expire-time.ts'
import { instanceStatuses, maxInstanceIds, refreshScenes } from './requests.ts'
import type { SaasV2Activity } from './requests.ts'

const id = z.string().max(64)
const expireTime = z.string().refine((digits) => parseExpireTime(digits) !== undefined)
const testFlag = z.enum(['0', '1']).optional()
const tolerant = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(withoutBlanks, z.object(shape))

// The table's 100 characters contradict its 100 ids, so only the ids are counted (saas-v2 §3.3).
const instanceIds = z.string().refine((ids) => ids.trim() !== '' && ids.split(',').length <= maxInstanceIds)

function parsedText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

// Some senders put the object into the body as JSON text (saas-v2 §3.8).
const productInfo = z.preprocess(
  parsedText,
  tolerant({ linearValue: z.int().optional(), productId: id, productName: id, skuCode: id }),
)

/**
 * Requests as a seller's server reads them: the flag absent, `0` or `1`; an expiry of 14 or 17 digits; `productInfo` as
 * an object or as JSON text; unknown members dropped; null and empty strings taken as absent.
 */
export const requestsToRead = {
  newInstance: tolerant({
    activity: z.literal('newInstance'),
    orderId: id,
    orderLineId: id,
    businessId: id,
    testFlag,
  }),
  queryInstance: tolerant({ activity: z.literal('queryInstance'), instanceId: instanceIds, testFlag }),
  refreshInstance: tolerant({
    activity: z.literal('refreshInstance'),
    scene: z.enum(refreshScenes),
    orderId: id,
    orderLineId: id,
    instanceId: id,
    productId: id.optional(),
    expireTime,
    testFlag,
  }),
  updateInstanceStatus: tolerant({
    activity: z.literal('updateInstanceStatus'),
    instanceId: id,
    status: z.enum(instanceStatuses),
    testFlag,
  }),
  releaseInstance: tolerant({
    activity: z.literal('releaseInstance'),
    instanceId: id,
    orderId: id.optional(),
    orderLineId: id.optional(),
    testFlag,
  }),
  upgradeInstance: tolerant({
    activity: z.literal('upgradeInstance'),
    instanceId: id,
    orderId: id,
    orderLineId: id,
    testFlag,
  }),
  changeInstanceCheck: tolerant({
    activity: z.literal('changeInstanceCheck'),
    instanceId: id,
    productInfo,
    testFlag,
  }),
} as const

/** The request of one activity, as a seller's server reads it. */
export type ReceivedRequestOf<A extends SaasV2Activity> = z.infer<(typeof requestsToRead)[A]>
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = { [A in SaasV2Activity]: ReceivedRequestOf<A> }[SaasV2Activity]

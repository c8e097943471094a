import { z } from 'zod'

import {
  encryptTypeToRead,
  instanceId,
  outcome,
  strictAppInfo,
  strictInstanceInfo,
  defineText,
  defineTolerant,
  tolerantAppInfo,
  tolerantInstanceInfo,
  unaddressedAppInfo,
} from '../reply-members.ts'
import type { SaasV1Activity } from './requests.ts'

const encryptType = z.enum(['1', '2']).optional()
const strictOutcome = z.strictObject(outcome)

/** Replies as a seller's server sends them; `userName` and `password` of an `appInfo` are sealed (saas-v1 §5). */
export const repliesToSend = {
  newInstance: z.strictObject({
    ...outcome,
    encryptType,
    instanceId: defineText(64).optional(),
    appInfo: strictAppInfo.optional(),
  }),
  refreshInstance: strictOutcome,
  expireInstance: strictOutcome,
  releaseInstance: strictOutcome,
  upgrade: strictOutcome,
  instanceStatus: strictOutcome,
  queryInstance: z.strictObject({ ...outcome, encryptType, info: z.array(strictInstanceInfo).optional() }),
} as const

const tolerantOutcome = defineTolerant(outcome)

/**
 * Replies that accept a request, as the marketplace reads them: unknown members dropped, null and empty strings taken
 * as absent.
 */
export const repliesToRead = {
  newInstance: defineTolerant({
    ...outcome,
    encryptType: encryptTypeToRead,
    instanceId,
    appInfo: tolerantAppInfo.optional(),
  }),
  refreshInstance: tolerantOutcome,
  expireInstance: tolerantOutcome,
  releaseInstance: tolerantOutcome,
  upgrade: tolerantOutcome,
  instanceStatus: tolerantOutcome,
  queryInstance: defineTolerant({
    ...outcome,
    encryptType: encryptTypeToRead,
    info: z.array(tolerantInstanceInfo).optional(),
  }),
} as const

/**
 * The reply to a paid opening, which counts without an address for the buyer, since the seller has made and sold the
 * instance.
 */
export const openingToRead = defineTolerant({
  ...outcome,
  encryptType: encryptTypeToRead,
  instanceId,
  appInfo: unaddressedAppInfo.optional(),
})
export type OpeningReply = z.infer<typeof openingToRead>

/** The reply to one activity, as the marketplace reads it. */
export type ReplyOf<A extends SaasV1Activity> = z.infer<(typeof repliesToRead)[A]>
/** The reply to one activity, as a seller sends it. */
export type SentReplyOf<A extends SaasV1Activity> = z.infer<(typeof repliesToSend)[A]>
export type { AppInfo, InstanceInfo, UsageInfo } from '../reply-members.ts'

import { z } from 'zod'

import {
  encryptTypeToRead,
  instanceId,
  outcome,
  strictInstanceInfo,
  defineText,
  defineTolerant,
  tolerantInstanceInfo,
} from '../reply-members.ts'
import type { SaasV2Activity } from './requests.ts'

const strictOutcome = z.strictObject(outcome)

/** Replies as a seller's server sends them. */
export const repliesToSend = {
  newInstance: z.strictObject({ instanceId: defineText(64).optional(), ...outcome }),
  queryInstance: z.strictObject({
    encryptType: z.enum(['1', '2']).optional(),
    info: z.array(strictInstanceInfo).optional(),
    ...outcome,
  }),
  refreshInstance: strictOutcome,
  updateInstanceStatus: strictOutcome,
  releaseInstance: strictOutcome,
  upgradeInstance: strictOutcome,
  changeInstanceCheck: strictOutcome,
} as const

const tolerantOutcome = defineTolerant(outcome)

/**
 * Replies that accept a request, as the marketplace reads them: unknown members dropped, null and empty strings taken
 * as absent.
 */
export const repliesToRead = {
  newInstance: defineTolerant({ ...outcome, instanceId }),
  queryInstance: defineTolerant({
    ...outcome,
    encryptType: encryptTypeToRead,
    info: z.array(tolerantInstanceInfo).optional(),
  }),
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
/** The reply of the five activities that answer with a result only. */
export type OutcomeReply = z.infer<typeof strictOutcome>
export type { AppInfo, InstanceInfo, UsageInfo } from '../reply-members.ts'

import { z } from 'zod'

import { defineTolerant } from '../../saas/reply-members.ts'
import { requestsToRead as saasToRead } from '../../saas/v2/received-requests.ts'
import { requestsToSend as saasToSend } from '../../saas/v2/requests.ts'
import { defineText, flagToRead, flagToSend, idToRead, timeToSend } from '../members.ts'
import { parseTime } from '../times.ts'

/** The activities of online activation (license §3). */
export const licenseOnlineActivities = [
  'newInstance',
  'refreshInstance',
  'updateInstanceStatus',
  'releaseInstance',
  'getLicenseAsync',
] as const
/** One of {@link licenseOnlineActivities}. */
export type LicenseOnlineActivity = (typeof licenseOnlineActivities)[number]

/** The reasons for `refreshInstance`. */
export const onlineRefreshScenes = ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD'] as const

/** Requests as we send them. Four have the tables of SaaS V2.0; of `refreshInstance` one reason less. */
export const requestsToSend = {
  newInstance: saasToSend.newInstance,
  refreshInstance: saasToSend.refreshInstance.extend({
    scene: z.enum(onlineRefreshScenes),
    expireTime: timeToSend,
  }),
  updateInstanceStatus: saasToSend.updateInstanceStatus,
  releaseInstance: saasToSend.releaseInstance,
  getLicenseAsync: z.strictObject({
    activity: z.literal('getLicenseAsync'),
    instanceId: defineText(64),
    effectiveTime: timeToSend,
    expireTime: timeToSend.optional(),
    eventId: defineText(64),
    deviceFingerprint: defineText(1024).optional(),
    testFlag: flagToSend,
  }),
} as const

const anyTime = z
  .string()
  .max(32)
  .refine((text) => parseTime(text) !== undefined)

/**
 * Requests as a seller's server reads them. The marketplace's client makes fingerprints of up to 5 KB (license §3.4),
 * more than the table allows.
 */
export const requestsToRead = {
  newInstance: saasToRead.newInstance,
  refreshInstance: defineTolerant({
    ...saasToRead.refreshInstance.out.shape,
    scene: z.enum(onlineRefreshScenes),
  }),
  updateInstanceStatus: saasToRead.updateInstanceStatus,
  releaseInstance: saasToRead.releaseInstance,
  getLicenseAsync: defineTolerant({
    activity: z.literal('getLicenseAsync'),
    instanceId: idToRead,
    effectiveTime: anyTime,
    expireTime: anyTime.optional(),
    eventId: idToRead,
    deviceFingerprint: z.string().max(5120).optional(),
    testFlag: flagToRead,
  }),
} as const

/** The request of one activity, as it is sent. */
export type RequestOf<A extends LicenseOnlineActivity> = z.infer<(typeof requestsToSend)[A]>
/** A request as it is sent. */
export type LicenseOnlineRequest = { [A in LicenseOnlineActivity]: RequestOf<A> }[LicenseOnlineActivity]
/** The request of one activity, as a seller's server reads it. */
export type ReceivedRequestOf<A extends LicenseOnlineActivity> = z.infer<(typeof requestsToRead)[A]>
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = { [A in LicenseOnlineActivity]: ReceivedRequestOf<A> }[LicenseOnlineActivity]

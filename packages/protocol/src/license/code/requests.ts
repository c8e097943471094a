import { z } from 'zod'

import { defineTolerant } from '../../saas/reply-members.ts'
import { instanceStatuses } from '../../saas/v2/requests.ts'
import { defineText, flagToRead, flagToSend, idToRead, timeToRead, timeToSend } from '../members.ts'

/** The callbacks about authorisation codes (license §2.3). */
export const licenseCodeActivities = [
  'refreshLicenseCode',
  'updateLicenseCodeStatus',
  'releaseLicenseCode',
] as const
/** One of {@link licenseCodeActivities}. */
export type LicenseCodeActivity = (typeof licenseCodeActivities)[number]

/** The reasons for `refreshLicenseCode`. */
export const codeRefreshScenes = ['RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD'] as const
/** The states that `updateLicenseCodeStatus` can request. */
export const codeStatuses = instanceStatuses

/** Requests as we send them: with every length and value of the tables, and no other member. */
export const requestsToSend = {
  refreshLicenseCode: z.strictObject({
    activity: z.literal('refreshLicenseCode'),
    license: defineText(64),
    scene: z.enum(codeRefreshScenes),
    orderId: defineText(64),
    orderLineId: defineText(64),
    productId: defineText(64).optional(),
    expireTime: timeToSend,
    testFlag: flagToSend,
  }),
  updateLicenseCodeStatus: z.strictObject({
    activity: z.literal('updateLicenseCodeStatus'),
    license: defineText(64),
    status: z.enum(codeStatuses),
    testFlag: flagToSend,
  }),
  releaseLicenseCode: z.strictObject({
    activity: z.literal('releaseLicenseCode'),
    license: defineText(64),
    orderId: defineText(64).optional(),
    orderLineId: defineText(64).optional(),
    testFlag: flagToSend,
  }),
} as const

/** Requests as a seller's server reads them: unknown members dropped; null and empty strings taken as absent. */
export const requestsToRead = {
  refreshLicenseCode: defineTolerant({
    activity: z.literal('refreshLicenseCode'),
    license: idToRead,
    scene: z.enum(codeRefreshScenes),
    orderId: idToRead,
    orderLineId: idToRead,
    productId: idToRead.optional(),
    expireTime: timeToRead,
    testFlag: flagToRead,
  }),
  updateLicenseCodeStatus: defineTolerant({
    activity: z.literal('updateLicenseCodeStatus'),
    license: idToRead,
    status: z.enum(codeStatuses),
    testFlag: flagToRead,
  }),
  releaseLicenseCode: defineTolerant({
    activity: z.literal('releaseLicenseCode'),
    license: idToRead,
    orderId: idToRead.optional(),
    orderLineId: idToRead.optional(),
    testFlag: flagToRead,
  }),
} as const

/** The request of one activity, as it is sent. */
export type RequestOf<A extends LicenseCodeActivity> = z.infer<(typeof requestsToSend)[A]>
/** A request as it is sent. */
export type LicenseCodeRequest = { [A in LicenseCodeActivity]: RequestOf<A> }[LicenseCodeActivity]
/** The request of one activity, as a seller's server reads it. */
export type ReceivedRequestOf<A extends LicenseCodeActivity> = z.infer<(typeof requestsToRead)[A]>
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = { [A in LicenseCodeActivity]: ReceivedRequestOf<A> }[LicenseCodeActivity]

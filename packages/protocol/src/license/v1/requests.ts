import { z } from 'zod'

import { requestsToRead as saasToRead } from '../../saas/v1/received-requests.ts'
import { requestsToSend as saasToSend } from '../../saas/v1/requests.ts'
import { defineTolerant } from '../../saas/reply-members.ts'
import { defineText, flagToRead, idToRead, timeToRead, timeToSend } from '../members.ts'

/** The three activities of License 1.0 (license §1). The name of a fourth, for expiry, is not published. */
export const licenseV1Activities = ['getLicense', 'refreshLicense', 'releaseLicense'] as const
/** One of {@link licenseV1Activities}. */
export type LicenseV1Activity = (typeof licenseV1Activities)[number]

/** The parameter of `saasExtendParams` that names the machine (license §1.1). */
export const identificationCodeName = 'identificationCode'

const sent = saasToSend.newInstance.shape
const read = saasToRead.newInstance.out.shape
const periodToSend = { periodType: z.enum(['year', 'month']).optional(), periodNumber: sent.periodNumber }
const flag = z.enum(['0', '1']).optional()

/** Requests as we send them, without `authToken` and `timeStamp`, which signing adds. Integers are numbers here. */
export const requestsToSend = {
  getLicense: z.strictObject({
    activity: z.literal('getLicense'),
    customerId: defineText(100),
    customerName: defineText(64).optional(),
    userId: defineText(64).optional(),
    userName: defineText(64).optional(),
    businessId: defineText(64),
    orderId: defineText(64),
    skuCode: defineText(64).optional(),
    productId: defineText(64),
    testFlag: flag,
    expireTime: timeToSend.optional(),
    chargingMode: z.literal([1, 3]).optional(),
    saasExtendParams: sent.saasExtendParams,
    amount: sent.amount,
    ...periodToSend,
    provisionType: sent.provisionType,
  }),
  refreshLicense: z.strictObject({
    activity: z.literal('refreshLicense'),
    orderId: defineText(64),
    instanceId: defineText(64),
    productId: defineText(64).optional(),
    expireTime: timeToSend,
    ...periodToSend,
    testFlag: flag,
  }),
  releaseLicense: z.strictObject({
    activity: z.literal('releaseLicense'),
    orderId: defineText(64),
    instanceId: defineText(64),
    testFlag: flag,
  }),
} as const

const periodToRead = { periodType: read.periodType, periodNumber: read.periodNumber }

/** Requests as a seller's server reads them; unknown parameters are dropped, and empty ones count as absent. */
export const requestsToRead = {
  getLicense: defineTolerant({
    activity: z.literal('getLicense'),
    customerId: read.customerId,
    customerName: read.customerName,
    userId: read.userId,
    userName: read.userName,
    businessId: idToRead,
    orderId: idToRead,
    skuCode: idToRead.optional(),
    productId: idToRead,
    testFlag: flagToRead,
    expireTime: timeToRead.optional(),
    chargingMode: read.chargingMode,
    saasExtendParams: read.saasExtendParams,
    amount: read.amount,
    ...periodToRead,
    provisionType: read.provisionType,
  }),
  refreshLicense: defineTolerant({
    activity: z.literal('refreshLicense'),
    orderId: idToRead,
    instanceId: idToRead,
    productId: idToRead.optional(),
    expireTime: timeToRead,
    ...periodToRead,
    testFlag: flagToRead,
  }),
  releaseLicense: defineTolerant({
    activity: z.literal('releaseLicense'),
    orderId: idToRead.optional(),
    instanceId: idToRead,
    testFlag: flagToRead,
  }),
} as const

/** The request of one activity, as it is sent. */
export type RequestOf<A extends LicenseV1Activity> = z.infer<(typeof requestsToSend)[A]>
/** A request as it is sent. */
export type LicenseV1Request = { [A in LicenseV1Activity]: RequestOf<A> }[LicenseV1Activity]
/** The request of one activity, as a seller's server reads it. */
export type ReceivedRequestOf<A extends LicenseV1Activity> = z.infer<(typeof requestsToRead)[A]>
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = { [A in LicenseV1Activity]: ReceivedRequestOf<A> }[LicenseV1Activity]

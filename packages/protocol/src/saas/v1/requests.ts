import { z } from 'zod'

import { parseExpireTime } from './expire-time.ts'

/** The seven activities of the basic interfaces (saas-v1 §1), distinguished by the parameter `activity`. */
export const saasV1Activities = [
  'newInstance',
  'refreshInstance',
  'expireInstance',
  'releaseInstance',
  'upgrade',
  'instanceStatus',
  'queryInstance',
] as const
/** One of {@link saasV1Activities}. */
export type SaasV1Activity = (typeof saasV1Activities)[number]

/** The states that `instanceStatus` can request (saas-v1 §7.5). */
export const saasV1InstanceStatuses = ['FREEZE', 'NORMAL'] as const
/** `chargingMode`: 0 pay-per-use, 1 period, 3 one-time, 5 pay-per-use package (saas-v1 §6). */
export const saasV1ChargingModes = [0, 1, 3, 5] as const
export const saasV1PeriodTypes = ['year', 'month', 'day'] as const
/** The most instance ids in one `queryInstance` (saas-v1 §7.6). */
export const maxInstanceIds = 100
/** An amount of an order: a decimal number with at most three decimals, with a sign if it is negative. */
export const amountPattern = /^-?\d+(\.\d{1,3})?$/

const text = (max: number) => z.string().min(1).max(max)
const flag = z.enum(['0', '1']).optional()

// Some editions allow four digits, newer ones seven; a purchased quantity cannot be shortened.
const quantity = z.int().min(0).max(9_999_999).optional()
const amount = text(20).regex(amountPattern)
const amountUpwards = amount.refine((value) => !value.startsWith('-')).optional()

const expireTime = z
  .string()
  .length(14)
  .refine((digits) => parseExpireTime(digits) !== undefined, 'a time as yyyyMMddHHmmss in UTC')

/** A sealed field: sixteen letters or digits, then Base64 (saas-v1 §5). No edition sets a maximum length. */
const sealed = text(1024)
  .regex(/^[A-Za-z0-9]{16}(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
  .optional()

const base64 = text(2048)
  .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
  .optional()

const instanceIds = z.string().refine((ids) => {
  const list = ids.split(',')
  return list.length <= maxInstanceIds && list.every((id) => id.trim() !== '' && id.length <= 64)
}, `one to ${maxInstanceIds} instance ids of at most 64 characters, joined by commas`)

const period = {
  periodType: z.enum(saasV1PeriodTypes).optional(),
  periodNumber: z.int().min(1).max(99).optional(),
}
const attributes = { amount: quantity, diskSize: quantity, bandWidth: quantity }

/**
 * Requests as we send them, without `authToken` and `timeStamp`, which signing adds: with every length and value of the
 * tables, and no other parameter. Integers are numbers here and text on the wire; amounts are text, so that none is
 * rounded.
 */
export const requestsToSend = {
  newInstance: z.strictObject({
    activity: z.literal('newInstance'),
    customerId: text(100),
    customerName: text(64),
    userId: text(64).optional(),
    userName: text(64).optional(),
    mobilePhone: sealed,
    email: sealed,
    businessId: text(64),
    orderId: text(64),
    skuCode: text(64),
    productId: text(64),
    testFlag: flag,
    trialFlag: flag,
    expireTime: expireTime.optional(),
    chargingMode: z.literal(saasV1ChargingModes).optional(),
    saasExtendParams: base64,
    ...attributes,
    ...period,
    provisionType: z.int().min(0).max(99).optional(),
    orderAmount: amountUpwards,
  }),
  refreshInstance: z.strictObject({
    activity: z.literal('refreshInstance'),
    orderId: text(64),
    instanceId: text(64),
    productId: text(64).optional(),
    expireTime,
    trialToFormal: z.literal('1').optional(),
    ...period,
    // Negative if a renewal is cancelled.
    orderAmount: amount.optional(),
    testFlag: flag,
  }),
  expireInstance: z.strictObject({
    activity: z.literal('expireInstance'),
    instanceId: text(64),
    orderId: text(64),
    testFlag: flag,
  }),
  releaseInstance: z.strictObject({
    activity: z.literal('releaseInstance'),
    instanceId: text(64),
    orderId: text(64),
    orderAmount: amountUpwards,
    testFlag: flag,
  }),
  upgrade: z.strictObject({
    activity: z.literal('upgrade'),
    instanceId: text(64),
    orderId: text(64),
    skuCode: text(64),
    productId: text(64),
    ...attributes,
    saasExtendParams: base64,
    testFlag: flag,
  }),
  instanceStatus: z.strictObject({
    activity: z.literal('instanceStatus'),
    instanceId: text(64),
    instanceStatus: z.enum(saasV1InstanceStatuses),
    testFlag: flag,
  }),
  queryInstance: z.strictObject({
    activity: z.literal('queryInstance'),
    instanceId: instanceIds,
    testFlag: flag,
  }),
} as const

/** The request of one activity, as it is sent. */
export type RequestOf<A extends SaasV1Activity> = z.infer<(typeof requestsToSend)[A]>
/** A request as it is sent. */
export type SaasV1Request = { [A in SaasV1Activity]: RequestOf<A> }[SaasV1Activity]

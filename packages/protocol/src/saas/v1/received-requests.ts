import { z } from 'zod'

import { defineTolerant } from '../reply-members.ts'
import { parseExpireTime } from './expire-time.ts'
import {
  amountPattern,
  maxInstanceIds,
  saasV1ChargingModes,
  saasV1InstanceStatuses,
  saasV1PeriodTypes,
} from './requests.ts'
import type { SaasV1Activity } from './requests.ts'

const id = z.string().max(64)
const flag = z.enum(['0', '1']).optional()
const expireTime = z.string().refine((digits) => parseExpireTime(digits) !== undefined)
const amount = z.string().max(20).regex(amountPattern).optional()
const sealed = z.string().max(1024).optional()

const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
const integer = z.preprocess(numberOf, z.int().optional())

const instanceIds = z.string().refine((ids) => ids.trim() !== '' && ids.split(',').length <= maxInstanceIds)

const period = { periodType: z.enum(saasV1PeriodTypes).optional(), periodNumber: integer }
const attributes = { amount: integer, diskSize: integer, bandWidth: integer }
const extendParams = z.string().max(2048).optional()

/**
 * Requests as a seller's server reads them: integers from digits; flags absent, `0` or `1`; an expiry of 14 or 17
 * digits. Parameters that older senders omit are optional, although a table requires them. Unknown parameters are
 * dropped, and empty ones count as absent.
 */
export const requestsToRead = {
  newInstance: defineTolerant({
    activity: z.literal('newInstance'),
    customerId: z.string().max(100),
    customerName: id.optional(),
    userId: id.optional(),
    userName: id.optional(),
    mobilePhone: sealed,
    email: sealed,
    businessId: id,
    orderId: id,
    skuCode: id.optional(),
    productId: id,
    testFlag: flag,
    trialFlag: flag,
    expireTime: expireTime.optional(),
    chargingMode: z.preprocess(numberOf, z.literal(saasV1ChargingModes).optional()),
    saasExtendParams: extendParams,
    ...attributes,
    ...period,
    provisionType: integer,
    orderAmount: amount,
  }),
  refreshInstance: defineTolerant({
    activity: z.literal('refreshInstance'),
    orderId: id,
    instanceId: id,
    productId: id.optional(),
    expireTime,
    trialToFormal: flag,
    ...period,
    orderAmount: amount,
    testFlag: flag,
  }),
  expireInstance: defineTolerant({
    activity: z.literal('expireInstance'),
    instanceId: id,
    orderId: id.optional(),
    testFlag: flag,
  }),
  releaseInstance: defineTolerant({
    activity: z.literal('releaseInstance'),
    instanceId: id,
    orderId: id.optional(),
    orderAmount: amount,
    testFlag: flag,
  }),
  upgrade: defineTolerant({
    activity: z.literal('upgrade'),
    instanceId: id,
    orderId: id,
    skuCode: id,
    productId: id,
    ...attributes,
    saasExtendParams: extendParams,
    testFlag: flag,
  }),
  instanceStatus: defineTolerant({
    activity: z.literal('instanceStatus'),
    instanceId: id,
    instanceStatus: z.enum(saasV1InstanceStatuses),
    testFlag: flag,
  }),
  queryInstance: defineTolerant({
    activity: z.literal('queryInstance'),
    instanceId: instanceIds,
    testFlag: flag,
  }),
} as const

/** The request of one activity, as a seller's server reads it. */
export type ReceivedRequestOf<A extends SaasV1Activity> = z.infer<(typeof requestsToRead)[A]>
/** A request as a seller's server reads it; switch on its `activity`. */
export type ReceivedRequest = { [A in SaasV1Activity]: ReceivedRequestOf<A> }[SaasV1Activity]

import { encodeExtendParams, formatExpireTime as formatV1 } from '@loggia/protocol/saas/v1'
import type { RequestOf as V1RequestOf } from '@loggia/protocol/saas/v1'
import { formatExpireTime as formatV2 } from '@loggia/protocol/saas/v2'
import type { ChangeEndReason, Target } from '../families/saas/handlers.ts'
import type { TestMessage } from './signed-request.ts'

/** What was bought. SaaS V2.0 sends only the ids; all the rest is told when the seller asks, by `orders` of the test marketplace. */
export type TestOrder = {
  readonly orderId: string
  readonly orderLineId: string
  readonly businessId: string
  readonly productId: string
  readonly skuCode: string
  readonly customerId: string
  readonly customerName: string
  /** Plain text, sealed on the way; sent by SaaS V1.0 only if it is there. */
  readonly mobilePhone?: string
  readonly email?: string
  /** Seats or pieces, if the product has a quantity. */
  readonly quantity?: number
  /** The end of the term, UTC milliseconds. */
  readonly expiresAtMs: number
  readonly isTrial?: boolean
  /** What the buyer filled in, by the names that the product asks for. */
  readonly parameters?: Readonly<Record<string, string>>
}

/** What a test may ask of a seller, in our words. `isTest` calls come from the debugging console. */
export type TestCall = { readonly isTest?: boolean } & (
  | { readonly activity: 'open'; readonly order: TestOrder }
  | { readonly activity: 'describe'; readonly instanceIds: readonly string[] }
  | {
      readonly activity: 'changeEnd'
      readonly instanceId: string
      readonly order: TestOrder
      readonly reason: ChangeEndReason
    }
  | { readonly activity: 'freeze' | 'unfreeze'; readonly instanceId: string; readonly orderId: string }
  | { readonly activity: 'release'; readonly instanceId: string; readonly orderId: string }
  | { readonly activity: 'upgrade'; readonly instanceId: string; readonly order: TestOrder }
  | { readonly activity: 'checkChange'; readonly instanceId: string; readonly target: Target }
  | { readonly activity: 'orderPaid'; readonly order: TestOrder }
)

const scenes = {
  trialToPaid: 'TRIAL_TO_FORMAL',
  renewal: 'RENEWAL',
  renewalCancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
  renewalWithChange: 'RENEWAL_CHANGE',
} as const

/** A call as SaaS V2.0 or an order notification says it (saas-v2 §3). */
export function messageOfV2(call: TestCall): TestMessage {
  const testFlag = call.isTest ? ({ testFlag: '1' } as const) : {}
  const v2 = (message: Extract<TestMessage, { protocol: 'saas-v2' }>['message']): TestMessage => ({
    protocol: 'saas-v2',
    message,
  })
  switch (call.activity) {
    case 'open': {
      const { orderId, orderLineId, businessId } = call.order
      return v2({ activity: 'newInstance', orderId, orderLineId, businessId, ...testFlag })
    }
    case 'describe':
      return v2({ activity: 'queryInstance', instanceId: call.instanceIds.join(','), ...testFlag })
    case 'changeEnd': {
      const { orderId, orderLineId, expiresAtMs } = call.order
      const { instanceId, reason } = call
      const expireTime = formatV2(expiresAtMs)
      const scene = scenes[reason]
      return v2({
        activity: 'refreshInstance',
        scene,
        orderId,
        orderLineId,
        instanceId,
        expireTime,
        ...testFlag,
      })
    }
    case 'freeze':
    case 'unfreeze': {
      const status = call.activity === 'freeze' ? 'FREEZE' : 'UNFREEZE'
      return v2({ activity: 'updateInstanceStatus', instanceId: call.instanceId, status, ...testFlag })
    }
    case 'release':
      return v2({ activity: 'releaseInstance', instanceId: call.instanceId, ...testFlag })
    case 'upgrade': {
      const { orderId, orderLineId } = call.order
      return v2({
        activity: 'upgradeInstance',
        instanceId: call.instanceId,
        orderId,
        orderLineId,
        ...testFlag,
      })
    }
    case 'checkChange': {
      const { quantity, ...product } = call.target
      const productInfo = { ...product, ...(quantity !== undefined && { linearValue: quantity }) }
      return v2({ activity: 'changeInstanceCheck', instanceId: call.instanceId, productInfo, ...testFlag })
    }
    case 'orderPaid':
      return notification(call)
  }
}

/** A call as SaaS V1.0 says it (saas-v1 §6 and §7). Throws a TypeError on `checkChange`, which V1.0 has not. */
export function messageOfV1(call: TestCall): TestMessage {
  const testFlag = { testFlag: call.isTest ? '1' : '0' } as const
  const v1 = (message: Extract<TestMessage, { protocol: 'saas-v1' }>['message']): TestMessage => ({
    protocol: 'saas-v1',
    message,
  })
  switch (call.activity) {
    case 'open':
      return v1({ ...newInstanceOfV1(call.order), ...testFlag })
    case 'describe':
      return v1({ activity: 'queryInstance', instanceId: call.instanceIds.join(','), ...testFlag })
    case 'changeEnd': {
      const { orderId, expiresAtMs } = call.order
      const toFormal = call.reason === 'trialToPaid' ? ({ trialToFormal: '1' } as const) : {}
      // A renewal that is called off is told by its amount alone.
      const orderAmount = call.reason === 'renewalCancelled' ? '-100' : '100'
      const expireTime = formatV1(expiresAtMs)
      const { instanceId } = call
      return v1({
        activity: 'refreshInstance',
        orderId,
        instanceId,
        expireTime,
        orderAmount,
        ...toFormal,
        ...testFlag,
      })
    }
    case 'freeze':
      return v1({
        activity: 'expireInstance',
        instanceId: call.instanceId,
        orderId: call.orderId,
        ...testFlag,
      })
    case 'unfreeze':
      return v1({
        activity: 'instanceStatus',
        instanceId: call.instanceId,
        instanceStatus: 'NORMAL',
        ...testFlag,
      })
    case 'release':
      return v1({
        activity: 'releaseInstance',
        instanceId: call.instanceId,
        orderId: call.orderId,
        ...testFlag,
      })
    case 'upgrade': {
      const { orderId, skuCode, productId, quantity } = call.order
      const amount = quantity === undefined ? {} : { amount: quantity }
      return v1({
        activity: 'upgrade',
        instanceId: call.instanceId,
        orderId,
        skuCode,
        productId,
        ...amount,
        ...testFlag,
      })
    }
    case 'checkChange':
      throw new TypeError('SaaS V1.0 does not ask whether a renewal may change an instance.')
    case 'orderPaid':
      return notification(call)
  }
}

const extendParamsOf = (parameters: NonNullable<TestOrder['parameters']>): string =>
  encodeExtendParams(Object.entries(parameters).map(([name, value]) => ({ name, value })))

function newInstanceOfV1(order: TestOrder): V1RequestOf<'newInstance'> {
  const { orderId, businessId, skuCode, productId, customerId, customerName, expiresAtMs } = order
  const { mobilePhone, email, quantity, isTrial, parameters } = order
  return {
    activity: 'newInstance',
    customerId,
    customerName,
    businessId,
    orderId,
    skuCode,
    productId,
    chargingMode: 1,
    periodType: 'month',
    periodNumber: 1,
    expireTime: formatV1(expiresAtMs),
    orderAmount: '100',
    trialFlag: isTrial ? '1' : '0',
    ...(mobilePhone !== undefined && { mobilePhone }),
    ...(email !== undefined && { email }),
    ...(quantity !== undefined && { amount: quantity }),
    ...(parameters && { saasExtendParams: extendParamsOf(parameters) }),
  }
}

function notification({ order, isTest }: Extract<TestCall, { activity: 'orderPaid' }>): TestMessage {
  const { orderId, orderLineId } = order
  const testFlag = isTest ? '1' : '0'
  return {
    protocol: 'order-notification',
    message: { activity: 'orderNotify', orderId, orderLineId, testFlag },
  }
}

import {
  encodeReply,
  instanceDetails,
  instanceIdsOf,
  isTest,
  parseExpireTime,
  provisioned,
  provisioning,
  refused,
  succeeded,
} from '@loggia/protocol/saas/v2'
import type { ReceivedRequest, SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { ChangeEndReason } from '../handlers.ts'
import { refusalCodes } from '../refusals.ts'
import type { Outcome, SellerRequest } from '../requests.ts'
import { infoOf, isSealed } from './access-data.ts'
import type { Sealing } from './sealing.ts'

const reasons = {
  TRIAL_TO_FORMAL: 'trialToPaid',
  RENEWAL: 'renewal',
  UNSUBSCRIBE_RENEWAL_PERIOD: 'renewalCancelled',
  RENEWAL_CHANGE: 'renewalWithChange',
} as const satisfies Readonly<Record<string, ChangeEndReason>>

/** A request of SaaS V2.0 in our words. */
export function requestOfSaasV2(request: ReceivedRequest): SellerRequest {
  const common = { protocol: 'saas-v2', isTest: isTest(request) } as const
  switch (request.activity) {
    case 'newInstance': {
      const { orderId, orderLineId, businessId } = request
      return { ...common, activity: 'open', orderId, orderLineId, businessId }
    }
    case 'queryInstance':
      return { ...common, activity: 'describe', instanceIds: instanceIdsOf(request) }
    case 'refreshInstance': {
      const { instanceId, orderId, orderLineId, scene, expireTime } = request
      const expiresAtMs = parseExpireTime(expireTime) ?? 0
      const order = { instanceId, orderId, orderLineId }
      return { ...common, activity: 'changeEnd', ...order, reason: reasons[scene], expiresAtMs }
    }
    case 'updateInstanceStatus': {
      const activity = request.status === 'FREEZE' ? 'freeze' : 'unfreeze'
      return { ...common, activity, instanceId: request.instanceId }
    }
    case 'releaseInstance': {
      const { instanceId, orderId, orderLineId } = request
      return { ...common, activity: 'release', instanceId, orderId, orderLineId }
    }
    case 'upgradeInstance': {
      const { instanceId, orderId, orderLineId } = request
      return { ...common, activity: 'upgrade', instanceId, orderId, orderLineId }
    }
    case 'changeInstanceCheck': {
      const { linearValue, ...product } = request.productInfo
      const target = { ...product, ...(linearValue !== undefined && { quantity: linearValue }) }
      return { ...common, activity: 'checkChange', instanceId: request.instanceId, target }
    }
  }
}

/** The body of the reply to one activity. Throws a TypeError if what is to be told does not fit the tables. */
export function replyOfSaasV2(activity: SaasV2Activity, outcome: Outcome, sealing: Sealing): string {
  switch (outcome.kind) {
    case 'done':
      return encodeReply(activity, succeeded())
    case 'opened':
      return encodeReply('newInstance', provisioned(outcome.instanceId))
    case 'opening':
      return encodeReply('newInstance', provisioning(outcome.instanceId))
    case 'described': {
      const { instances } = outcome
      const isAnySealed = instances.some(({ description }) => isSealed(description))
      const encryptType = isAnySealed ? sealing.encryptType : undefined
      const info = instances.map((one) => infoOf(one, sealing))
      return encodeReply('queryInstance', { ...instanceDetails(info), ...(encryptType && { encryptType }) })
    }
    case 'under way':
      return encodeReply(activity, refused('000004', 'The request is being processed.'))
    case 'refused':
      return encodeReply(activity, refused(refusalCodes[outcome.code], outcome.message))
  }
}

import { omitUndefined } from '@loggia/kernel'
import {
  replyInstanceDetails,
  splitInstanceIds,
  isTest,
  parseExpireTime,
  replyProvisioned,
  replyProvisioning,
  readDecodedRequest,
  replyRefused,
  saasV2Activities,
  replySucceeded,
} from '@loggia/protocol/saas/v2'
import type { ReceivedRequest } from '@loggia/protocol/saas/v2'
import { writeReply } from '@loggia/protocol/wire'
import type { ChangeEndReason } from '../families/instances/handlers.ts'
import { toSaasResultCode } from '../refusals.ts'
import type { Outcome, SaasRequest } from '../requests.ts'
import { toInfo, isSealed } from './access-data.ts'
import { refuseToWrite } from './refuse-to-write.ts'
import type { Sealing } from './sealing.ts'
import type { SignedProtocol } from './wire-protocol.ts'

const kind = { family: 'saas', protocol: 'saas-v2' } as const

export const saasV2: SignedProtocol = {
  ...kind,
  keyClass: 'basic',
  activities: saasV2Activities,
  notServed: 'SaaS V2.0 is not served here.',
  // Its tables do not mention sealing (saas-v2 §4).
  encryptType: 'none',
  answersOpenedWithAccess: false,
  renewalUnfreezes: false,
  answersSoon: false,
  read: (decoded) => {
    const read = readDecodedRequest(decoded)
    return read.ok ? { ok: true, request: toOurs(read.request) } : read
  },
  write: writeReplyTo,
}

const reasons = {
  TRIAL_TO_FORMAL: 'trialToPaid',
  RENEWAL: 'renewal',
  UNSUBSCRIBE_RENEWAL_PERIOD: 'renewalCancelled',
  RENEWAL_CHANGE: 'renewalWithChange',
} as const satisfies Readonly<Record<string, ChangeEndReason>>

function toOurs(request: ReceivedRequest): SaasRequest {
  const common = { ...kind, isTest: isTest(request) }
  switch (request.activity) {
    case 'newInstance': {
      const { orderId, orderLineId, businessId } = request
      return { ...common, activity: 'open', orderId, orderLineId, businessId }
    }
    case 'queryInstance':
      return { ...common, activity: 'describe', instanceIds: splitInstanceIds(request) }
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
      const target = omitUndefined({ ...product, quantity: linearValue })
      return { ...common, activity: 'checkChange', instanceId: request.instanceId, target }
    }
  }
}

function writeReplyTo(outcome: Outcome, sealing: Sealing): string {
  switch (outcome.kind) {
    case 'done':
      return writeReply(replySucceeded())
    case 'opened':
      return writeReply(replyProvisioned(outcome.instanceId))
    case 'opening':
      return writeReply(replyProvisioning(outcome.instanceId))
    case 'described': {
      const { instances } = outcome
      const isAnySealed = instances.some(({ description }) => isSealed(description))
      const encryptType = isAnySealed ? sealing.encryptType : undefined
      const info = instances.map((one) => toInfo(one, sealing))
      return writeReply(omitUndefined({ encryptType, ...replyInstanceDetails(info) }))
    }
    case 'issued':
      return refuseToWrite(outcome)
    case 'under way':
      return writeReply(replyRefused('000004', 'The request is being processed.'))
    case 'refused':
      return writeReply(replyRefused(toSaasResultCode(outcome.code), outcome.message))
  }
}

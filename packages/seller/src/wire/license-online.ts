import {
  isTest,
  licenseOnlineActivities,
  parseTime,
  readDecodedRequest,
  replyCreated,
  replyCreating,
} from '@loggia/protocol/license/online'
import type { ReceivedRequest } from '@loggia/protocol/license/online'
import { writeReply } from '@loggia/protocol/wire'
import type { ChangeEndReason } from '../families/instances/handlers.ts'
import type { LicenseOnlineRequest, Outcome } from '../requests.ts'
import { writeLicenseOutcome } from './license-outcome.ts'
import type { SignedProtocol } from './wire-protocol.ts'

const kind = { family: 'licenseOnline', protocol: 'license-online' } as const

export const licenseOnline: SignedProtocol = {
  ...kind,
  keyClass: 'basic',
  activities: licenseOnlineActivities,
  notServed: 'Online activation of licenses is not served here.',
  encryptType: 'none',
  answersOpenedWithAccess: false,
  renewalUnfreezes: false,
  answersSoon: true,
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
} as const satisfies Readonly<Record<string, ChangeEndReason>>

function toOurs(request: ReceivedRequest): LicenseOnlineRequest {
  const common = { ...kind, isTest: isTest(request) }
  switch (request.activity) {
    case 'newInstance': {
      const { orderId, orderLineId, businessId } = request
      return { ...common, activity: 'open', orderId, orderLineId, businessId }
    }
    case 'refreshInstance': {
      const { instanceId, orderId, orderLineId, scene, expireTime } = request
      const expiresAtMs = parseTime(expireTime) ?? 0
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
    case 'getLicenseAsync': {
      const { instanceId, eventId, effectiveTime, expireTime, deviceFingerprint: fingerprint } = request
      const effectiveAtMs = parseTime(effectiveTime) ?? 0
      const expiresAtMs = expireTime === undefined ? undefined : parseTime(expireTime)
      const device = { eventId, fingerprint, effectiveAtMs, expiresAtMs }
      return { ...common, activity: 'apply', instanceId, ...device }
    }
  }
}

function writeReplyTo(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'opened':
      return writeReply(replyCreated(outcome.instanceId))
    case 'opening':
      return writeReply(replyCreating(outcome.instanceId))
    case 'issued':
    case 'described':
    case 'done':
    case 'under way':
    case 'refused':
      return writeLicenseOutcome(outcome)
  }
}

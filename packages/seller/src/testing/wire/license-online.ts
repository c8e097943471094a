import { omitUndefined } from '@loggia/kernel'
import { encodeRequest, formatTime, readReply } from '@loggia/protocol/license/online'
import type { LicenseOnlineRequest } from '@loggia/protocol/license/online'
import { openAppInfo } from '@loggia/signing'
import type { LicenseCall } from '../calls.ts'
import { readSignInQuery } from './sign-in-query.ts'
import { refuseToSay, toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

export type LicenseOnlineMessage = {
  readonly protocol: 'license-online'
  readonly message: LicenseOnlineRequest
}

const say = (message: LicenseOnlineRequest): LicenseOnlineMessage => ({ protocol: 'license-online', message })

export const licenseOnline: TestProtocol<LicenseOnlineMessage, LicenseCall> = {
  protocol: 'license-online',
  keyClass: 'basic',
  mayOpenLater: true,
  refusesReplays: true,
  say: sayCall,
  sign: (message, options) => readSignInQuery(encodeRequest(message), options),
  read: (message, received) => toRead(readReply(message.activity, received)),
  open: openAppInfo,
}

const scenes = {
  trialToPaid: 'TRIAL_TO_FORMAL',
  renewal: 'RENEWAL',
  renewalCancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
  renewalWithChange: 'RENEWAL',
} as const

/** Writes a call (license §3). Throws a TypeError on what online activation does not have. */
function sayCall(call: LicenseCall): LicenseOnlineMessage {
  const testFlag = call.isTest ? ({ testFlag: '1' } as const) : {}
  switch (call.activity) {
    case 'open': {
      const { orderId, orderLineId, businessId } = call.order
      return say({ activity: 'newInstance', orderId, orderLineId, businessId, ...testFlag })
    }
    case 'changeEnd': {
      const { orderId, orderLineId, expiresAtMs } = call.order
      const { instanceId, reason } = call
      const order = { orderId, orderLineId, instanceId, expireTime: formatTime(expiresAtMs) }
      return say({ activity: 'refreshInstance', scene: scenes[reason], ...order, ...testFlag })
    }
    case 'freeze':
    case 'unfreeze': {
      const status = call.activity === 'freeze' ? 'FREEZE' : 'UNFREEZE'
      return say({ activity: 'updateInstanceStatus', instanceId: call.instanceId, status, ...testFlag })
    }
    case 'release':
      return say({ activity: 'releaseInstance', instanceId: call.instanceId, ...testFlag })
    case 'apply': {
      const { eventId, fingerprint: deviceFingerprint, effectiveAtMs, expiresAtMs } = call.device
      const effectiveTime = formatTime(effectiveAtMs)
      const expireTime = expiresAtMs === undefined ? undefined : formatTime(expiresAtMs)
      const device = omitUndefined({ eventId, effectiveTime, expireTime, deviceFingerprint })
      return say({ activity: 'getLicenseAsync', instanceId: call.instanceId, ...device, ...testFlag })
    }
    case 'describe':
    case 'upgrade':
    case 'checkChange':
      return refuseToSay('Online activation', call)
  }
}

import { encodeRequest, formatTime, readReply } from '@loggia/protocol/license/code'
import type { LicenseCodeRequest } from '@loggia/protocol/license/code'
import { openAppInfo } from '@loggia/signing'
import type { LicenseCall } from '../calls.ts'
import { readSignInQuery } from './sign-in-query.ts'
import { refuseToSay, toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

export type LicenseCodeMessage = { readonly protocol: 'license-code'; readonly message: LicenseCodeRequest }

const say = (message: LicenseCodeRequest): LicenseCodeMessage => ({ protocol: 'license-code', message })

export const licenseCode: TestProtocol<LicenseCodeMessage, LicenseCall> = {
  protocol: 'license-code',
  keyClass: 'authorisation_code',
  mayOpenLater: false,
  refusesReplays: true,
  say: sayCall,
  sign: (message, options) => readSignInQuery(encodeRequest(message), options),
  read: (message, received) => toRead(readReply(message.activity, received)),
  open: openAppInfo,
}

/** Writes a call (license §2.3). Throws a TypeError on what the marketplace does not ask about codes. */
function sayCall(call: LicenseCall): LicenseCodeMessage {
  const testFlag = call.isTest ? ({ testFlag: '1' } as const) : {}
  switch (call.activity) {
    case 'changeEnd': {
      const { orderId, orderLineId, expiresAtMs } = call.order
      const scene = call.reason === 'renewalCancelled' ? 'UNSUBSCRIBE_RENEWAL_PERIOD' : 'RENEWAL'
      return say({
        activity: 'refreshLicenseCode',
        license: call.instanceId,
        scene,
        orderId,
        orderLineId,
        expireTime: formatTime(expiresAtMs),
        ...testFlag,
      })
    }
    case 'freeze':
    case 'unfreeze': {
      const status = call.activity === 'freeze' ? 'FREEZE' : 'UNFREEZE'
      return say({ activity: 'updateLicenseCodeStatus', license: call.instanceId, status, ...testFlag })
    }
    case 'release':
      return say({ activity: 'releaseLicenseCode', license: call.instanceId, ...testFlag })
    case 'open':
    case 'describe':
    case 'upgrade':
    case 'checkChange':
    case 'apply':
      return refuseToSay('The protocol of authorisation codes', call)
  }
}

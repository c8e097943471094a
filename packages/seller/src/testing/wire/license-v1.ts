import { omitUndefined } from '@loggia/kernel'
import { encodeRequest, formatTime, readReply } from '@loggia/protocol/license/v1'
import type { LicenseV1Request, RequestOf } from '@loggia/protocol/license/v1'
import { openAppInfo, verifyBodySign } from '@loggia/signing'
import type { LicenseCall, TestOrder } from '../calls.ts'
import { readExtendParams, signAsGet } from './sign-as-get.ts'
import { refuseToSay, toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

export type LicenseV1Message = { readonly protocol: 'license-v1'; readonly message: LicenseV1Request }

const say = (message: LicenseV1Request): LicenseV1Message => ({ protocol: 'license-v1', message })

export const licenseV1: TestProtocol<LicenseV1Message, LicenseCall> = {
  protocol: 'license-v1',
  keyClass: 'basic',
  mayOpenLater: false,
  // Its requests have no nonce.
  refusesReplays: false,
  say: sayCall,
  sign: (message, options) => signAsGet(encodeRequest(message), options),
  read: (message, received, accessKey) =>
    toRead(
      readReply(message.activity, {
        ...received,
        verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
      }),
    ),
  open: openAppInfo,
}

/** Writes a call (license §1). Throws a TypeError on what License 1.0 does not have. */
function sayCall(call: LicenseCall): LicenseV1Message {
  const testFlag = { testFlag: call.isTest ? '1' : '0' } as const
  switch (call.activity) {
    case 'open':
      return say({ ...getLicenseFor(call.order), ...testFlag })
    case 'changeEnd': {
      const { orderId, expiresAtMs } = call.order
      const { instanceId } = call
      const expireTime = formatTime(expiresAtMs)
      return say({ activity: 'refreshLicense', orderId, instanceId, expireTime, ...testFlag })
    }
    case 'release': {
      const { instanceId, orderId } = call
      return say({ activity: 'releaseLicense', orderId, instanceId, ...testFlag })
    }
    case 'describe':
    case 'freeze':
    case 'unfreeze':
    case 'upgrade':
    case 'checkChange':
    case 'apply':
      return refuseToSay('License 1.0', call)
  }
}

function getLicenseFor(order: TestOrder): RequestOf<'getLicense'> {
  const { orderId, businessId, skuCode, productId, customerId, customerName, expiresAtMs } = order
  return omitUndefined({
    activity: 'getLicense',
    customerId,
    customerName,
    businessId,
    orderId,
    skuCode,
    productId,
    chargingMode: 1,
    periodType: 'month',
    periodNumber: 1,
    expireTime: formatTime(expiresAtMs),
    amount: order.quantity,
    saasExtendParams: readExtendParams(order),
  })
}

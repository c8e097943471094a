import { isTest, licenseCodeActivities, parseTime, readDecodedRequest } from '@loggia/protocol/license/code'
import type { ReceivedRequest } from '@loggia/protocol/license/code'
import type { LicenseCodeRequest } from '../requests.ts'
import { writeLicenseOutcome } from './license-outcome.ts'
import type { SignedProtocol } from './wire-protocol.ts'

const kind = { family: 'licenseCode', protocol: 'license-code' } as const

export const licenseCode: SignedProtocol = {
  ...kind,
  keyClass: 'authorisation_code',
  activities: licenseCodeActivities,
  notServed: 'Authorisation codes are not served here.',
  encryptType: 'none',
  answersOpenedWithAccess: false,
  renewalUnfreezes: false,
  answersSoon: true,
  read: (decoded) => {
    const read = readDecodedRequest(decoded)
    return read.ok ? { ok: true, request: toOurs(read.request) } : read
  },
  write: writeLicenseOutcome,
}

function toOurs(request: ReceivedRequest): LicenseCodeRequest {
  const common = { ...kind, isTest: isTest(request), code: request.license }
  switch (request.activity) {
    case 'refreshLicenseCode': {
      const { orderId, orderLineId, expireTime, scene } = request
      const reason = scene === 'RENEWAL' ? 'renewal' : 'renewalCancelled'
      const expiresAtMs = parseTime(expireTime) ?? 0
      return { ...common, activity: 'changeEnd', orderId, orderLineId, reason, expiresAtMs }
    }
    case 'updateLicenseCodeStatus':
      return { ...common, activity: request.status === 'FREEZE' ? 'freeze' : 'unfreeze' }
    case 'releaseLicenseCode': {
      const { orderId, orderLineId } = request
      return { ...common, activity: 'release', orderId, orderLineId }
    }
  }
}

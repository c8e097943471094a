import type { MessageSet } from '../../message-set.ts'
import { createParameterWriter } from '../../saas/v1/message-set.ts'
import { replyLimitBytes } from '../../saas/v2/read-reply.ts'
import { isLicenseResultCode } from '../result-codes.ts'
import { encodeRequest, readReply } from './codec.ts'
import { licenseV1Activities, requestsToSend } from './requests.ts'
import type { LicenseV1Request } from './requests.ts'
import { samples } from './samples.ts'

export const licenseV1Messages: MessageSet = {
  requestName: 'a request of License 1.0',
  activities: licenseV1Activities,
  requestsToSend,
  samples,
  writeRequest: createParameterWriter([], (request) => encodeRequest(request as LicenseV1Request)),
  readReply(activity, received) {
    const known = licenseV1Activities.find((one) => one === activity) ?? 'releaseLicense'
    const read = readReply(known, received)
    return read.ok ? { ...read, isUnderWay: false } : read
  },
  isResultCode: isLicenseResultCode,
  replyLimitBytes,
}

import { writeBodyOfTexts } from '../../body-of-texts.ts'
import type { MessageSet } from '../../message-set.ts'
import { isLicenseResultCode } from '../result-codes.ts'
import { encodeRequest, readReply, replyLimitBytes } from './codec.ts'
import { licenseCodeActivities, requestsToSend } from './requests.ts'
import type { LicenseCodeRequest } from './requests.ts'
import { samples } from './samples.ts'

export const licenseCodeMessages: MessageSet = {
  requestName: 'a request about an authorisation code (License 2.0)',
  activities: licenseCodeActivities,
  requestsToSend,
  samples,
  writeRequest: (members, options) =>
    writeBodyOfTexts(members, options, (body) => encodeRequest(body as LicenseCodeRequest)),
  readReply(activity, received) {
    const known = licenseCodeActivities.find((one) => one === activity) ?? 'releaseLicenseCode'
    const read = readReply(known, received)
    return read.ok ? { ...read, isUnderWay: false } : read
  },
  isResultCode: isLicenseResultCode,
  replyLimitBytes,
}

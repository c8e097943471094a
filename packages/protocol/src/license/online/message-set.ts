import { writeBodyOfTexts } from '../../body-of-texts.ts'
import type { MessageSet } from '../../message-set.ts'
import { isLicenseResultCode } from '../result-codes.ts'
import { encodeRequest, isAccepted, readReply, replyLimitBytes } from './codec.ts'
import { licenseOnlineActivities, requestsToSend } from './requests.ts'
import type { LicenseOnlineRequest } from './requests.ts'
import { samples } from './samples.ts'

export const licenseOnlineMessages: MessageSet = {
  requestName: 'a request of License online activation',
  activities: licenseOnlineActivities,
  requestsToSend,
  samples,
  writeRequest: (members, options) =>
    writeBodyOfTexts(members, options, (body) => encodeRequest(body as LicenseOnlineRequest)),
  readReply(activity, received) {
    const known = licenseOnlineActivities.find((one) => one === activity) ?? 'releaseInstance'
    const read = readReply(known, received)
    return read.ok ? { ...read, isUnderWay: read.code !== '000000' && isAccepted(known, read.code) } : read
  },
  isResultCode: isLicenseResultCode,
  replyLimitBytes,
}

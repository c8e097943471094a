export {
  codeRefreshScenes,
  codeStatuses,
  licenseCodeActivities,
  requestsToRead,
  requestsToSend,
} from './requests.ts'
export type {
  LicenseCodeActivity,
  LicenseCodeRequest,
  ReceivedRequest,
  ReceivedRequestOf,
  RequestOf,
} from './requests.ts'
export {
  encodeReply,
  encodeRequest,
  readDecodedRequest,
  readReply,
  readRequest,
  repliesToRead,
  repliesToSend,
  replyLimitBytes,
} from './codec.ts'
export type { ReadReply, ReadRequest } from './codec.ts'
export { replyRefused, replySucceeded } from '../replies.ts'
export type { OutcomeReply } from '../replies.ts'
export { findResultCodeMeaning, isLicenseResultCode, resultCodes } from '../result-codes.ts'
export type { LicenseResultCode } from '../result-codes.ts'
export { formatTime, parseTime } from '../times.ts'
export { toSignatureRefusalCode } from '../../saas/v2/codes.ts'
export { isTest } from '../../saas/v2/read-request.ts'
export { replyContentType } from '../../saas/v2/replies.ts'
export type { BodyRequestFault as RequestFault } from '../../wire/read-body-request.ts'

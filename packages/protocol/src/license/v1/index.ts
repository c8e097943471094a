export { identificationCodeName, licenseV1Activities, requestsToRead, requestsToSend } from './requests.ts'
export type {
  LicenseV1Activity,
  LicenseV1Request,
  ReceivedRequest,
  ReceivedRequestOf,
  RequestOf,
} from './requests.ts'
export { maxLicenseLength, repliesToRead, repliesToSend, replyLicense } from './replies.ts'
export type { ReplyOf, SentReplyOf } from './replies.ts'
export { encodeReply, encodeRequest, readReply, readRequest } from './codec.ts'
export type { ReadReply, ReadRequest } from './codec.ts'
export { replyRefused, replySucceeded } from '../replies.ts'
export type { OutcomeReply } from '../replies.ts'
export { findResultCodeMeaning, isLicenseResultCode, resultCodes } from '../result-codes.ts'
export type { LicenseResultCode } from '../result-codes.ts'
export { formatTime, parseTime } from '../times.ts'
export { decodeExtendParams, encodeExtendParams } from '../../saas/v1/extend-params.ts'
export type { ExtendParam } from '../../saas/v1/extend-params.ts'
export type { SignedReply } from '../../saas/v1/read-reply.ts'
export type { QueryRequestFault as RequestFault } from '../../wire/read-query-request.ts'
export { isTest } from '../../saas/v2/read-request.ts'
export { replyLimitBytes } from '../../saas/v2/read-reply.ts'
export { replyContentType } from '../../saas/v2/replies.ts'

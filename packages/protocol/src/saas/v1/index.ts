export {
  maxInstanceIds,
  requestsToSend,
  saasV1Activities,
  saasV1ChargingModes,
  saasV1InstanceStatuses,
  saasV1PeriodTypes,
} from './requests.ts'
export type { RequestOf, SaasV1Activity, SaasV1Request } from './requests.ts'
export { requestsToRead } from './received-requests.ts'
export type { ReceivedRequest, ReceivedRequestOf } from './received-requests.ts'
export { repliesToRead, repliesToSend } from './reply-messages.ts'
export type {
  AppInfo,
  InstanceInfo,
  OpeningReply,
  ReplyOf,
  SentReplyOf,
  UsageInfo,
} from './reply-messages.ts'
export {
  isSaasResultCode as isSaasV1ResultCode,
  findResultCodeMeaning,
  resultCodes,
} from '../result-codes.ts'
export type { SaasResultCode as SaasV1ResultCode } from '../result-codes.ts'
export { formatExpireTime, parseExpireTime } from './expire-time.ts'
export { decodeExtendParams, encodeExtendParams } from './extend-params.ts'
export type { ExtendParam } from './extend-params.ts'
export { getQuantityParameter } from './quantity.ts'
export type { QuantityParameter } from './quantity.ts'
export { encodeRequest } from './encode-request.ts'
export { readRequest } from './read-request.ts'
export type { ReadRequest, RequestFault } from './read-request.ts'
export { splitInstanceIds, isTest } from '../v2/read-request.ts'
export { readOpening, readReply } from './read-reply.ts'
export type { BodySignCheck, ReadOpening, ReadReply, SignedReply } from './read-reply.ts'
export {
  encodeReply,
  replyInstanceDetails,
  replyProvisioned,
  replyRefused,
  replySucceeded,
} from './replies.ts'
export type { EncryptType, OutcomeReply } from './replies.ts'
export { replyLimitBytes } from '../v2/read-reply.ts'
export { replyContentType } from '../v2/replies.ts'

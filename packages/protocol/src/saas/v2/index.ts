export {
  instanceStatuses,
  maxInstanceIds,
  refreshScenes,
  repliesToRead,
  repliesToSend,
  requestsToRead,
  requestsToSend,
  saasV2Activities,
} from './messages.ts'
export type {
  AppInfo,
  ChangeInstanceCheckRequest,
  InstanceInfo,
  NewInstanceReply,
  NewInstanceRequest,
  OutcomeReply,
  ProductInfo,
  QueryInstanceReply,
  QueryInstanceRequest,
  ReceivedRequest,
  ReceivedRequestOf,
  RefreshInstanceRequest,
  ReleaseInstanceRequest,
  ReplyOf,
  RequestOf,
  SaasV2Activity,
  SaasV2Request,
  UpdateInstanceStatusRequest,
  UpgradeInstanceRequest,
  UsageInfo,
} from './messages.ts'
export { isSaasV2ResultCode, findResultCodeMeaning, resultCodes, toSignatureRefusalCode } from './codes.ts'
export type { SaasV2ResultCode } from './codes.ts'
export { formatExpireTime, parseExpireTime } from './expire-time.ts'
export { encodeRequest } from './encode-request.ts'
export { isInstanceId } from '../reply-members.ts'
export { splitInstanceIds, isTest, readDecodedRequest, readRequest } from './read-request.ts'
export type { ReadRequest, RequestFault } from './read-request.ts'
export { readReply, replyLimitBytes } from './read-reply.ts'
export type { ReadReply } from './read-reply.ts'
export {
  encodeReply,
  replyInstanceDetails,
  replyProvisioned,
  replyProvisioning,
  replyRefused,
  replyContentType,
  replySucceeded,
} from './replies.ts'

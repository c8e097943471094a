/** Every message of SaaS V2.0 in both directions: schemas, and the types inferred from them. */
export {
  instanceStatuses,
  maxInstanceIds,
  refreshScenes,
  requestsToSend,
  saasV2Activities,
} from './requests.ts'
export type {
  ChangeInstanceCheckRequest,
  NewInstanceRequest,
  ProductInfo,
  QueryInstanceRequest,
  RefreshInstanceRequest,
  ReleaseInstanceRequest,
  RequestOf,
  SaasV2Activity,
  SaasV2Request,
  UpdateInstanceStatusRequest,
  UpgradeInstanceRequest,
} from './requests.ts'
export { requestsToRead } from './received-requests.ts'
export type { ReceivedRequest, ReceivedRequestOf } from './received-requests.ts'
export { repliesToRead, repliesToSend } from './reply-messages.ts'
export type {
  AppInfo,
  InstanceInfo,
  NewInstanceReply,
  OutcomeReply,
  QueryInstanceReply,
  ReplyOf,
  UsageInfo,
} from './reply-messages.ts'

export { orgInfoToSend, requestsToSend } from './requests.ts'
export type { KitV2Request, RequestOf } from './requests.ts'
export { encodeRequest, readReply, replyLimitBytes, writePath } from './codec.ts'
export type { ReadReply } from './codec.ts'

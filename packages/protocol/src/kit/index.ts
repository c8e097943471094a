export { findKitCall, isKitActivity, kitActivities, kitPaths } from './activities.ts'
export type { KitActivity, KitGeneration } from './activities.ts'
export { mostPeople, syncFlags, userToSend } from './requests.ts'
export type { KitUser } from './requests.ts'
export { isTest, readDecodedRequest, readRequest, requestsToRead } from './received-requests.ts'
export type {
  ReadRequest,
  ReceivedDepartment,
  ReceivedRequest,
  ReceivedRequestOf,
  ReceivedUser,
  RequestFault,
} from './received-requests.ts'
export { encodeReply, replyRefused, replySucceeded, replyToRead, replyToSend } from './replies.ts'
export type { KitReply, ReceivedKitReply } from './replies.ts'
export { findResultCodeMeaning, isKitResultCode, resultCodes } from './result-codes.ts'
export type { KitResultCode } from './result-codes.ts'
export { formatTime, parseTime } from './times.ts'
export { replyContentType } from '../saas/v2/replies.ts'

import type { MessageSet } from '../../message-set.ts'
import { isKitActivity, kitActivities } from '../activities.ts'
import { isKitResultCode } from '../result-codes.ts'
import { createSamples } from '../samples.ts'
import { createTextWriter } from '../text-members.ts'
import { encodeRequest, readReply, replyLimitBytes, writePath } from './codec.ts'
import { requestsToSend } from './requests.ts'
import type { KitV1Request } from './requests.ts'

export const kitV1Messages: MessageSet = {
  requestName: 'a request of the joint kit V1.0',
  activities: kitActivities,
  subPathOf: (activity) => (isKitActivity(activity) ? writePath(activity) : ''),
  requestsToSend,
  samples: createSamples('v1'),
  writeRequest: createTextWriter((request) => encodeRequest(request as KitV1Request), {
    sendsListsAsText: true,
  }),
  readReply(_, received) {
    const read = readReply(received)
    return read.ok ? { ...read, isUnderWay: false } : read
  },
  isResultCode: isKitResultCode,
  replyLimitBytes,
}

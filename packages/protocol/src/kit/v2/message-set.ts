import type { MessageSet } from '../../message-set.ts'
import { isKitActivity, kitActivities } from '../activities.ts'
import { isKitResultCode } from '../result-codes.ts'
import { createSamples } from '../samples.ts'
import { createTextWriter } from '../text-members.ts'
import { encodeRequest, readReply, replyLimitBytes, writePath } from './codec.ts'
import { requestsToSend } from './requests.ts'
import type { KitV2Request } from './requests.ts'

export const kitV2Messages: MessageSet = {
  requestName: 'a request of the joint kit V2.0',
  activities: kitActivities,
  subPathOf: (activity) => (isKitActivity(activity) ? writePath(activity) : ''),
  requestsToSend,
  samples: createSamples('v2'),
  writeRequest: createTextWriter((request) => encodeRequest(request as KitV2Request), {
    sendsListsAsText: false,
  }),
  readReply(_, received) {
    const read = readReply(received)
    return read.ok ? { ...read, isUnderWay: false } : read
  },
  isResultCode: isKitResultCode,
  replyLimitBytes,
}

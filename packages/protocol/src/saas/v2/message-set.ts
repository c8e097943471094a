import { writeBodyOfTexts } from '../../body-of-texts.ts'
import type { MessageSet } from '../../message-set.ts'
import { isSaasResultCode } from '../result-codes.ts'
import { encodeRequest } from './encode-request.ts'
import { readReply, replyLimitBytes } from './read-reply.ts'
import { requestsToSend, saasV2Activities } from './requests.ts'
import type { SaasV2Request } from './requests.ts'
import { samples } from './samples.ts'

export const saasV2Messages: MessageSet = {
  requestName: 'a request of the SaaS access protocol V2.0',
  activities: saasV2Activities,
  requestsToSend,
  samples,
  writeRequest: (members, options) =>
    writeBodyOfTexts(members, options, (body) => encodeRequest(body as SaasV2Request)),
  readReply(activity, received) {
    const known = saasV2Activities.find((one) => one === activity) ?? 'releaseInstance'
    const read = readReply(known, received)
    return read.ok ? { ...read, isUnderWay: known === 'newInstance' && read.code === '000004' } : read
  },
  isResultCode: isSaasResultCode,
  replyLimitBytes,
}

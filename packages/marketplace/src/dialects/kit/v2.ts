import { encodeRequest, readReply, replyLimitBytes, requestsToSend, writePath } from '@loggia/protocol/kit/v2'
import { signKitV2 } from '@loggia/signing'
import { defineKit, operations } from './define-kit.ts'
import { createScenes } from './scenes.ts'

/** The joint kit V2.0: sync interfaces that are signed by headers; replies need no signature (joint-kit §4.1). */
export const kitV2 = defineKit({
  protocol: 'kit-v2',
  operations,
  writePath,
  requestsToSend,
  toOwn: (request) => request,
  encodeRequest,
  sign: signKitV2,
  readReply: (received) => readReply(received),
  replyLimitBytes,
  scenes: createScenes({ list: 'orgInfoList', name: 'orgName' }),
})

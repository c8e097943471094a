import { syncFlags } from '@loggia/protocol/kit'
import { encodeRequest, readReply, replyLimitBytes, requestsToSend, writePath } from '@loggia/protocol/kit/v1'
import type { KitV1Request } from '@loggia/protocol/kit/v1'
import type { KitV2Request } from '@loggia/protocol/kit/v2'
import { signSaasV1Body, verifyBodySign } from '@loggia/signing'
import { defineKit, operations } from './define-kit.ts'
import type { SyncChange } from './operations.ts'
import { createScenes } from './scenes.ts'

/** An enterprise and an app are added and deleted only (joint-kit §12, 1). */
const supports = ({ change }: { readonly change: SyncChange }): boolean => change !== 'change'

function toOwn(request: KitV2Request): KitV1Request {
  switch (request.activity) {
    case 'tenantSync':
    case 'applicationSync':
      return { ...request, flag: request.flag === syncFlags.delete ? syncFlags.delete : syncFlags.add }
    case 'authSync':
      // An authorisation that ended is a user who is deleted (joint-kit §12, 2).
      return { ...request, flag: request.flag === syncFlags.withdraw ? syncFlags.delete : request.flag }
    case 'singleOrgSync':
      return request
    case 'allOrgSync': {
      const { orgInfoList, ...common } = request
      return { ...common, orgInfo: orgInfoList.map(({ orgName: name, ...rest }) => ({ ...rest, name })) }
    }
  }
}

/** The joint kit V1.0: `authToken` in a header, and signed replies (joint-kit §4.2, §4.3). */
export const kitV1 = defineKit({
  protocol: 'kit-v1',
  operations: {
    ...operations,
    sync_enterprise: { ...operations.sync_enterprise, supports },
    sync_app: { ...operations.sync_app, supports },
  },
  writePath,
  requestsToSend,
  toOwn,
  encodeRequest,
  sign: ({ accessKey, body }) => ({ authToken: signSaasV1Body(accessKey, body).authToken }),
  readReply: (received, accessKey) =>
    readReply({
      ...received,
      limitBytes: replyLimitBytes,
      verifyBodySign: (header, body) => verifyBodySign({ accessKey, header, body }),
    }),
  replyLimitBytes,
  scenes: createScenes({ list: 'orgInfo', name: 'name' }),
})

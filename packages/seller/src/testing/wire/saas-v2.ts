import { omitUndefined } from '@loggia/kernel'
import { encodeRequest, formatExpireTime, readReply } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { openAppInfo } from '@loggia/signing'
import type { SaasCall } from '../calls.ts'
import { readSignInQuery } from './sign-in-query.ts'
import { toRead } from './test-protocol.ts'
import type { TestProtocol } from './test-protocol.ts'

export type SaasV2Message = { readonly protocol: 'saas-v2'; readonly message: SaasV2Request }

const say = (message: SaasV2Request): SaasV2Message => ({ protocol: 'saas-v2', message })

export const saasV2: TestProtocol<SaasV2Message, SaasCall> = {
  protocol: 'saas-v2',
  keyClass: 'basic',
  mayOpenLater: true,
  refusesReplays: true,
  say: sayCall,
  sign: (message, options) => readSignInQuery(encodeRequest(message), options),
  read: (message, received) => toRead(readReply(message.activity, received)),
  open: openAppInfo,
  askAfter: (instanceId, isTest) =>
    say(omitUndefined({ activity: 'queryInstance', instanceId, testFlag: isTest ? '1' : undefined })),
}

const scenes = {
  trialToPaid: 'TRIAL_TO_FORMAL',
  renewal: 'RENEWAL',
  renewalCancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
  renewalWithChange: 'RENEWAL_CHANGE',
} as const

/** Writes a call (saas-v2 §3). */
function sayCall(call: SaasCall): SaasV2Message {
  const testFlag = call.isTest ? ({ testFlag: '1' } as const) : {}
  switch (call.activity) {
    case 'open': {
      const { orderId, orderLineId, businessId } = call.order
      return say({ activity: 'newInstance', orderId, orderLineId, businessId, ...testFlag })
    }
    case 'describe':
      return say({ activity: 'queryInstance', instanceId: call.instanceIds.join(','), ...testFlag })
    case 'changeEnd': {
      const { orderId, orderLineId, expiresAtMs } = call.order
      const { instanceId, reason } = call
      const expireTime = formatExpireTime(expiresAtMs)
      const scene = scenes[reason]
      return say({
        activity: 'refreshInstance',
        scene,
        orderId,
        orderLineId,
        instanceId,
        expireTime,
        ...testFlag,
      })
    }
    case 'freeze':
    case 'unfreeze': {
      const status = call.activity === 'freeze' ? 'FREEZE' : 'UNFREEZE'
      return say({ activity: 'updateInstanceStatus', instanceId: call.instanceId, status, ...testFlag })
    }
    case 'release':
      return say({ activity: 'releaseInstance', instanceId: call.instanceId, ...testFlag })
    case 'upgrade': {
      const { orderId, orderLineId } = call.order
      return say({
        activity: 'upgradeInstance',
        instanceId: call.instanceId,
        orderId,
        orderLineId,
        ...testFlag,
      })
    }
    case 'checkChange': {
      const { quantity, ...product } = call.target
      const productInfo = omitUndefined({ ...product, linearValue: quantity })
      return say({ activity: 'changeInstanceCheck', instanceId: call.instanceId, productInfo, ...testFlag })
    }
  }
}

import { omitUndefined } from '@loggia/kernel'
import { encodeRequest, formatExpireTime } from '@loggia/protocol/saas/v2'
import type { SaasV2Request } from '@loggia/protocol/saas/v2'
import { signPost } from '../sign-post.ts'
import type { Sending, WireRequest } from '../schema.ts'
import type { TestSending } from '../test-calls.ts'
import type { SaasOperation, SaasSending } from './operations.ts'

const scenes = {
  trial_to_formal: 'TRIAL_TO_FORMAL',
  renewal: 'RENEWAL',
  renewal_cancelled: 'UNSUBSCRIBE_RENEWAL_PERIOD',
  renewal_change: 'RENEWAL_CHANGE',
} as const

type Wording = Pick<Sending, 'businessId' | 'expireDigits' | 'cancellationOrder'>

function requestOf(
  operation: SaasOperation,
  { businessId, expireDigits, cancellationOrder }: Wording,
): SaasV2Request {
  switch (operation.kind) {
    case 'create_instance':
      return {
        activity: 'newInstance',
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
        businessId,
      }
    case 'query_instance':
      return { activity: 'queryInstance', instanceId: operation.references.join(',') }
    case 'refresh_instance': {
      const { cancelled } = operation
      const told = cancellationOrder === 'renewal' && cancelled ? cancelled : operation
      return omitUndefined({
        activity: 'refreshInstance',
        scene: scenes[operation.scene],
        orderId: told.orderNumber,
        orderLineId: told.lineNumber,
        instanceId: operation.reference,
        productId: operation.productCode,
        expireTime: formatExpireTime(operation.expiresAt).slice(0, expireDigits ?? 17),
      })
    }
    case 'set_instance_status':
      return {
        activity: 'updateInstanceStatus',
        instanceId: operation.reference,
        status: operation.status === 'frozen' ? 'FREEZE' : 'UNFREEZE',
      }
    case 'lift_freeze':
      return { activity: 'updateInstanceStatus', instanceId: operation.reference, status: 'UNFREEZE' }
    case 'release_instance':
      return omitUndefined({
        activity: 'releaseInstance',
        instanceId: operation.reference,
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
      })
    case 'upgrade_instance':
      return {
        activity: 'upgradeInstance',
        instanceId: operation.reference,
        orderId: operation.orderNumber,
        orderLineId: operation.lineNumber,
      }
    case 'check_change': {
      const { productCode, skuCode, productName, quantity } = operation
      const productInfo = omitUndefined({
        productId: productCode,
        skuCode,
        productName,
        linearValue: quantity,
      })
      return { activity: 'changeInstanceCheck', instanceId: operation.reference, productInfo }
    }
  }
}

const contentType = 'application/json;charset=utf8'

export const writeRequest = (sending: SaasSending): WireRequest =>
  signPost({ ...sending, body: encodeRequest(requestOf(sending.operation, sending)), contentType })

export function writeTestRequest({ request, businessId, ...signing }: TestSending): WireRequest {
  const named = request.activity === 'newInstance' ? { businessId, ...request } : request
  const body = encodeRequest({ ...named, testFlag: '1' } as unknown as SaasV2Request)
  return signPost({ ...signing, body, contentType })
}

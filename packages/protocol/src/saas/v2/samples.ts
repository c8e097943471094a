import { addMonths, toInstant, toZone } from '@loggia/kernel'

import type { Sample } from '../../message-set.ts'
import { mockOrderIds } from '../../orders/mock-orders.ts'
import { formatExpireTime } from './expire-time.ts'

const lineOf = (orderId: string) => ({ orderId, orderLineId: `${orderId}-000001` })
const debug = { testFlag: '1' }

/** The orders are those that the order query returns for debugging (open-apis §3). */
export const samples: Readonly<Record<string, Sample>> = {
  newInstance: ({ randomId }) => ({ ...lineOf(mockOrderIds.period), businessId: randomId(), ...debug }),
  queryInstance: () => debug,
  refreshInstance: ({ nowMs }) => ({
    scene: 'RENEWAL',
    ...lineOf(mockOrderIds.renewal),
    expireTime: formatExpireTime(addMonths(toInstant(nowMs), 12, toZone('UTC'))),
    ...debug,
  }),
  updateInstanceStatus: () => ({ status: 'FREEZE', ...debug }),
  releaseInstance: () => debug,
  upgradeInstance: () => ({ ...lineOf(mockOrderIds.change), ...debug }),
  changeInstanceCheck: () => ({
    productInfo: '{"productId":"demo-product","skuCode":"demo-sku","productName":"Demo","linearValue":10}',
    ...debug,
  }),
}

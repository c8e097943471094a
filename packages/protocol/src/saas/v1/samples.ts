import { addMonths, toInstant, toZone } from '@loggia/kernel'

import type { FreshValues, Sample } from '../../message-set.ts'
import { formatExpireTime } from './expire-time.ts'

const endInAYear = ({ nowMs }: FreshValues): string =>
  formatExpireTime(addMonths(toInstant(nowMs), 12, toZone('UTC')))
const order = { orderId: 'CS1906666666ABCDE' }
const product = { skuCode: 'demo-sku', productId: '00301-666666-0--0' }
const debug = { testFlag: '1' }

export const samples: Readonly<Record<string, Sample>> = {
  newInstance: (fresh) => ({
    customerId: '688055390f3049f283fe9f1aa90f7858',
    customerName: 'Demo buyer',
    businessId: fresh.randomId(),
    ...order,
    ...product,
    ...debug,
    trialFlag: '0',
    chargingMode: '1',
    periodType: 'year',
    periodNumber: '1',
    expireTime: endInAYear(fresh),
    orderAmount: '100',
  }),
  refreshInstance: (fresh) => ({
    orderId: 'CS1906666667ABCDE',
    expireTime: endInAYear(fresh),
    periodType: 'year',
    periodNumber: '1',
    ...debug,
  }),
  expireInstance: () => ({ ...order, ...debug }),
  releaseInstance: () => ({ ...order, ...debug }),
  upgrade: () => ({ orderId: 'CS1906666668ABCDE', ...product, ...debug }),
  instanceStatus: () => ({ instanceStatus: 'FREEZE', ...debug }),
  queryInstance: () => debug,
}

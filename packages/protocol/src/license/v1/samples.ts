import { addMonths, toInstant, toZone } from '@loggia/kernel'

import type { FreshValues, Sample } from '../../message-set.ts'
import { encodeExtendParams } from '../../saas/v1/extend-params.ts'
import { formatTime } from '../times.ts'
import { identificationCodeName } from './requests.ts'

const inAYear = ({ nowMs }: FreshValues) => ({
  expireTime: formatTime(addMonths(toInstant(nowMs), 12, toZone('UTC'))),
  periodType: 'year',
  periodNumber: '1',
})
const debug = { testFlag: '1' }

export const samples: Readonly<Record<string, Sample>> = {
  getLicense: (fresh) => ({
    customerId: '688055390f3049f283fe9f1aa90f7858',
    customerName: 'Demo buyer',
    businessId: fresh.randomId(),
    orderId: 'CS1906666666ABCDE',
    skuCode: 'demo-sku',
    productId: '00301-666666-0--0',
    chargingMode: '1',
    ...inAYear(fresh),
    saasExtendParams: encodeExtendParams([{ name: identificationCodeName, value: 'DEMO-0001' }]),
    ...debug,
  }),
  refreshLicense: (fresh) => ({ orderId: 'CS1906666667ABCDE', ...inAYear(fresh), ...debug }),
  releaseLicense: () => ({ orderId: 'CS1906666666ABCDE', ...debug }),
}

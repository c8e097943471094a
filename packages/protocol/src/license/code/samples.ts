import { addMonths, toInstant, toZone } from '@loggia/kernel'

import type { Sample } from '../../message-set.ts'
import { mockOrderIds } from '../../orders/mock-orders.ts'
import { formatTime } from '../times.ts'

const lineOf = (orderId: string) => ({ orderId, orderLineId: `${orderId}-000001` })
const code = { license: 'DEMO0000000000000000000000000000000000DE' }
const debug = { testFlag: '1' }

/** The orders are those that the order query returns for debugging (open-apis §3). */
export const samples: Readonly<Record<string, Sample>> = {
  refreshLicenseCode: ({ nowMs }) => ({
    ...code,
    scene: 'RENEWAL',
    ...lineOf(mockOrderIds.renewal),
    expireTime: formatTime(addMonths(toInstant(nowMs), 12, toZone('UTC'))),
    ...debug,
  }),
  updateLicenseCodeStatus: () => ({ ...code, status: 'FREEZE', ...debug }),
  releaseLicenseCode: () => ({ ...code, ...lineOf(mockOrderIds.refund), ...debug }),
}

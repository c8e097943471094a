import { addMonths, toInstant, toZone } from '@loggia/kernel'

import type { Sample } from '../../message-set.ts'
import { samples as saasSamples } from '../../saas/v2/samples.ts'
import { formatTime } from '../times.ts'

const utc = toZone('UTC')
const sampleOf =
  (activity: string): Sample =>
  (fresh) =>
    saasSamples[activity]?.(fresh) ?? {}

export const samples: Readonly<Record<string, Sample>> = {
  newInstance: sampleOf('newInstance'),
  refreshInstance: (fresh) => ({
    ...sampleOf('refreshInstance')(fresh),
    expireTime: formatTime(addMonths(toInstant(fresh.nowMs), 12, utc)),
  }),
  updateInstanceStatus: sampleOf('updateInstanceStatus'),
  releaseInstance: sampleOf('releaseInstance'),
  getLicenseAsync: ({ nowMs, randomId }) => ({
    effectiveTime: formatTime(nowMs),
    expireTime: formatTime(addMonths(toInstant(nowMs), 12, utc)),
    eventId: randomId(),
    deviceFingerprint: '00-16-3E-00-00-01|DISK-0001|BOARD-0001|CPU-0001',
    testFlag: '1',
  }),
}

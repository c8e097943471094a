import { createHash } from 'node:crypto'
import type { LicenseOnlineActivity } from '@loggia/protocol/license/online'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { createOrder } from '../purchases/ids.ts'
import { formatInDays, formatInMonths } from '../purchases/times.ts'
import { createPurchase } from '../stamped/instances.ts'

/** A device of this instance, in the form of the client software: MAC, disk, main board and CPU (license §3.4). */
export function createFingerprint(instanceId: string, device = '1'): string {
  const digits = createHash('sha256').update(`${instanceId} ${device}`).digest('hex').toUpperCase()
  const mac = digits.slice(0, 12).replace(/(..)(?!$)/g, '$1-')
  return `${mac},${mac.replace(/..$/, '0A')}|S3Z9NB0K${digits.slice(12, 20)}|PF${digits.slice(20, 28)}|BFEBFBFF000906EA`
}

/** An application's number, which the marketplace gives each once. */
export const createEventId = ({ hex }: Pick<Bench, 'hex'>): string => `EVT00${hex(24).toUpperCase()}`

/** A right message of each activity about this instance; a `newInstance` is for a new order. */
export function createMessage(bench: Bench, activity: LicenseOnlineActivity, instanceId: string): JsonObject {
  switch (activity) {
    case 'newInstance':
      return createPurchase(bench)
    case 'refreshInstance':
      return {
        activity,
        scene: 'RENEWAL',
        ...createOrder(bench),
        instanceId,
        expireTime: formatInMonths(bench, 1),
      }
    case 'updateInstanceStatus':
      return { activity, instanceId, status: 'FREEZE' }
    case 'releaseInstance':
      return { activity, instanceId }
    case 'getLicenseAsync':
      // Within the validity of every order: the shortest is a month.
      return {
        activity,
        instanceId,
        effectiveTime: formatInDays(bench, 0),
        expireTime: formatInDays(bench, 14),
        eventId: createEventId(bench),
        deviceFingerprint: createFingerprint(instanceId),
      }
  }
}

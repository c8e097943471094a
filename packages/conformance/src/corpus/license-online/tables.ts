import { isRight, isFilled } from '../saas-v2/tables.ts'
import type { Message, Table } from '../saas-v2/tables.ts'

const id = { max: 64 }

/** The mandatory members of each activity, written from the tables of the protocol without using our own code. */
export const tables: Readonly<Record<string, Table>> = {
  newInstance: { orderId: id, orderLineId: id, businessId: id },
  refreshInstance: {
    scene: { oneOf: ['TRIAL_TO_FORMAL', 'RENEWAL', 'UNSUBSCRIBE_RENEWAL_PERIOD'] },
    orderId: id,
    orderLineId: id,
    instanceId: id,
    expireTime: { time: true },
  },
  updateInstanceStatus: { instanceId: id, status: { oneOf: ['FREEZE', 'UNFREEZE'] } },
  releaseInstance: { instanceId: id },
  getLicenseAsync: { instanceId: id, effectiveTime: {}, eventId: id },
}

const digitsOf = (value: unknown): string =>
  String(value).replace(/^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d) z$/, '$1$2$3$4$5$6')
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && isRight(digitsOf(value), { time: true })

/** The code of the refusal if an application is wrong; its product is sold for a period, and bound to a device. */
function findApplicationFault(message: Message): string | undefined {
  const { effectiveTime, expireTime, deviceFingerprint } = message
  if (!isTime(effectiveTime)) return '000002'
  if (expireTime === undefined) return '000902'
  if (!isTime(expireTime)) return '000002'
  if (digitsOf(expireTime) <= digitsOf(effectiveTime)) return '000901'
  return isRight(deviceFingerprint, { max: 5120 }) ? undefined : '000903'
}

/** Returns the code of the refusal if a message does not follow its table. */
export function findMessageFault(message: Message): string | undefined {
  const activity = message['activity']
  const table = typeof activity === 'string' && Object.hasOwn(tables, activity) ? tables[activity] : undefined
  if (table === undefined || !isFilled(message, table)) return '000002'
  return activity === 'getLicenseAsync' ? findApplicationFault(message) : undefined
}

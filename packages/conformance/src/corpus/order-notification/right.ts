import { createSellerWith } from '../saas-v2/right.ts'
import type { Message, Parts } from '../saas-v2/right.ts'
import { isRight } from '../saas-v2/tables.ts'
import type { MakeSeller } from '../seller.ts'

/** The names of the members that are wrong in a notification. */
export function findFaults(message: Message): readonly string[] {
  const id = { max: 64 }
  const flag = message['testFlag'] ?? '0'
  return [
    ...(message['activity'] === 'orderNotify' ? [] : ['activity']),
    ...(['orderId', 'orderLineId'] as const).filter((name) => !isRight(message[name], id)),
    ...(flag === '0' || flag === '1' ? [] : ['testFlag']),
  ]
}

const told: Message = { resultCode: '000000', resultMsg: 'success.' }

/** The parts that a receiver of notifications has instead of those of SaaS V2.0; the proof is the same. */
const ofNotifications: Partial<Parts> = {
  messageFault: (message) => (findFaults(message).length > 0 ? '000002' : undefined),
  carryOut: () => told,
}

/** A receiver of order notifications in which some parts are replaced. */
export const createNotifiedSeller = (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  createSellerWith((right) => ({ ...ofNotifications, ...change({ ...right, ...ofNotifications }) }))

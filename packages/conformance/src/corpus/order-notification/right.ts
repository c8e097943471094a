import { createSellerWith } from '../saas-v2/right.ts'
import type { Message, Parts } from '../saas-v2/right.ts'
import { isRight } from '../saas-v2/tables.ts'
import type { MakeSeller } from '../seller.ts'

/** What is wrong with a notification: the names of its members. */
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

/** What a notification has in place of the parts of SaaS V2.0, with which it shares its proof. */
const ofNotifications: Partial<Parts> = {
  messageFault: (message) => (findFaults(message).length > 0 ? '000002' : undefined),
  carryOut: () => told,
}

/** A seller that is told of orders, with these parts in place of the right ones. */
export const createNotifiedSeller = (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  createSellerWith((right) => ({ ...ofNotifications, ...change({ ...right, ...ofNotifications }) }))

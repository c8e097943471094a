import { carryOut as carryOutAsSaas, createSellerWith, ok, unknownInstance } from '../saas-v2/right.ts'
import type { Message, Parts, Shop } from '../saas-v2/right.ts'
import type { MakeSeller } from '../seller.ts'
import { findMessageFault } from './tables.ts'

/** Carries out a message. The license itself is uploaded later, which no reply shows. */
function carryOut(message: Message, shop: Shop, parts: Parts): Message {
  if (message['activity'] === 'newInstance' && shop.byLine.get(parts.lineOf(message))?.state === 'released')
    return { resultCode: '000005', resultMsg: 'This was bought and is over.' }
  if (message['activity'] !== 'getLicenseAsync') return carryOutAsSaas(message, shop, parts)
  const instance = shop.byId.get(String(message['instanceId']))
  return instance && instance.state !== 'released' ? ok : unknownInstance
}

/** The parts that a seller of online activation has instead of those of SaaS V2.0; the proof is the same. */
const ofOnline: Partial<Parts> = {
  messageFault: findMessageFault,
  carryOut: async (...given) => carryOut(...given),
}

/** A seller of online activation in which some parts are replaced. */
export const createOnlineSeller = (change: (right: Parts) => Partial<Parts>): MakeSeller =>
  createSellerWith((right) => ({ ...ofOnline, ...change({ ...right, ...ofOnline }) }))

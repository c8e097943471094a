import { setTimeout as pause } from 'node:timers/promises'
import type { WrongSeller } from '../seller.ts'
import { carryOut, sellerWith } from './right.ts'
import type { Parts } from './right.ts'

type Wrong = Omit<WrongSeller, 'make'> & { readonly change: (right: Parts) => Partial<Parts> }

const wrongs: readonly Wrong[] = [
  {
    name: 'refuses-purchases',
    defect: 'It refuses every purchase as sold out',
    found: ['v2.new.accepted'],
    change: () => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'newInstance'
          ? { resultCode: '000106', resultMsg: 'Sold out.' }
          : carryOut(message, shop, parts),
    }),
  },
  {
    name: 'names-no-instance',
    defect: 'It accepts purchases without an instanceId',
    found: ['v2.new.id.present'],
    change: (right) => ({
      respond: (reply, message) =>
        right.respond(
          message?.['activity'] === 'newInstance' ? { ...reply, instanceId: undefined } : reply,
          message,
        ),
    }),
  },
  {
    name: 'goes-by-business-id',
    defect: 'It knows a repeat by its businessId, which differs on every request',
    found: ['v2.new.repeat.same-id'],
    also: ['v2.new.repeat.concurrent'],
    change: () => ({ lineOf: ({ businessId }) => String(businessId) }),
  },
  {
    name: 'refuses-repeats',
    defect: 'It answers a repeat of a purchase that the product was bought before',
    found: ['v2.new.repeat.accepted'],
    change: () => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'newInstance' && shop.byLine.has(parts.lineOf(message))
          ? { resultCode: '000103', resultMsg: 'Bought before.' }
          : carryOut(message, shop, parts),
    }),
  },
  {
    name: 'races-itself',
    defect: 'It looks for an instance, waits a little and makes one, with nothing held in between',
    found: ['v2.new.repeat.concurrent'],
    change: () => ({
      async carryOut(message, shop, parts) {
        const known = shop.byLine.has(parts.lineOf(message))
        if (message['activity'] !== 'newInstance' || known) return carryOut(message, shop, parts)
        await pause(5)
        shop.byLine.delete(parts.lineOf(message))
        return carryOut(message, shop, parts)
      },
    }),
  },
  {
    name: 'has-one-instance',
    defect: 'It gives every purchase the same instance',
    found: ['v2.new.other-order'],
    also: ['v2.new.other-line', 'v2.new.same-line-other-order'],
    change: () => ({ lineOf: () => 'the only one' }),
  },
  {
    name: 'goes-by-order',
    defect: 'It knows a repeat by its orderId alone',
    found: ['v2.new.other-line'],
    change: () => ({ lineOf: ({ orderId }) => String(orderId) }),
  },
  {
    name: 'goes-by-line',
    defect: 'It knows a repeat by its orderLineId alone',
    found: ['v2.new.same-line-other-order'],
    change: () => ({ lineOf: ({ orderLineId }) => String(orderLineId) }),
  },
]

export const wrongOpenings: readonly WrongSeller[] = wrongs.map(({ change, ...wrong }) => ({
  ...wrong,
  make: sellerWith(change),
}))

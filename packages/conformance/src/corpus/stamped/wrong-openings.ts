import { setTimeout as pause } from 'node:timers/promises'
import { addPrefix } from '../prefixed.ts'
import { carryOutOtherwise, refuseIf } from '../saas-v2/wrong.ts'
import type { Wrong } from '../saas-v2/wrong.ts'

const openings: readonly Wrong[] = [
  {
    name: 'refuses-purchases',
    defect: 'It refuses every purchase as sold out',
    found: ['new.accepted'],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'newInstance'
          ? { resultCode: '000100', resultMsg: 'Sold out.' }
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'names-no-instance',
    defect: 'It accepts purchases without an instanceId',
    found: ['new.id.present'],
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
    defect: 'It recognises a repeat by its businessId, which differs on every request',
    found: ['new.repeat.same-id'],
    also: ['new.repeat.concurrent', 'new.repeat.after-release', 'flag.zero.same', 'flag.one.repeat'],
    change: () => ({ lineOf: ({ businessId }) => String(businessId) }),
  },
  {
    name: 'refuses-repeats',
    defect: 'It answers a repeat of a purchase with “bought before”',
    found: ['new.repeat.accepted'],
    also: ['flag.zero.same', 'flag.one.repeat'],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'newInstance' && shop.byLine.has(parts.lineOf(message))
          ? { resultCode: '000005', resultMsg: 'Bought before.' }
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'names-the-instance-once',
    defect: 'It answers a repeat of a purchase with success, but without the instanceId',
    found: ['new.repeat.accepted'],
    spreads: true,
    change: (right) => ({
      carryOut: async (message, shop, parts) => {
        const isRepeat = message['activity'] === 'newInstance' && shop.byLine.has(parts.lineOf(message))
        const { instanceId, ...reply } = await right.carryOut(message, shop, parts)
        return isRepeat ? reply : { ...reply, instanceId }
      },
    }),
  },
  {
    name: 'races-itself',
    defect: 'It looks up an instance, waits a little and creates one, without a lock',
    found: ['new.repeat.concurrent'],
    change: (right) => ({
      async carryOut(message, shop, parts) {
        const known = shop.byLine.has(parts.lineOf(message))
        if (message['activity'] !== 'newInstance' || known) return right.carryOut(message, shop, parts)
        await pause(100)
        shop.byLine.delete(parts.lineOf(message))
        return right.carryOut(message, shop, parts)
      },
    }),
  },
  {
    name: 'has-one-instance',
    defect: 'It gives every purchase the same instance',
    found: ['new.other-order'],
    also: ['new.other-line', 'new.same-line-other-order'],
    spreads: true,
    change: () => ({ lineOf: () => 'the only one' }),
  },
  {
    name: 'goes-by-order',
    defect: 'It recognises a repeat by its orderId alone',
    found: ['new.other-line'],
    also: ['release.other-line'],
    change: () => ({ lineOf: ({ orderId }) => String(orderId) }),
  },
  {
    name: 'goes-by-line',
    defect: 'It recognises a repeat by its orderLineId alone',
    found: ['new.same-line-other-order'],
    change: () => ({ lineOf: ({ orderLineId }) => String(orderLineId) }),
  },
  {
    name: 'gives-numbers',
    defect: 'It gives its instances numbers instead of strings',
    found: ['new.id.form'],
    change: (right) => ({
      respond: (reply, message) =>
        right.respond('instanceId' in reply ? { ...reply, instanceId: 4711 } : reply, message),
    }),
  },
  {
    name: 'gives-long-ids',
    defect: 'It returns IDs of 80 characters',
    found: ['new.id.form'],
    spreads: true,
    change: (right) => ({ newId: (message) => right.newId(message).padEnd(80, '0') }),
  },
  {
    name: 'cuts-long-ids',
    defect: 'It cuts order and line IDs to the 60 characters of its column',
    found: ['new.length.most'],
    change: () => ({
      lineOf: ({ orderId, orderLineId }) =>
        JSON.stringify([String(orderId).slice(0, 60), String(orderLineId).slice(0, 60)]),
    }),
  },
  {
    name: 'refuses-unknown-members',
    defect: 'It refuses messages with an unknown field',
    found: ['new.more-members'],
    change: refuseIf((message) => 'zone' in message),
  },
  {
    name: 'forgets-what-it-released',
    defect: 'It forgets an order line when its instance is released, and creates it again',
    found: ['new.repeat.after-release'],
    change: carryOutOtherwise('newInstance', (message, shop, parts, right) => {
      const line = parts.lineOf(message)
      if (shop.byLine.get(line)?.state === 'released') shop.byLine.delete(line)
      return right.carryOut(message, shop, parts)
    }),
  },
]

/** Sellers that open instances wrongly. */
export const listWrongOpenings = (prefix: string): readonly Wrong[] => addPrefix(prefix, openings)

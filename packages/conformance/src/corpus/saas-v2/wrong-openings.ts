import { setTimeout as pause } from 'node:timers/promises'
import { carryOut } from './right.ts'
import { carryOutOtherwise, internalError, refuseIf, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

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
    defect: 'It recognises a repeat by its businessId, which differs on every request',
    found: ['v2.new.repeat.same-id'],
    also: [
      'v2.new.repeat.concurrent',
      'v2.new.repeat.after-release',
      'v2.flag.zero.same',
      'v2.flag.one.repeat',
    ],
    change: () => ({ lineOf: ({ businessId }) => String(businessId) }),
  },
  {
    name: 'refuses-repeats',
    defect: 'It answers a repeat of a purchase with “bought before”',
    found: ['v2.new.repeat.accepted'],
    also: ['v2.flag.zero.same', 'v2.flag.one.repeat'],
    change: () => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'newInstance' && shop.byLine.has(parts.lineOf(message))
          ? { resultCode: '000103', resultMsg: 'Bought before.' }
          : carryOut(message, shop, parts),
    }),
  },
  {
    name: 'races-itself',
    defect: 'It looks up an instance, waits a little and creates one, without a lock',
    found: ['v2.new.repeat.concurrent'],
    change: () => ({
      async carryOut(message, shop, parts) {
        const known = shop.byLine.has(parts.lineOf(message))
        if (message['activity'] !== 'newInstance' || known) return carryOut(message, shop, parts)
        await pause(100)
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
    spreads: true,
    change: () => ({ lineOf: () => 'the only one' }),
  },
  {
    name: 'goes-by-order',
    defect: 'It recognises a repeat by its orderId alone',
    found: ['v2.new.other-line'],
    also: ['v2.release.other-line'],
    change: () => ({ lineOf: ({ orderId }) => String(orderId) }),
  },
  {
    name: 'goes-by-line',
    defect: 'It recognises a repeat by its orderLineId alone',
    found: ['v2.new.same-line-other-order'],
    change: () => ({ lineOf: ({ orderLineId }) => String(orderLineId) }),
  },
  {
    name: 'gives-numbers',
    defect: 'It gives its instances numbers instead of strings',
    found: ['v2.new.id.form'],
    change: (right) => ({
      respond: (reply, message) =>
        right.respond('instanceId' in reply ? { ...reply, instanceId: 4711 } : reply, message),
    }),
  },
  {
    name: 'gives-long-ids',
    defect: 'It returns IDs of 80 characters',
    found: ['v2.new.id.form'],
    spreads: true,
    change: (right) => ({ newId: (message) => right.newId(message).padEnd(80, '0') }),
  },
  {
    name: 'gives-ids-with-commas',
    defect: 'It returns IDs with a comma',
    found: ['v2.new.id.usable'],
    spreads: true,
    change: (right) => ({ newId: (message) => `a,${right.newId(message)}` }),
  },
  {
    name: 'cuts-long-ids',
    defect: 'It cuts order and line IDs to the 60 characters of its column',
    found: ['v2.new.length.most'],
    change: () => ({
      lineOf: ({ orderId, orderLineId }) =>
        JSON.stringify([String(orderId).slice(0, 60), String(orderLineId).slice(0, 60)]),
    }),
  },
  {
    name: 'refuses-unknown-members',
    defect: 'It refuses messages with an unknown field',
    found: ['v2.new.more-members'],
    change: refuseIf((message) => 'zone' in message),
  },
  {
    name: 'forgets-what-it-released',
    defect: 'It forgets an order line when its instance is released, and creates it again',
    found: ['v2.new.repeat.after-release'],
    change: carryOutOtherwise('newInstance', (message, shop, parts, right) => {
      const line = parts.lineOf(message)
      if (shop.byLine.get(line)?.state === 'released') shop.byLine.delete(line)
      return right.carryOut(message, shop, parts)
    }),
  },
  {
    name: 'fails-while-it-opens',
    defect: 'It answers a query about an instance that is being created with an internal error',
    found: ['v2.new.async.query'],
    change: (right) => ({
      isReady: ({ asked }) => asked > 1,
      async carryOut(message, shop, parts) {
        const reply = await right.carryOut(message, shop, parts)
        const isEmpty = Array.isArray(reply['info']) && reply['info'].length === 0
        return isEmpty ? internalError : reply
      },
    }),
  },
  {
    name: 'never-finishes-opening',
    defect: 'It answers 000004 and never finishes the activation',
    found: ['v2.new.async.ready'],
    settings: { readyWithinMs: 50 },
    change: () => ({ isReady: () => false }),
  },
]

/** Sellers that open instances wrongly. */
export const wrongOpenings = createWrongSellers(wrongs)

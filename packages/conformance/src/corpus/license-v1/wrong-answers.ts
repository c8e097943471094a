import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { changeAnswers, isActivity, refuseIf, toIds } from '../saas-v1/wrong.ts'
import type { Wrong } from '../saas-v1/wrong.ts'

const prefix = 'license-v1'
const isPurchase = isActivity('getLicense')

export const answerDefects: readonly Wrong[] = [
  {
    name: 'is-sold-out',
    defect: 'It refuses every purchase as sold out',
    found: [`${prefix}.get.accepted`],
    spreads: true,
    change: refuseIf(isPurchase, '000100'),
  },
  {
    name: 'makes-licenses-later',
    defect: 'It answers 000004 to a purchase, and 000000 when it is asked again',
    found: [`${prefix}.get.at-once`],
    change: () => ({ isReady: ({ asked }) => asked > 1 }),
  },
  {
    name: 'gives-no-license',
    defect: 'It accepts purchases without a license in its response',
    found: [`${prefix}.get.license.present`],
    spreads: true,
    change: changeAnswers('getLicense', ({ license: _license, ...reply }) => reply),
  },
  {
    name: 'gives-objects',
    defect: 'It gives licenses that are not strings',
    found: [`${prefix}.get.license.present`],
    spreads: true,
    change: changeAnswers('getLicense', (reply) => ({ ...reply, license: { text: reply['license'] } })),
  },
  {
    name: 'names-no-instance',
    defect: 'It accepts purchases without an instanceId, so it can neither renew nor release them',
    found: [`${prefix}.get.id.present`],
    change: changeAnswers('getLicense', ({ instanceId: _id, ...reply }) => reply),
  },
  {
    name: 'has-long-ids',
    defect: 'It returns IDs of 72 characters',
    found: [`${prefix}.get.id.form`],
    spreads: true,
    change: () => ({ newId: () => randomUUID() + randomUUID() }),
  },
]

export const repeatDefects: readonly Wrong[] = [
  {
    name: 'refuses-repeats',
    defect: 'It answers a repeat of a purchase with “bought before”',
    found: [`${prefix}.get.repeat.accepted`],
    spreads: true,
    change: (right) =>
      refuseIf((message, shop) => isPurchase(message) && shop.byOrder.has(right.orderOf(message)))(right),
  },
  {
    name: 'gives-the-license-once',
    defect: 'It answers a repeat of a purchase with success, but without the license',
    found: [`${prefix}.get.repeat.accepted`],
    spreads: true,
    change: (right) => ({
      carryOut: async (message, shop, parts) => {
        const isRepeat = isPurchase(message) && shop.byOrder.has(parts.orderOf(message))
        const { license, ...reply } = await right.carryOut(message, shop, parts)
        return isRepeat ? reply : { ...reply, license }
      },
    }),
  },
  {
    name: 'makes-a-license-a-call',
    defect: 'It makes another license in every call for the same order',
    found: [`${prefix}.get.repeat.same-license`],
    also: [...toIds(`${prefix}.get.repeat`, 'later concurrent')],
    change: changeAnswers('getLicense', (reply) => ({ ...reply, license: `PL-${randomUUID()}` })),
  },
  {
    name: 'goes-by-business-id',
    defect: 'It recognises a repeat by its businessId, which differs in every call',
    found: [`${prefix}.get.repeat.same-license`, `${prefix}.get.repeat.same-id`],
    also: [
      ...toIds(`${prefix}.get.repeat`, 'later concurrent after-release'),
      `${prefix}.refresh.same-license`,
    ],
    change: () => ({ orderOf: ({ businessId = '' }) => businessId }),
  },
  {
    name: 'goes-by-the-end',
    defect: 'It makes another license when the estimated end differs in a repeat',
    found: [`${prefix}.get.repeat.later`],
    change: () => ({ orderOf: ({ orderId = '', expireTime = '' }) => `${orderId} ${expireTime}` }),
  },
  {
    name: 'races-itself',
    defect: 'It looks up a license, waits a little and makes one, without a lock',
    found: [`${prefix}.get.repeat.concurrent`],
    change: (right) => ({
      async carryOut(message, shop, parts) {
        if (!isPurchase(message) || shop.byOrder.has(parts.orderOf(message)))
          return right.carryOut(message, shop, parts)
        await pause(100)
        shop.byOrder.delete(parts.orderOf(message))
        return right.carryOut(message, shop, parts)
      },
    }),
  },
  {
    name: 'forgets-what-it-released',
    defect: 'It forgets an order when its license is released, and makes another one',
    found: [`${prefix}.get.repeat.after-release`],
    change: (right) => ({
      carryOut: (message, shop, parts) => {
        const order = parts.orderOf(message)
        if (isPurchase(message) && shop.byOrder.get(order)?.state === 'released') shop.byOrder.delete(order)
        return right.carryOut(message, shop, parts)
      },
    }),
  },
  {
    name: 'has-one-instance',
    defect: 'It names the same instance for every order',
    found: [`${prefix}.get.other-order.id`],
    spreads: true,
    change: changeAnswers('getLicense', (reply) =>
      reply['resultCode'] === '000000' ? { ...reply, instanceId: 'the-only-one' } : reply,
    ),
  },
  {
    name: 'has-one-license',
    defect: 'It gives the same license for every machine',
    found: [`${prefix}.get.other-order.license`],
    change: changeAnswers('getLicense', (reply) =>
      reply['resultCode'] === '000000' ? { ...reply, license: 'PL-0001' } : reply,
    ),
  },
]

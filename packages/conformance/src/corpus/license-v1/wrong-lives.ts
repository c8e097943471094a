import { randomUUID } from 'node:crypto'
import { ok, unknownInstance } from '../saas-v1/right.ts'
import { isActivity, refuseIf } from '../saas-v1/wrong.ts'
import type { Wrong } from '../saas-v1/wrong.ts'

const prefix = 'license-v1'

/** Refuses a message that it has seen before. */
const refusesAgain = (activity: string): Wrong['change'] =>
  function change(right) {
    const seen = new Set<string>()
    return refuseIf((message) => {
      if (message['activity'] !== activity) return false
      const key = JSON.stringify([message['instanceId'], message['orderId']])
      if (seen.has(key)) return true
      seen.add(key)
      return false
    })(right)
  }

/** Sellers with a defect in renewals or releases. */
export const lifeDefects: readonly Wrong[] = [
  {
    name: 'renews-nothing',
    defect: 'It fails at every renewal',
    found: [`${prefix}.refresh.accepted`],
    spreads: true,
    change: refuseIf(isActivity('refreshLicense')),
  },
  {
    name: 'knows-one-end',
    defect: 'It refuses a renewal to another end than that of the purchase like an unknown activity',
    found: [`${prefix}.refresh.accepted`],
    spreads: true,
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('refreshLicense')(message) && shop.byId.has(message['instanceId'] ?? '')
          ? { resultCode: '000002', resultMsg: 'This is not the end of the order.' }
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'demands-a-period',
    defect: 'It refuses a renewal without periodType like an unknown activity',
    found: [`${prefix}.refresh.accepted`],
    spreads: true,
    change: refuseIf(isActivity('refreshLicense', ({ periodType }) => periodType === undefined)),
  },
  {
    name: 'refuses-repeated-renewals',
    defect: 'It refuses a repeated renewal',
    found: [`${prefix}.refresh.repeat`],
    change: refusesAgain('refreshLicense'),
  },
  {
    name: 'changes-no-period',
    defect: 'It refuses a renewal with a productId',
    found: [`${prefix}.refresh.period`],
    change: refuseIf(isActivity('refreshLicense', ({ productId }) => productId !== undefined)),
  },
  {
    name: 'renews-into-another-license',
    defect: 'It makes another license when one is renewed',
    found: [`${prefix}.refresh.same-license`],
    spreads: true,
    change: (right) => ({
      carryOut: async (message, shop, parts) => {
        const reply = await right.carryOut(message, shop, parts)
        const instance = shop.byId.get(message['instanceId'] ?? '')
        if (!isActivity('refreshLicense')(message) || instance === undefined) return reply
        const other = { ...instance, password: `PL-${randomUUID()}` }
        shop.byOrder.set(instance.bought, other)
        shop.byId.set(instance.instanceId, other)
        return reply
      },
    }),
  },
  {
    name: 'renews-what-is-not-there',
    defect: 'It reports the renewal of an instance that does not exist',
    found: [`${prefix}.refresh.unknown`],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('refreshLicense')(message) && !shop.byId.has(message['instanceId'] ?? '')
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'releases-nothing',
    defect: 'It fails at every release',
    found: [`${prefix}.release.accepted`],
    spreads: true,
    change: refuseIf(
      isActivity('releaseLicense', ({ instanceId = '' }) => !instanceId.startsWith('no-such')),
    ),
  },
  {
    name: 'fails-at-unknown-releases',
    defect: 'It fails at the release of an instance that does not exist',
    found: [`${prefix}.release.unknown`],
    change: refuseIf(
      (message, shop) => isActivity('releaseLicense')(message) && !shop.byId.has(message['instanceId'] ?? ''),
    ),
  },
  {
    name: 'forgets-releases',
    defect: 'It answers that a license it has released does not exist',
    found: [`${prefix}.release.repeat`],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('releaseLicense')(message) &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'released'
          ? unknownInstance
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'releases-in-words',
    defect: 'It reports the release of a license, but keeps it',
    found: [`${prefix}.release.done`],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('releaseLicense')(message) && shop.byId.has(message['instanceId'] ?? '')
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'renews-the-released',
    defect: 'It renews a released license',
    found: [`${prefix}.release.refresh`],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('refreshLicense')(message) && shop.byId.has(message['instanceId'] ?? '')
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
]

import { randomUUID } from 'node:crypto'
import { ok, unknownInstance } from './right.ts'
import type { Reply } from './right.ts'
import { createWrongSellers, isActivity, refuseIf, toIds, toIdsInEach } from './wrong.ts'
import type { Wrong } from './wrong.ts'

/** Refuses a message that it has seen before. */
const refusesAgain = (activity: string): Wrong['change'] =>
  function change(right) {
    const seen = new Set<string>()
    return refuseIf((message) => {
      if (message['activity'] !== activity) return false
      const { instanceId, orderId } = message
      const key = JSON.stringify([instanceId, orderId])
      if (seen.has(key)) return true
      seen.add(key)
      return false
    })(right)
  }

const failed: Reply = { resultCode: '000005', resultMsg: 'Nothing was changed.' }

export const wrongLives = createWrongSellers([
  {
    name: 'renews-nothing',
    defect: 'It fails at every renewal',
    found: ['v1.refresh.accepted'],
    also: [
      ...toIds('v1.refresh', 'cancelled other-period repeat test-flag.0 test-flag.1 trial-to-formal'),
      'v1.expire.renewed',
      'v1.new.kept.refresh',
    ],
    change: refuseIf(isActivity('refreshInstance')),
  },
  {
    name: 'refuses-repeated-renewals',
    defect: 'It refuses a repeated renewal',
    found: ['v1.refresh.repeat'],
    change: refusesAgain('refreshInstance'),
  },
  {
    name: 'wants-another-end',
    defect: 'It treats a renewal that changes nothing as a failure, including a repeat',
    found: ['v1.refresh.repeat'],
    change: (right) => {
      const ends = new Map<string, string | undefined>()
      return {
        carryOut: async (message, shop, parts) => {
          const { activity, instanceId = '', expireTime } = message
          const isRenewal = activity === 'refreshInstance' && shop.byId.has(instanceId)
          if (isRenewal && ends.get(instanceId) === expireTime) return failed
          const reply = await right.carryOut(message, shop, parts)
          if (isRenewal) ends.set(instanceId, expireTime)
          if (activity === 'newInstance') ends.set(String(reply['instanceId']), expireTime)
          return reply
        },
      }
    },
  },
  {
    name: 'keeps-trials',
    defect: 'It refuses the conversion of a trial',
    found: ['v1.refresh.trial-to-formal'],
    change: refuseIf(isActivity('refreshInstance', ({ trialToFormal }) => trialToFormal === '1')),
  },
  {
    name: 'takes-no-renewal-back',
    defect: 'It refuses a renewal with a negative amount',
    found: ['v1.refresh.cancelled'],
    change: refuseIf(isActivity('refreshInstance', ({ orderAmount = '' }) => orderAmount.startsWith('-'))),
  },
  {
    name: 'changes-no-period',
    defect: 'It refuses a renewal with a productId',
    found: ['v1.refresh.other-period'],
    change: refuseIf(isActivity('refreshInstance', ({ productId }) => productId !== undefined)),
  },
  {
    name: 'changes-what-is-not-there',
    defect: 'It reports success for instances that do not exist',
    found: toIdsInEach(['refresh', 'expire', 'upgrade', 'status'], 'unknown'),
    change: (right) => ({
      carryOut: async (message, shop, parts) => {
        const reply = await right.carryOut(message, shop, parts)
        const isQuery = message['activity'] === 'queryInstance'
        return reply['resultCode'] === '000003' && !isQuery ? ok : reply
      },
    }),
  },
  {
    name: 'expires-nothing',
    defect: 'It fails at every expiry',
    found: ['v1.expire.accepted'],
    also: ['v1.expire.no-order', 'v1.expire.repeat'],
    change: refuseIf(isActivity('expireInstance')),
  },
  {
    name: 'refuses-repeated-expiries',
    defect: 'It refuses a repeated expiry',
    found: ['v1.expire.repeat'],
    change: refusesAgain('expireInstance'),
  },
  {
    name: 'expires-by-order',
    defect: 'It requires orderId for an expiry',
    found: ['v1.expire.no-order'],
    change: refuseIf(
      isActivity('expireInstance', ({ orderId }) => orderId === undefined),
      '000002',
    ),
  },
  {
    name: 'renews-only-in-time',
    defect: 'It refuses to renew an expired instance',
    found: ['v1.expire.renewed'],
    change: refuseIf(
      (message, shop) =>
        message['activity'] === 'refreshInstance' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'frozen',
    ),
  },
  {
    name: 'releases-nothing',
    defect: 'It fails at every release',
    found: ['v1.release.accepted', 'v1.release.unknown'],
    also: ['v1.release.repeat', 'v1.release.returned', 'v1.new.kept.release'],
    change: refuseIf(isActivity('releaseInstance')),
  },
  {
    name: 'forgets-what-it-released',
    defect: 'It answers that an instance it has released does not exist',
    found: ['v1.release.repeat'],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        message['activity'] === 'releaseInstance' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'released'
          ? unknownInstance
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'releases-in-words',
    defect: 'It reports the release of an instance, but keeps it',
    found: ['v1.release.done'],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        isActivity('releaseInstance')(message) && shop.byId.has(message['instanceId'] ?? '')
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'pays-nothing-back',
    defect: 'It refuses a release with orderAmount',
    found: ['v1.release.returned'],
    change: refuseIf(isActivity('releaseInstance', ({ orderAmount }) => orderAmount !== undefined)),
  },
  {
    name: 'upgrades-nothing',
    defect: 'It fails at every upgrade',
    found: ['v1.upgrade.accepted'],
    also: ['v1.upgrade.quantities', 'v1.upgrade.repeat'],
    change: refuseIf(isActivity('upgrade')),
  },
  {
    name: 'refuses-repeated-upgrades',
    defect: 'It refuses a repeated upgrade',
    found: ['v1.upgrade.repeat'],
    change: refusesAgain('upgrade'),
  },
  {
    name: 'widens-nothing',
    defect: 'It refuses an upgrade with bandWidth',
    found: ['v1.upgrade.quantities'],
    change: refuseIf(isActivity('upgrade', ({ bandWidth }) => bandWidth !== undefined)),
  },
  {
    name: 'moves-at-an-upgrade',
    defect: 'It changes the instance ID when an instance is upgraded',
    found: ['v1.upgrade.same-id'],
    change: (right) => ({
      carryOut: async (message, shop, parts) => {
        const reply = await right.carryOut(message, shop, parts)
        const instance = shop.byId.get(message['instanceId'] ?? '')
        if (message['activity'] !== 'upgrade' || instance === undefined) return reply
        const moved = { ...instance, instanceId: randomUUID() }
        shop.byOrder.set(instance.bought, moved)
        shop.byId.set(moved.instanceId, moved)
        return reply
      },
    }),
  },
  {
    name: 'freezes-nothing',
    defect: 'It fails at every FREEZE',
    found: ['v1.status.freeze'],
    also: ['v1.status.freeze.repeat'],
    change: refuseIf(isActivity('instanceStatus', ({ instanceStatus }) => instanceStatus === 'FREEZE')),
  },
  {
    name: 'freezes-once',
    defect: 'It refuses to freeze a frozen instance',
    found: ['v1.status.freeze.repeat'],
    change: refuseIf(
      (message, shop) =>
        message['instanceStatus'] === 'FREEZE' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'frozen',
    ),
  },
  {
    name: 'speaks-of-unfreeze',
    defect: 'It accepts UNFREEZE, as in V2.0, but not NORMAL',
    found: ['v1.status.normal'],
    also: ['v1.status.normal.open'],
    change: refuseIf(isActivity('instanceStatus', ({ instanceStatus }) => instanceStatus === 'NORMAL')),
  },
  {
    name: 'opens-only-what-is-frozen',
    defect: 'It refuses NORMAL for an instance that is not frozen',
    found: ['v1.status.normal.open'],
    change: refuseIf(
      (message, shop) =>
        message['instanceStatus'] === 'NORMAL' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'open',
    ),
  },
])

import { ok, unknownInstance } from './right.ts'
import type { Message, Parts, Shop, SoldInstance } from './right.ts'
import { carryOutOtherwise, failIf, findInstance, refuseIf, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

/** Fails when an activity gets the same order for the second time. */
const failingOnRepeats = (activity: string): ((right: Parts) => Partial<Parts>) => {
  const seen = new Set<unknown>()
  return failIf(activity, (_, { orderId }) => {
    if (seen.has(orderId)) return true
    seen.add(orderId)
    return false
  })
}

const isScene =
  (scene: string) =>
  (message: Message): boolean =>
    message['activity'] === 'refreshInstance' && message['scene'] === scene
const listFlagged = (activity: string): string[] => [`v2.flag.zero.${activity}`, `v2.flag.one.${activity}`]

/** Gives an instance another id. */
function rename(instance: SoldInstance, shop: Shop): void {
  shop.byId.delete(instance.instanceId)
  shop.byId.set(`${instance.instanceId}-2`, { ...instance, instanceId: `${instance.instanceId}-2` })
}

const renewals: readonly Wrong[] = [
  {
    name: 'renews-nothing',
    defect: 'It refuses renewals with an internal error',
    found: ['v2.refresh.accepted'],
    also: [
      'v2.refresh.expire.fourteen',
      'v2.refresh.product',
      'v2.refresh.frozen',
      'v2.new.kept.refresh',
      ...listFlagged('refreshInstance'),
    ],
    change: failIf('refreshInstance', ({ state }, { scene }) => scene === 'RENEWAL' && state !== 'released'),
  },
  ...['TRIAL_TO_FORMAL', 'UNSUBSCRIBE_RENEWAL_PERIOD', 'RENEWAL_CHANGE'].map((scene): Wrong => ({
    name: `knows-no-${scene.toLowerCase().replaceAll('_', '-')}`,
    defect: `It does not support the scene ${scene}`,
    found: [`v2.refresh.scene.${scene.toLowerCase().replaceAll('_', '-')}`],
    change: refuseIf(isScene(scene)),
  })),
  {
    name: 'demands-seventeen-digits',
    defect: 'It refuses an expiry of 14 digits',
    found: ['v2.refresh.expire.fourteen'],
    change: refuseIf(({ expireTime }) => String(expireTime).length === 14),
  },
  {
    name: 'refuses-another-period',
    defect: 'It refuses a renewal with a productId',
    found: ['v2.refresh.product'],
    change: refuseIf(({ activity, productId }) => activity === 'refreshInstance' && productId !== undefined),
  },
  {
    name: 'renews-once',
    defect: 'It answers the repeat of a renewal with an internal error',
    found: ['v2.refresh.repeat'],
    change: failingOnRepeats('refreshInstance'),
  },
  {
    name: 'does-not-renew-the-frozen',
    defect: 'It refuses to renew a frozen instance',
    found: ['v2.refresh.frozen'],
    change: failIf('refreshInstance', ({ state }) => state === 'frozen'),
  },
  {
    name: 'renews-into-another-instance',
    defect: 'It changes the instance ID when an instance is renewed',
    found: ['v2.refresh.still-there'],
    spreads: true,
    change: carryOutOtherwise('refreshInstance', (message, shop, parts, right) => {
      const instance = findInstance(message, shop)
      if (!instance || instance.state !== 'open') return right.carryOut(message, shop, parts)
      rename(instance, shop)
      return ok
    }),
  },
]

const states: readonly Wrong[] = [
  {
    name: 'does-not-freeze',
    defect: 'It refuses to freeze an instance',
    found: ['v2.status.freeze'],
    also: listFlagged('updateInstanceStatus'),
    change: failIf('updateInstanceStatus', (_, { status }) => status === 'FREEZE'),
  },
  {
    name: 'freezes-once',
    defect: 'It answers the freeze of a frozen instance with an internal error',
    found: ['v2.status.freeze.repeat'],
    change: failIf(
      'updateInstanceStatus',
      ({ state }, { status }) => state === 'frozen' && status === 'FREEZE',
    ),
  },
  {
    name: 'hides-the-frozen',
    defect: 'It answers queries about a frozen instance as if it did not exist',
    found: ['v2.status.frozen.query'],
    change: carryOutOtherwise('queryInstance', (message, shop, parts, right) =>
      findInstance(message, shop)?.state === 'frozen'
        ? unknownInstance
        : right.carryOut(message, shop, parts),
    ),
  },
  {
    name: 'does-not-unfreeze',
    defect: 'It refuses to unfreeze an instance',
    found: ['v2.status.unfreeze'],
    change: failIf('updateInstanceStatus', (_, { status }) => status === 'UNFREEZE'),
  },
  {
    name: 'unfreezes-once',
    defect: 'It answers the unfreeze of an instance that is not frozen with an internal error',
    found: ['v2.status.unfreeze.repeat'],
    change: failIf(
      'updateInstanceStatus',
      ({ state }, { status }) => state === 'open' && status === 'UNFREEZE',
    ),
  },
]

const ends: readonly Wrong[] = [
  {
    name: 'does-not-release',
    defect: 'It answers every release with an internal error',
    found: ['v2.release.accepted'],
    also: ['v2.release.order', 'v2.release.frozen', 'v2.new.kept.release', ...listFlagged('releaseInstance')],
    change: failIf('releaseInstance', () => true),
  },
  {
    name: 'releases-once',
    defect: 'It answers the release of a released instance with an internal error',
    found: ['v2.release.repeat'],
    change: failIf('releaseInstance', ({ state }) => state === 'released'),
  },
  {
    name: 'finds-releases-by-order',
    defect: 'It refuses a release whose order it does not know',
    found: ['v2.release.order'],
    change: failIf(
      'releaseInstance',
      ({ line }, { orderId }) => typeof orderId === 'string' && !line.includes(orderId),
    ),
  },
  {
    name: 'does-not-release-the-frozen',
    defect: 'It refuses to release a frozen instance',
    found: ['v2.release.frozen'],
    also: listFlagged('releaseInstance'),
    change: failIf('releaseInstance', ({ state }) => state === 'frozen'),
  },
  {
    name: 'releases-the-whole-order',
    defect: 'It releases every line of an order when one is released',
    found: ['v2.release.other-line'],
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) => {
      const orderOf = (line: string): unknown => (JSON.parse(line) as unknown[])[0]
      const order = orderOf(findInstance(message, shop)?.line ?? '[]')
      for (const one of shop.byId.values()) if (order && orderOf(one.line) === order) one.state = 'released'
      return right.carryOut(message, shop, parts)
    }),
  },
  {
    name: 'releases-in-words',
    defect: 'It reports the release of an instance, but keeps it',
    found: ['v2.release.done'],
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) =>
      findInstance(message, shop) ? ok : right.carryOut(message, shop, parts),
    ),
  },
  {
    name: 'tells-of-the-released',
    defect: 'It still returns a released instance',
    found: ['v2.release.query'],
    change: carryOutOtherwise('queryInstance', (message, shop, parts, right) => {
      const instance = findInstance(message, shop)
      return instance?.state === 'released'
        ? { ...ok, info: [parts.infoOf(instance)] }
        : right.carryOut(message, shop, parts)
    }),
  },
  {
    name: 'renews-the-released',
    defect: 'It renews a released instance',
    found: ['v2.release.refresh'],
    change: carryOutOtherwise('refreshInstance', (message, shop, parts, right) =>
      findInstance(message, shop) ? ok : right.carryOut(message, shop, parts),
    ),
  },
]

const changes: readonly Wrong[] = [
  {
    name: 'does-not-upgrade',
    defect: 'It answers every upgrade with an internal error',
    found: ['v2.upgrade.accepted'],
    also: listFlagged('upgradeInstance'),
    change: failIf('upgradeInstance', () => true),
  },
  {
    name: 'upgrades-once',
    defect: 'It answers the repeat of an upgrade with an internal error',
    found: ['v2.upgrade.repeat'],
    change: failingOnRepeats('upgradeInstance'),
  },
  {
    name: 'upgrades-into-another-instance',
    defect: 'It no longer returns an upgraded instance, because it created a new one',
    found: ['v2.upgrade.still-there'],
    spreads: true,
    change: (right) => {
      const upgraded = new Set<string>()
      return {
        carryOut: (message, shop, parts) => {
          const id = String(message['instanceId'])
          if (message['activity'] === 'upgradeInstance' && shop.byId.has(id)) upgraded.add(id)
          return message['activity'] === 'queryInstance' && upgraded.has(id)
            ? unknownInstance
            : right.carryOut(message, shop, parts)
        },
      }
    },
  },
  {
    name: 'allows-no-change',
    defect: 'It allows no change',
    found: ['v2.change.accepted'],
    also: listFlagged('changeInstanceCheck'),
    change: failIf('changeInstanceCheck', () => true),
  },
  {
    name: 'demands-a-quantity',
    defect: 'It refuses a target without a quantity',
    found: ['v2.change.no-quantity'],
    change: refuseIf(({ activity, productInfo }) => {
      const isObject = typeof productInfo === 'object' && productInfo !== null
      return activity === 'changeInstanceCheck' && isObject && !('linearValue' in productInfo)
    }),
  },
  {
    name: 'parses-no-text',
    defect: 'It refuses a productInfo that is a JSON string',
    found: ['v2.change.text'],
    change: refuseIf(({ productInfo }) => typeof productInfo === 'string'),
  },
]

/** Sellers with a defect in the life of an instance. */
export const wrongLives = createWrongSellers([...renewals, ...states, ...ends, ...changes])

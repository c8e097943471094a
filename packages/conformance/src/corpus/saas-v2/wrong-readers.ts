import { listWrongBodies } from '../stamped/wrong-bodies.ts'
import { listWrongReaders, mendActivity, mendMembers } from '../stamped/wrong-readers.ts'
import { tables } from './tables.ts'
import { ok } from './right.ts'
import { carryOutOtherwise, internalError, readAs, refuseIf, createWrongSellers } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const shortNames: Readonly<Record<string, string>> = {
  newInstance: 'new',
  queryInstance: 'query',
  refreshInstance: 'refresh',
  updateInstanceStatus: 'status',
  releaseInstance: 'release',
  upgradeInstance: 'upgrade',
  changeInstanceCheck: 'change',
}

/** Values that every table accepts. */
const rightValues: Readonly<Record<string, unknown>> = {
  orderId: 'CS1',
  orderLineId: 'CS1-000001',
  businessId: 'b-1',
  instanceId: 'i-1',
  scene: 'RENEWAL',
  expireTime: '20301231160000000',
  status: 'FREEZE',
  productId: 'p-1',
  skuCode: 's-1',
  productName: 'Suite',
  productInfo: { productId: 'p-1', skuCode: 's-1', productName: 'Suite' },
}

const productMembers = ['productId', 'skuCode', 'productName']
const membersOf = (activity: string): string[] => [
  ...Object.keys(tables[activity] ?? {}),
  ...(activity === 'changeInstanceCheck'
    ? ['productInfo', ...productMembers.map((name) => `productInfo.${name}`)]
    : []),
]

const idPath = /(^|\.)(orderId|orderLineId|businessId|instanceId|productId|skuCode|productName)$/

function readersOf(activity: string): Wrong[] {
  const paths = membersOf(activity)
  return listWrongReaders({
    prefix: 'v2',
    activity,
    short: shortNames[activity] ?? activity,
    paths,
    lengths: activity === 'queryInstance' ? [] : paths.filter((path) => idPath.test(path)),
    idName: 'instanceId',
    values: rightValues,
  })
}

const known = Object.keys(tables)

const values: readonly Wrong[] = [
  {
    name: 'acts-on-what-it-refuses',
    defect: 'It refuses an unknown status, but releases the instance',
    found: ['v2.refusal.no-effect'],
    change: (right) => ({
      messageFault: (message) => (message['status'] === 'NORMAL' ? undefined : right.messageFault(message)),
      carryOut(message, shop, parts) {
        if (message['status'] !== 'NORMAL') return right.carryOut(message, shop, parts)
        const instance = shop.byId.get(String(message['instanceId']))
        if (instance) instance.state = 'released'
        return { resultCode: '000002', resultMsg: 'There is no such status.' }
      },
    }),
  },
  {
    name: 'takes-any-scene',
    defect: 'It treats any scene as a renewal',
    found: ['v2.refresh.scene.unknown'],
    change: readAs((message) =>
      message['activity'] === 'refreshInstance' && message['scene'] === 'REBATE'
        ? { ...message, scene: 'RENEWAL' }
        : message,
    ),
  },
  {
    name: 'takes-any-expiry',
    defect: 'It accepts any text as an expiry',
    found: ['v2.refresh.expire.words'],
    also: ['v2.refresh.expire.impossible'],
    change: mendActivity('refreshInstance', ['expireTime'], (value) =>
      typeof value === 'string' && value !== '' ? '20301231160000' : value,
    ),
  },
  {
    name: 'carries-days-over',
    defect: 'It turns 31 February into a day in March',
    found: ['v2.refresh.expire.impossible'],
    change: mendActivity('refreshInstance', ['expireTime'], (value) =>
      typeof value === 'string' ? value.replace(/^(\d{4})0231/, '$10303') : value,
    ),
  },
  {
    name: 'unfreezes-by-default',
    defect: 'It treats every status except FREEZE as an unfreeze',
    found: ['v2.status.unknown'],
    change: mendActivity('updateInstanceStatus', ['status'], (value) =>
      value === 'NORMAL' ? 'UNFREEZE' : value,
    ),
  },
  {
    name: 'takes-any-quantity',
    defect: 'It accepts a quantity that is not an integer',
    found: ['v2.change.linear-value'],
    change: readAs((message) =>
      message['activity'] === 'changeInstanceCheck'
        ? mendMembers(message, ['productInfo.linearValue'], () => 1)
        : message,
    ),
  },
  ...(['refreshInstance', 'updateInstanceStatus', 'upgradeInstance', 'changeInstanceCheck'] as const).map(
    (activity): Wrong => ({
      name: `${shortNames[activity]}-of-nothing`,
      defect: `It answers ${activity} of an instance that does not exist with success`,
      found: [`v2.${shortNames[activity]}.no-instance`],
      change: carryOutOtherwise(activity, async (message, shop, parts, right) => {
        const reply = await right.carryOut(message, shop, parts)
        return shop.byId.has(String(message['instanceId'])) ? reply : ok
      }),
    }),
  ),
  {
    name: 'fails-on-unknown-releases',
    defect: 'It answers the release of an instance that does not exist with an internal error',
    found: ['v2.release.no-instance'],
    change: carryOutOtherwise('releaseInstance', (message, shop, parts, right) =>
      shop.byId.has(String(message['instanceId'])) ? right.carryOut(message, shop, parts) : internalError,
    ),
  },
  {
    name: 'takes-short-lists-only',
    defect: 'It limits the list of IDs of a query to 100 characters',
    found: ['v2.query.hundred'],
    change: refuseIf(
      ({ activity, instanceId }) => activity === 'queryInstance' && String(instanceId).length > 100,
    ),
  },
  {
    name: 'takes-long-lists',
    defect: 'It does not count the IDs of a query',
    found: ['v2.query.too-many'],
    change: (right) => ({
      messageFault: (message) =>
        message['activity'] === 'queryInstance' && String(message['instanceId']).split(',').length > 100
          ? undefined
          : right.messageFault(message),
    }),
  },
]

/** Sellers that accept what they must refuse, or refuse it wrongly. */
export const wrongReaders = createWrongSellers([
  ...known.flatMap(readersOf),
  ...listWrongBodies({
    prefix: 'v2',
    activities: known,
    usual: 'newInstance',
    unanswered: 'v2.time.unreadable',
  }),
  ...values,
])

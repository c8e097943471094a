import { randomUUID } from 'node:crypto'
import { omitUndefined } from '@loggia/kernel'
import { ok, unknownInstance } from './right.ts'
import type { Reply } from './right.ts'
import { findFaults } from './tables.ts'
import type { Message } from './tables.ts'
import { changeAnswers, createWrongSellers, toIdsInEach, toIds, overlookFaults, refuseIf } from './wrong.ts'
import type { Wrong } from './wrong.ts'

const is =
  (activity: string, isOdd: (message: Message) => boolean = () => true) =>
  (message: Message): boolean =>
    message['activity'] === activity && isOdd(message)

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

const lives: readonly Wrong[] = [
  {
    name: 'renews-nothing',
    defect: 'It fails at every renewal',
    found: ['v1.refresh.accepted'],
    also: [
      ...toIds('v1.refresh', 'cancelled other-period repeat test-flag.0 test-flag.1 trial-to-formal'),
      'v1.expire.renewed',
      'v1.new.kept.refresh',
    ],
    change: refuseIf(is('refreshInstance')),
  },
  {
    name: 'refuses-repeated-renewals',
    defect: 'It refuses a renewal that comes again',
    found: ['v1.refresh.repeat'],
    change: refusesAgain('refreshInstance'),
  },
  {
    name: 'wants-another-end',
    defect: 'It takes a renewal that changes nothing for a failure, also when it comes again',
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
    defect: 'It refuses a trial that becomes formal',
    found: ['v1.refresh.trial-to-formal'],
    change: refuseIf(is('refreshInstance', ({ trialToFormal }) => trialToFormal === '1')),
  },
  {
    name: 'takes-no-renewal-back',
    defect: 'It refuses a renewal that costs less than nothing',
    found: ['v1.refresh.cancelled'],
    change: refuseIf(is('refreshInstance', ({ orderAmount = '' }) => orderAmount.startsWith('-'))),
  },
  {
    name: 'changes-no-period',
    defect: 'It refuses a renewal with a productId',
    found: ['v1.refresh.other-period'],
    change: refuseIf(is('refreshInstance', ({ productId }) => productId !== undefined)),
  },
  {
    name: 'changes-what-is-not-there',
    defect: 'It says that it was done about instances that do not exist',
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
    change: refuseIf(is('expireInstance')),
  },
  {
    name: 'refuses-repeated-expiries',
    defect: 'It refuses an expiry that comes again',
    found: ['v1.expire.repeat'],
    change: refusesAgain('expireInstance'),
  },
  {
    name: 'expires-by-order',
    defect: 'It demands orderId for an expiry',
    found: ['v1.expire.no-order'],
    change: refuseIf(
      is('expireInstance', ({ orderId }) => orderId === undefined),
      '000002',
    ),
  },
  {
    name: 'renews-only-in-time',
    defect: 'It refuses to renew what has expired',
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
    change: refuseIf(is('releaseInstance')),
  },
  {
    name: 'forgets-what-it-released',
    defect: 'It answers that what it has released never was',
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
    defect: 'It says that it released an instance, and keeps it',
    found: ['v1.release.done'],
    change: (right) => ({
      carryOut: (message, shop, parts) =>
        is('releaseInstance')(message) && shop.byId.has(message['instanceId'] ?? '')
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'pays-nothing-back',
    defect: 'It refuses a release with orderAmount',
    found: ['v1.release.returned'],
    change: refuseIf(is('releaseInstance', ({ orderAmount }) => orderAmount !== undefined)),
  },
  {
    name: 'upgrades-nothing',
    defect: 'It fails at every upgrade',
    found: ['v1.upgrade.accepted'],
    also: ['v1.upgrade.quantities', 'v1.upgrade.repeat'],
    change: refuseIf(is('upgrade')),
  },
  {
    name: 'refuses-repeated-upgrades',
    defect: 'It refuses an upgrade that comes again',
    found: ['v1.upgrade.repeat'],
    change: refusesAgain('upgrade'),
  },
  {
    name: 'widens-nothing',
    defect: 'It refuses an upgrade with bandWidth',
    found: ['v1.upgrade.quantities'],
    change: refuseIf(is('upgrade', ({ bandWidth }) => bandWidth !== undefined)),
  },
  {
    name: 'moves-at-an-upgrade',
    defect: 'It gives an instance another id when it is upgraded',
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
    change: refuseIf(is('instanceStatus', ({ instanceStatus }) => instanceStatus === 'FREEZE')),
  },
  {
    name: 'freezes-once',
    defect: 'It refuses to freeze what is frozen',
    found: ['v1.status.freeze.repeat'],
    change: refuseIf(
      (message, shop) =>
        message['instanceStatus'] === 'FREEZE' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'frozen',
    ),
  },
  {
    name: 'speaks-of-unfreeze',
    defect: 'It knows UNFREEZE, as V2.0 says, and not NORMAL',
    found: ['v1.status.normal'],
    also: ['v1.status.normal.open'],
    change: refuseIf(is('instanceStatus', ({ instanceStatus }) => instanceStatus === 'NORMAL')),
  },
  {
    name: 'opens-only-what-is-frozen',
    defect: 'It refuses NORMAL for an instance that is open',
    found: ['v1.status.normal.open'],
    change: refuseIf(
      (message, shop) =>
        message['instanceStatus'] === 'NORMAL' &&
        shop.byId.get(message['instanceId'] ?? '')?.state === 'open',
    ),
  },
]

const infoIn = ({ info }: Reply): readonly Reply[] => (Array.isArray(info) ? (info as Reply[]) : [])
const idsOf = ({ instanceId = '' }: Message): string[] => instanceId.split(',')

/** Returns wrong usage. */
const counts =
  (usage: Reply): Wrong['change'] =>
  () => ({ usageOf: () => [{ usageValue: 1, statisticalTime: '20261126000000000', ...usage }] })

const queries: readonly Wrong[] = [
  {
    name: 'tells-nothing',
    defect: 'It fails at every query',
    found: ['v1.query.accepted'],
    also: [...toIds('v1.query', 'partly several test-flag.0 test-flag.1'), 'v1.new.kept.query'],
    change: refuseIf(is('queryInstance')),
  },
  {
    name: 'tells-of-no-instance',
    defect: 'It answers a query with an empty list',
    found: ['v1.query.info'],
    also: ['v1.query.app-info', 'v1.query.partly', 'v1.query.several', 'v1.new.kept.query'],
    change: changeAnswers('queryInstance', (reply) => (reply['info'] ? { ...reply, info: [] } : reply)),
  },
  {
    name: 'tells-of-others',
    defect: 'It tells of an instance that was not asked for',
    found: ['v1.query.info.others'],
    change: changeAnswers('queryInstance', (reply) =>
      reply['info'] ? { ...reply, info: [...infoIn(reply), { instanceId: 'of-another' }] } : reply,
    ),
  },
  {
    name: 'tells-of-the-first',
    defect: 'It tells of the first instance that was asked for and of no other',
    found: ['v1.query.several'],
    change: changeAnswers('queryInstance', (reply) =>
      reply['info'] ? { ...reply, info: infoIn(reply).slice(0, 1) } : reply,
    ),
  },
  {
    name: 'tells-all-or-nothing',
    defect: 'It tells of nothing if one of the instances does not exist',
    found: ['v1.query.partly'],
    change: changeAnswers('queryInstance', (reply, message) =>
      infoIn(reply).length < idsOf(message).length ? unknownInstance : reply,
    ),
  },
  {
    name: 'takes-fifty-ids',
    defect: 'It refuses a query of more than fifty ids',
    found: ['v1.query.hundred'],
    change: refuseIf(
      is('queryInstance', (message) => idsOf(message).length > 50),
      '000002',
    ),
  },
  {
    name: 'makes-instances-up',
    defect: 'It tells of instances that do not exist',
    found: ['v1.query.unknown'],
    change: changeAnswers('queryInstance', (reply, { instanceId }) =>
      reply['info']
        ? reply
        : { ...ok, info: [{ instanceId, appInfo: { frontEndUrl: 'https://app.example/' } }] },
    ),
  },
  {
    name: 'has-another-address-in-queries',
    defect: 'It tells another address in queries than it told the buyer',
    found: ['v1.query.same-address'],
    change: changeAnswers('queryInstance', (reply) => ({
      ...reply,
      ...omitUndefined({
        info:
          reply['info'] === undefined
            ? undefined
            : infoIn(reply).map((one) => ({
                ...one,
                appInfo: { ...(one['appInfo'] as Reply), frontEndUrl: 'https://other.example/' },
              })),
      }),
    })),
  },
  {
    name: 'quotes-its-usage',
    defect: 'It tells usageValue as a text',
    found: ['v1.query.usage.value'],
    change: counts({ usageValue: '12.3456' }),
  },
  {
    name: 'counts-too-finely',
    defect: 'It tells usageValue with six decimals',
    found: ['v1.query.usage.value'],
    change: counts({ usageValue: 12.345678 }),
  },
  {
    name: 'counts-by-the-second',
    defect: 'It tells statisticalTime in fourteen digits',
    found: ['v1.query.usage.time'],
    change: counts({ statisticalTime: '20261126000000' }),
  },
  {
    name: 'has-a-long-dashboard',
    defect: 'It tells a dashboardUrl of more than 512 characters',
    found: ['v1.query.usage.texts'],
    change: counts({ dashboardUrl: `https://app.example/${'x'.repeat(500)}` }),
  },
]

const ofInstances = ['refresh', 'expire', 'release', 'upgrade', 'status', 'query']
const missing: [string, ...string[]] = [
  ...toIds('v1.new.missing', 'customerId businessId orderId productId'),
  ...toIds('v1.refresh.missing', 'orderId expireTime'),
  ...toIds('v1.upgrade.missing', 'orderId skuCode productId'),
  'v1.status.missing.instanceStatus',
]
const measured = ['customerId', 'businessId', 'orderId', 'productId', 'skuCode']
const valued = ['testFlag', 'chargingMode', 'periodType', 'periodNumber', 'orderAmount', 'expireTime']

const messages: readonly Wrong[] = [
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses every message that is not right with the code for its own faults',
    found: ['v1.refusal.meaning'],
    change: (right) => ({
      messageFault: (message) => (right.messageFault(message) === undefined ? undefined : '000005'),
    }),
  },
  {
    name: 'acts-on-what-it-refuses',
    defect: 'It refuses a status that it does not know, and releases the instance all the same',
    found: ['v1.refusal.no-effect'],
    change: (right) => {
      const isOdd = ({ instanceStatus }: Message): boolean => instanceStatus === 'PAUSED'
      return {
        messageFault: (message) => (isOdd(message) ? undefined : right.messageFault(message)),
        carryOut: (message, shop, parts) => {
          if (!isOdd(message)) return right.carryOut(message, shop, parts)
          const instance = shop.byId.get(message['instanceId'] ?? '')
          if (instance) instance.state = 'released'
          return { resultCode: '000002', resultMsg: 'There is no such status.' }
        },
      }
    },
  },
  {
    name: 'demands-nothing',
    defect: 'It carries out what has no mandatory parameters',
    found: missing,
    change: overlookFaults((fault) => fault.startsWith('missing ')),
  },
  {
    name: 'changes-nobody',
    defect: 'It says that it was done when no instance was named',
    found: toIdsInEach(ofInstances, 'missing.instanceId'),
    change: (right) => ({
      ...overlookFaults((fault) => fault === 'missing instanceId')(right),
      carryOut: (message, shop, parts) =>
        message['activity'] !== 'newInstance' && message['instanceId'] === undefined
          ? ok
          : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'measures-nothing',
    defect: 'It takes ids of any length',
    found: toIds('v1.new.too-long', measured.join(' ')),
    change: overlookFaults((fault) => measured.includes(fault)),
  },
  {
    name: 'takes-any-value',
    defect: 'It takes values that no table has',
    found: [
      ...toIds('v1.new.value', valued.join(' ')),
      'v1.refresh.value.expireTime',
      'v1.status.value.instanceStatus',
    ],
    change: overlookFaults((fault) => [...valued, 'instanceStatus'].includes(fault)),
  },
  {
    name: 'counts-no-ids',
    defect: 'It takes a query of any number of ids',
    found: ['v1.query.too-many'],
    change: overlookFaults((fault, { activity }) => activity === 'queryInstance' && fault === 'instanceId'),
  },
  {
    name: 'does-whatever-it-is-asked',
    defect: 'It says that it was done when it does not know the activity',
    found: ['v1.activity.unknown'],
    also: ['v1.activity.missing'],
    change: (right) => ({
      messageFault: (message) =>
        findFaults(message).includes('activity') ? undefined : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        findFaults(message).includes('activity') ? ok : right.carryOut(message, shop, parts),
    }),
  },
  {
    name: 'has-a-usual-activity',
    defect: 'It says that it was done when there is no activity',
    found: ['v1.activity.missing'],
    change: (right) => ({
      messageFault: (message) =>
        message['activity'] === undefined ? undefined : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        message['activity'] === undefined ? ok : right.carryOut(message, shop, parts),
    }),
  },
]

export const wrongLives = createWrongSellers([...lives, ...queries, ...messages])

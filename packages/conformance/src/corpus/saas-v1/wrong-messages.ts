import { ok } from './right.ts'
import { findFaults } from './tables.ts'
import type { Message } from './tables.ts'
import { createWrongSellers, overlookFaults, toIds, toIdsInEach } from './wrong.ts'

const ofInstances = ['refresh', 'expire', 'release', 'upgrade', 'status', 'query']
const missing: [string, ...string[]] = [
  ...toIds('v1.new.missing', 'customerId businessId orderId productId'),
  ...toIds('v1.refresh.missing', 'orderId expireTime'),
  ...toIds('v1.upgrade.missing', 'orderId skuCode productId'),
  'v1.status.missing.instanceStatus',
]
const measured = ['customerId', 'businessId', 'orderId', 'productId', 'skuCode']
const valued = ['testFlag', 'chargingMode', 'periodType', 'periodNumber', 'orderAmount', 'expireTime']

export const wrongMessages = createWrongSellers([
  {
    name: 'has-one-code-for-all',
    defect: 'It refuses every wrong message with the code for internal errors',
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
    defect: 'It carries out requests without their required parameters',
    found: missing,
    change: overlookFaults((fault) => fault.startsWith('missing ')),
  },
  {
    name: 'changes-nobody',
    defect: 'It reports success when no instance is named',
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
    defect: 'It accepts IDs of any length',
    found: toIds('v1.new.too-long', measured.join(' ')),
    change: overlookFaults((fault) => measured.includes(fault)),
  },
  {
    name: 'takes-any-value',
    defect: 'It accepts values that the protocol does not define',
    found: [
      ...toIds('v1.new.value', valued.join(' ')),
      'v1.refresh.value.expireTime',
      'v1.status.value.instanceStatus',
    ],
    change: overlookFaults((fault) => [...valued, 'instanceStatus'].includes(fault)),
  },
  {
    name: 'counts-no-ids',
    defect: 'It accepts a query of any number of IDs',
    found: ['v1.query.too-many'],
    change: overlookFaults((fault, { activity }) => activity === 'queryInstance' && fault === 'instanceId'),
  },
  {
    name: 'does-whatever-it-is-asked',
    defect: 'It reports success for an unknown activity',
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
    defect: 'It reports success when there is no activity',
    found: ['v1.activity.missing'],
    change: (right) => ({
      messageFault: (message) =>
        message['activity'] === undefined ? undefined : right.messageFault(message),
      carryOut: (message, shop, parts) =>
        message['activity'] === undefined ? ok : right.carryOut(message, shop, parts),
    }),
  },
])

import { addDays, addMonths, zone } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { formatExpireTime, quantityParameter } from '@loggia/protocol/saas/v1'
import type { Presets, Scene, Trait } from '../schema.ts'
import { mockOrders } from './mock-orders.ts'

const utc = zone('UTC')
const inMonths = (now: Instant, months: number): string => formatExpireTime(addMonths(now, months, utc))
const trialDays = 7

type Opening = {
  readonly name: string
  readonly orderId: string
  readonly neededFor: readonly Trait[]
  readonly fixed: Readonly<Record<string, string>>
  readonly term?: (now: Instant) => Readonly<Record<string, string>>
}
/** Of a product that offers nothing yet: codes of the form that they will have. */
const sample = { skuCode: 'd0abcd12-1234-5678-9abc-1234567890ab', productCode: 'OFFI846204237451911168' }

/** What was bought, and what the buyer gave with it. */
const bought = ({ offered = sample, quantity, given }: Presets) => ({
  skuCode: offered.skuCode,
  productId: offered.productCode,
  ...(quantity && { [quantityParameter(quantity.unit)]: quantity.count.toString() }),
  saasExtendParams: given.length === 0 ? undefined : JSON.stringify(given),
})

/** V1.0 says in the request what was bought, and by whom. */
const opening = ({ name, orderId, neededFor, fixed, term }: Opening): Scene => ({
  name,
  activity: 'newInstance',
  neededFor,
  fixed,
  preset: (of) => ({
    customerId: '68cbc86abc2018ab880d92f36422fa0e',
    customerName: 'mock_user_01',
    orderId,
    ...bought(of),
    orderAmount: '100',
    ...term?.(of.now),
  }),
})

const openings: readonly Opening[] = [
  {
    name: 'new_period',
    orderId: mockOrders.period,
    neededFor: ['period'],
    fixed: { chargingMode: '1', trialFlag: '0' },
    term: (now) => ({ periodType: 'year', periodNumber: '1', expireTime: inMonths(now, 12) }),
  },
  {
    name: 'new_one_time',
    orderId: mockOrders.oneTime,
    neededFor: ['one_time'],
    fixed: { chargingMode: '3', trialFlag: '0' },
  },
  {
    name: 'new_usage',
    orderId: mockOrders.usage,
    neededFor: ['usage'],
    fixed: { chargingMode: '0', trialFlag: '0' },
  },
  {
    name: 'new_package',
    orderId: mockOrders.package,
    neededFor: ['package'],
    fixed: { chargingMode: '5', trialFlag: '0' },
    term: (now) => ({ periodType: 'year', periodNumber: '1', expireTime: inMonths(now, 12) }),
  },
  {
    name: 'new_trial',
    orderId: mockOrders.trial,
    neededFor: ['trial'],
    fixed: { chargingMode: '1', trialFlag: '1' },
    term: (now) => ({
      periodType: 'day',
      periodNumber: String(trialDays),
      expireTime: formatExpireTime(addDays(now, trialDays, utc)),
    }),
  },
]

const instance = ({ opened }: Presets) => ({ instanceId: opened?.instanceId })
/** The order that the instance was bought with, which V1.0 repeats where an instance ends. */
const purchase = ({ opened }: Presets) => ({
  orderId: openings.find(({ name }) => name === opened?.scene)?.orderId ?? mockOrders.period,
})

type Refresh = {
  readonly name: string
  readonly orderId: string
  readonly months: number
  readonly amount: string
  readonly neededFor: readonly Trait[]
}
const refresh = ({ name, orderId, months, amount, neededFor }: Refresh): Scene => ({
  name,
  activity: 'refreshInstance',
  neededFor,
  preset: (of) => ({
    ...instance(of),
    orderId,
    expireTime: inMonths(of.now, months),
    periodType: 'month',
    periodNumber: '1',
    orderAmount: amount,
  }),
})

const status = (name: string, instanceStatus: string): Scene => ({
  name,
  activity: 'instanceStatus',
  neededFor: ['usage'],
  fixed: { instanceStatus },
  preset: instance,
})

/** SaaS V1.0 in the order in which a service lives (R246). */
export const scenesV1: readonly Scene[] = [
  ...openings.map(opening),
  { name: 'query', activity: 'queryInstance', neededFor: ['usage'], preset: instance },
  {
    ...refresh({
      name: 'trial_to_formal',
      orderId: mockOrders.trialToFormal,
      months: 1,
      amount: '100',
      neededFor: ['trial'],
    }),
    fixed: { trialToFormal: '1' },
    follows: 'new_trial',
  },
  refresh({
    name: 'renewal',
    orderId: mockOrders.renewal,
    months: 13,
    amount: '100',
    neededFor: ['period'],
  }),
  // A cancelled renewal is told by an amount below zero, and by nothing else (saas-v1 §7.1).
  refresh({
    name: 'renewal_cancelled',
    orderId: mockOrders.refund,
    months: 12,
    amount: '-100',
    neededFor: [],
  }),
  {
    name: 'upgrade',
    activity: 'upgrade',
    neededFor: ['upgrades'],
    preset: (of) => ({ ...instance(of), orderId: mockOrders.change, ...bought(of) }),
  },
  status('freeze', 'FREEZE'),
  status('unfreeze', 'NORMAL'),
  {
    name: 'expiry',
    activity: 'expireInstance',
    neededFor: ['period'],
    preset: (of) => ({ ...instance(of), ...purchase(of) }),
  },
  {
    name: 'release',
    activity: 'releaseInstance',
    neededFor: ['period', 'one_time', 'usage', 'package'],
    preset: (of) => ({ ...instance(of), ...purchase(of), orderAmount: '100' }),
  },
]

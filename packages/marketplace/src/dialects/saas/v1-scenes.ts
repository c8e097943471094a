import { mockOrderIds as mockOrders } from '@loggia/protocol/orders'
import type { MockOrderId } from '@loggia/protocol/orders'
import { getQuantityParameter } from '@loggia/protocol/saas/v1'
import type { Presets, Scene, Trait } from '../test-calls.ts'
import { createMockOrderAt } from './mock-lines.ts'

type Opening = {
  readonly name: string
  readonly orderId: MockOrderId
  readonly neededFor: readonly Trait[]
  readonly fixed: Readonly<Record<string, string>>
}

/** The offered codes; those of the debugging order if the product offers nothing yet. */
function codesOf(orderId: MockOrderId, { offered, now }: Presets) {
  const [sample] = createMockOrderAt(orderId, now).line.productInfo
  return {
    skuCode: offered?.skuCode ?? sample?.skuCode,
    productId: offered?.productCode ?? sample?.productId,
  }
}

/** What was bought, with the buyer's parameters. */
const createBought = (orderId: MockOrderId, of: Presets) => ({
  ...codesOf(orderId, of),
  ...whatWasGiven(of),
})
const whatWasGiven = ({ quantity, given }: Presets) => ({
  ...(quantity && { [getQuantityParameter(quantity.unit)]: quantity.count.toString() }),
  saasExtendParams: given.length === 0 ? undefined : JSON.stringify(given),
})

/** V1.0 names in the request what was bought, and by whom. */
const opening = ({ name, orderId, neededFor, fixed }: Opening): Scene => ({
  name,
  activity: 'newInstance',
  passesPending: true,
  neededFor,
  fixed,
  preset: (of) => {
    const { order, amount, term } = createMockOrderAt(orderId, of.now)
    const { customerId, customerName } = order.buyerInfo
    return { customerId, customerName, orderId, ...createBought(orderId, of), orderAmount: amount, ...term }
  },
})

const openings: readonly Opening[] = [
  {
    name: 'new_period',
    orderId: mockOrders.period,
    neededFor: ['period'],
    fixed: { chargingMode: '1', trialFlag: '0' },
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
  },
  {
    name: 'new_trial',
    orderId: mockOrders.trial,
    neededFor: ['trial'],
    fixed: { chargingMode: '1', trialFlag: '1' },
  },
]

const instance = ({ opened }: Presets) => ({ instanceId: opened?.instanceId })
/** The order that the instance was bought with; V1.0 repeats it when an instance ends. */
const purchaseOf = ({ opened }: Presets): MockOrderId =>
  openings.find(({ name }) => name === opened?.scene)?.orderId ?? mockOrders.period

type Refresh = {
  readonly name: string
  readonly orderId: MockOrderId
  readonly neededFor: readonly Trait[]
  /** Whether the amount is refunded. */
  readonly isReturn?: boolean
}
const refresh = ({ name, orderId, neededFor, isReturn = false }: Refresh): Scene => ({
  name,
  activity: 'refreshInstance',
  neededFor,
  preset: (of) => {
    const { amount, term } = createMockOrderAt(orderId, of.now)
    return { ...instance(of), orderId, ...term, orderAmount: isReturn ? `-${amount}` : amount }
  },
})

const status = (name: string, instanceStatus: string): Scene => ({
  name,
  activity: 'instanceStatus',
  neededFor: ['usage'],
  fixed: { instanceStatus },
  preset: instance,
})

/** The scenes of SaaS V1.0, in the order of a service's life (R246). */
export const scenesV1: readonly Scene[] = [
  ...openings.map(opening),
  { name: 'query', activity: 'queryInstance', neededFor: ['usage'], preset: instance },
  {
    ...refresh({
      name: 'trial_to_formal',
      orderId: mockOrders.trialToFormal,
      neededFor: ['trial'],
    }),
    fixed: { trialToFormal: '1' },
    follows: 'new_trial',
  },
  refresh({ name: 'renewal', orderId: mockOrders.renewal, neededFor: ['period'] }),
  // Only the negative amount marks a cancelled renewal (saas-v1 §7.1).
  refresh({ name: 'renewal_cancelled', orderId: mockOrders.refund, neededFor: [], isReturn: true }),
  {
    name: 'upgrade',
    activity: 'upgrade',
    neededFor: ['upgrades'],
    preset: (of) => ({ ...instance(of), orderId: mockOrders.change, ...createBought(mockOrders.change, of) }),
  },
  status('freeze', 'FREEZE'),
  status('unfreeze', 'NORMAL'),
  {
    name: 'expiry',
    activity: 'expireInstance',
    neededFor: ['period'],
    preset: (of) => ({ ...instance(of), orderId: purchaseOf(of) }),
  },
  {
    name: 'release',
    activity: 'releaseInstance',
    neededFor: ['period', 'one_time', 'usage', 'package'],
    preset: (of) => {
      const orderId = purchaseOf(of)
      return { ...instance(of), orderId, orderAmount: createMockOrderAt(orderId, of.now).amount }
    },
  },
]

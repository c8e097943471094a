import type { Instant } from '@loggia/kernel'
import { mockOrderIds as mockOrders } from '@loggia/protocol/orders'
import type { MockOrderId } from '@loggia/protocol/orders'
import type { Presets, Scene, Trait } from '../test-calls.ts'
import { createMockOrderAt } from './mock-lines.ts'

/** V2.0 names an order and its line; the seller's server queries what was bought. */
const line = (orderId: string) => ({ orderId, orderLineId: `${orderId}-000001` })
const instance = ({ opened }: Presets) => ({ instanceId: opened?.instanceId })

const opening = (name: string, orderId: string, neededFor: readonly Trait[]): Scene => ({
  name,
  activity: 'newInstance',
  passesPending: true,
  neededFor,
  preset: () => line(orderId),
})

type Refresh = {
  readonly name: string
  readonly scene: string
  readonly orderId: MockOrderId
  /** The renewal that is taken back, for sellers who chose to be told it. */
  readonly cancelledOrder?: MockOrderId
  readonly neededFor: readonly Trait[]
}
/** The same time with milliseconds, as V2.0 writes it. */
const endOf = (orderId: MockOrderId, now: Instant): string | undefined => {
  const { expireTime } = createMockOrderAt(orderId, now).line
  return expireTime && `${expireTime}000`
}
const refresh = ({ name, scene, orderId, cancelledOrder, neededFor }: Refresh): Scene => ({
  name,
  activity: 'refreshInstance',
  neededFor,
  fixed: { scene },
  preset: (of) => ({
    ...instance(of),
    ...line(cancelledOrder !== undefined && of.cancellationOrder === 'renewal' ? cancelledOrder : orderId),
    expireTime: endOf(orderId, of.now)?.slice(0, of.expireDigits ?? 17),
  }),
})

const status = (name: string, to: string): Scene => ({
  name,
  activity: 'updateInstanceStatus',
  neededFor: ['period', 'usage'],
  fixed: { status: to },
  preset: instance,
})

/** The scenes of SaaS V2.0, in the order of a service's life (R246a). */
export const scenesV2: readonly Scene[] = [
  opening('new_period', mockOrders.period, ['period']),
  opening('new_one_time', mockOrders.oneTime, ['one_time']),
  opening('new_usage', mockOrders.usage, ['usage']),
  opening('new_package', mockOrders.package, ['package']),
  opening('new_trial', mockOrders.trial, ['trial']),
  {
    name: 'query',
    activity: 'queryInstance',
    neededFor: ['period', 'one_time', 'usage', 'package'],
    preset: instance,
  },
  {
    ...refresh({
      name: 'trial_to_formal',
      scene: 'TRIAL_TO_FORMAL',
      orderId: mockOrders.trialToFormal,
      neededFor: ['trial'],
    }),
    follows: 'new_trial',
  },
  refresh({
    name: 'renewal',
    scene: 'RENEWAL',
    orderId: mockOrders.renewal,
    neededFor: ['period', 'usage'],
  }),
  refresh({
    name: 'renewal_cancelled',
    scene: 'UNSUBSCRIBE_RENEWAL_PERIOD',
    orderId: mockOrders.refund,
    cancelledOrder: mockOrders.renewal,
    neededFor: [],
  }),
  {
    name: 'change_check',
    activity: 'changeInstanceCheck',
    neededFor: ['changes'],
    preset: (of) => ({
      ...instance(of),
      'productInfo.productId': of.offered?.productCode,
      'productInfo.skuCode': of.offered?.skuCode,
      'productInfo.productName': of.productName.slice(0, 64),
      'productInfo.linearValue': of.quantity?.count.toString(),
    }),
  },
  refresh({
    name: 'renewal_change',
    scene: 'RENEWAL_CHANGE',
    // The order query calls it a renewal, even if it changes more (open-apis §3.3).
    orderId: mockOrders.renewal,
    neededFor: ['changes'],
  }),
  {
    name: 'upgrade',
    activity: 'upgradeInstance',
    neededFor: ['upgrades'],
    preset: (of) => ({ ...instance(of), ...line(mockOrders.change) }),
  },
  status('freeze', 'FREEZE'),
  status('unfreeze', 'UNFREEZE'),
  {
    name: 'release',
    activity: 'releaseInstance',
    neededFor: ['period', 'one_time', 'usage', 'package'],
    preset: (of) => ({ ...instance(of), ...line(mockOrders.refund) }),
  },
]

import { mockOrderIds as mockOrders } from '@loggia/protocol/orders'
import type { MockOrderId } from '@loggia/protocol/orders'
import { formatTime } from '@loggia/protocol/license/online'
import { identificationCodeName } from '@loggia/protocol/license/v1'
import { createMockOrderAt } from '../saas/mock-lines.ts'
import type { Presets, Scene, Trait } from '../test-calls.ts'

const line = (orderId: string) => ({ orderId, orderLineId: `${orderId}-000001` })
const instance = ({ opened }: Presets) => ({ instanceId: opened?.instanceId })
const endOf = (orderId: MockOrderId, { now }: Presets) => createMockOrderAt(orderId, now).line.expireTime
const soldAs = ['period', 'one_time'] as const satisfies readonly Trait[]

/** The three reasons for a new end, and the two states, which both guides with `signature` have. */
type Told = {
  readonly refresh: string
  readonly status: string
  readonly release: string
  readonly subject: (of: Presets) => Readonly<Record<string, string | undefined>>
}
const toldScenes = ({ refresh, status, release, subject }: Told): readonly Scene[] => [
  {
    name: 'renewal',
    activity: refresh,
    neededFor: ['period'],
    fixed: { scene: 'RENEWAL' },
    preset: (of) => ({
      ...subject(of),
      ...line(mockOrders.renewal),
      expireTime: endOf(mockOrders.renewal, of),
    }),
  },
  {
    name: 'renewal_cancelled',
    activity: refresh,
    neededFor: [],
    fixed: { scene: 'UNSUBSCRIBE_RENEWAL_PERIOD' },
    preset: (of) => ({
      ...subject(of),
      ...line(mockOrders.refund),
      expireTime: endOf(mockOrders.refund, of),
    }),
  },
  { name: 'freeze', activity: status, neededFor: ['period'], fixed: { status: 'FREEZE' }, preset: subject },
  {
    name: 'unfreeze',
    activity: status,
    neededFor: ['period'],
    fixed: { status: 'UNFREEZE' },
    preset: subject,
  },
  {
    name: 'release',
    activity: release,
    neededFor: soldAs,
    preset: (of) => ({ ...subject(of), ...line(mockOrders.refund) }),
  },
]

/** The scenes of License 2.0 (R244): update the validity, change the state, release. */
export const licenseCodeScenes: readonly Scene[] = toldScenes({
  refresh: 'refreshLicenseCode',
  status: 'updateLicenseCodeStatus',
  release: 'releaseLicenseCode',
  // No call opens a code, so a sample is preset; a seller may enter a test code.
  subject: () => ({ license: 'TESTTESTTESTTESTTESTTESTTESTTESTTESTTEST' }),
})

const creating = (name: string, orderId: MockOrderId, trait: Trait): Scene => ({
  name,
  activity: 'newInstance',
  neededFor: [trait],
  preset: () => line(orderId),
})

/** The scenes of online activation (R244): create, update, update the state, release, apply for a license. */
export const licenseOnlineScenes: readonly Scene[] = [
  creating('new_period', mockOrders.period, 'period'),
  creating('new_one_time', mockOrders.oneTime, 'one_time'),
  {
    name: 'apply_license',
    activity: 'getLicenseAsync',
    neededFor: soldAs,
    preset: (of) => ({
      ...instance(of),
      effectiveTime: formatTime(of.now),
      expireTime: endOf(mockOrders.period, of),
      deviceFingerprint: '00-16-3E-00-00-01|TEST-DISK|TEST-BOARD|TEST-CPU',
    }),
  },
  ...toldScenes({
    refresh: 'refreshInstance',
    status: 'updateInstanceStatus',
    release: 'releaseInstance',
    subject: instance,
  }),
]

const issuing = (name: string, orderId: MockOrderId, trait: 'period' | 'one_time'): Scene => ({
  name,
  activity: 'getLicense',
  neededFor: [trait],
  fixed: { chargingMode: trait === 'period' ? '1' : '3' },
  preset: (of) => {
    const { order, line: bought, term } = createMockOrderAt(orderId, of.now)
    const [sample] = bought.productInfo
    const { customerId, customerName } = order.buyerInfo
    const others = of.given.filter(({ name: given }) => given !== identificationCodeName)
    return {
      customerId,
      customerName,
      orderId,
      skuCode: of.offered?.skuCode ?? sample?.skuCode,
      productId: of.offered?.productCode ?? sample?.productId,
      amount: of.quantity?.count.toString(),
      saasExtendParams: JSON.stringify([{ name: identificationCodeName, value: 'TEST-0001' }, ...others]),
      ...term,
    }
  },
})

/** The order that the license was bought with. */
const purchaseOf = ({ opened }: Presets): MockOrderId =>
  opened?.scene === 'new_one_time' ? mockOrders.oneTime : mockOrders.period

/** The scenes of License 1.0 (R244): get, renew, release. The interface for expiry has no published name. */
export const licenseV1Scenes: readonly Scene[] = [
  issuing('new_period', mockOrders.period, 'period'),
  issuing('new_one_time', mockOrders.oneTime, 'one_time'),
  {
    name: 'renewal',
    activity: 'refreshLicense',
    neededFor: ['period'],
    preset: (of) => ({
      ...instance(of),
      orderId: mockOrders.renewal,
      ...createMockOrderAt(mockOrders.renewal, of.now).term,
    }),
  },
  {
    name: 'release',
    activity: 'releaseLicense',
    neededFor: soldAs,
    preset: (of) => ({ ...instance(of), orderId: purchaseOf(of) }),
  },
]

import { addMonths, instant, zone } from '@loggia/kernel'
import { formatExpireTime as formatLong } from '@loggia/protocol/saas/v2'
import { formatExpireTime as formatShort } from '@loggia/protocol/saas/v1'

/** What a sample needs that differs from call to call. */
export type Fresh = { readonly nowMs: number; readonly randomId: () => string }
type Sample = (fresh: Fresh) => Readonly<Record<string, string>>

const inAYear = ({ nowMs }: Fresh): number => addMonths(instant(nowMs), 12, zone('UTC'))
const mockOrder = { orderId: 'MOCKPERIODYEARNEW', orderLineId: 'MOCKPERIODYEARNEW-000001' }
const mockRenewal = { orderId: 'MOCKMONTYRENEW', orderLineId: 'MOCKMONTYRENEW-000001' }
const mockChange = { orderId: 'MOCKMONTYCHANGE', orderLineId: 'MOCKMONTYCHANGE-000001' }
const debug = { testFlag: '1' }

// The orders of V2.0 are those that the order query answers while a seller debugs (open-apis §3).
const saasV2: Readonly<Record<string, Sample>> = {
  newInstance: ({ randomId }) => ({ ...mockOrder, businessId: randomId(), ...debug }),
  queryInstance: () => debug,
  refreshInstance: (fresh) => ({
    scene: 'RENEWAL',
    ...mockRenewal,
    expireTime: formatLong(inAYear(fresh)),
    ...debug,
  }),
  updateInstanceStatus: () => ({ status: 'FREEZE', ...debug }),
  releaseInstance: () => debug,
  upgradeInstance: () => ({ ...mockChange, ...debug }),
  changeInstanceCheck: () => ({
    productInfo: '{"productId":"demo-product","skuCode":"demo-sku","productName":"Demo","linearValue":10}',
    ...debug,
  }),
}

const demoOrder = { orderId: 'CS1906666666ABCDE' }
const demoProduct = { skuCode: 'demo-sku', productId: '00301-666666-0--0' }

const saasV1: Readonly<Record<string, Sample>> = {
  newInstance: (fresh) => ({
    customerId: '688055390f3049f283fe9f1aa90f7858',
    customerName: 'Demo buyer',
    businessId: fresh.randomId(),
    ...demoOrder,
    ...demoProduct,
    ...debug,
    trialFlag: '0',
    chargingMode: '1',
    periodType: 'year',
    periodNumber: '1',
    expireTime: formatShort(inAYear(fresh)),
    orderAmount: '100',
  }),
  refreshInstance: (fresh) => ({
    orderId: 'CS1906666667ABCDE',
    expireTime: formatShort(inAYear(fresh)),
    periodType: 'year',
    periodNumber: '1',
    ...debug,
  }),
  expireInstance: () => ({ ...demoOrder, ...debug }),
  releaseInstance: () => ({ ...demoOrder, ...debug }),
  upgrade: () => ({ orderId: 'CS1906666668ABCDE', ...demoProduct, ...debug }),
  instanceStatus: () => ({ instanceStatus: 'FREEZE', ...debug }),
  queryInstance: () => debug,
}

/** Members that make a request of each activity whole, but for the instance that it is about, as a debugging console sends them. */
export const samples = {
  'saas-v2': saasV2,
  'saas-v1': saasV1,
  'order-notification': { orderNotify: () => ({ ...mockOrder, ...debug }) },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Sample>>>>

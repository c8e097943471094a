import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { Bench } from '../engine/bench.ts'
import { createBusinessId, createOrder } from '../purchases/ids.ts'
import type { Parameters } from '../tokened/send.ts'

/** The activities of SaaS V1.0 (saas-v1 §1). */
export const saasV1Activities = [
  'newInstance',
  'refreshInstance',
  'expireInstance',
  'releaseInstance',
  'upgrade',
  'instanceStatus',
  'queryInstance',
] as const
export type SaasV1Activity = (typeof saasV1Activities)[number]

const yearMs = 365 * 24 * 60 * 60 * 1000

/** A time some years from now in the format of V1.0: fourteen digits. */
export const formatInYears = ({ nowMs }: Pick<Bench, 'nowMs'>, years: number): string =>
  formatExpireTime(nowMs() + years * yearMs).slice(0, 14)

/** The product of every order of a run. */
export const product = {
  skuCode: '0a1b2c3d-0000-4000-8000-000000000002',
  productId: '00301-666666-0--0',
}

/** The product after an upgrade. */
const greater = {
  skuCode: '0a1b2c3d-0000-4000-8000-000000000003',
  productId: '00301-666667-0--0',
}

/** Every parameter that the table marks as mandatory, and no others. */
export const createLeastPurchase = (bench: Bench): Parameters => ({
  activity: 'newInstance',
  customerId: '68cbc86abc2018ab880d92f36422fa0e',
  customerName: '华为云商店测试客户',
  businessId: createBusinessId(bench),
  orderId: createOrder(bench).orderId,
  ...product,
})

/** A right message of each activity about this instance; a `newInstance` is for a new order. */
export function createMessage(bench: Bench, activity: SaasV1Activity, instanceId: string): Parameters {
  const { orderId } = createOrder(bench)
  switch (activity) {
    case 'newInstance':
      return {
        ...createLeastPurchase(bench),
        chargingMode: '1',
        expireTime: formatInYears(bench, 1),
        orderAmount: '99.000',
        periodNumber: '1',
        periodType: 'year',
        provisionType: '1',
      }
    case 'refreshInstance':
      // Later than the end of the purchase, because an unchanged end may not count as a renewal.
      return { activity, orderId, instanceId, expireTime: formatInYears(bench, 2) }
    case 'expireInstance':
    case 'releaseInstance':
      return { activity, orderId, instanceId }
    case 'upgrade':
      return { activity, orderId, instanceId, ...greater, amount: '20' }
    case 'instanceStatus':
      return { activity, instanceId, instanceStatus: 'FREEZE' }
    case 'queryInstance':
      return { activity, instanceId }
  }
}

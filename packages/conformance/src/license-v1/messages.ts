import type { LicenseV1Activity } from '@loggia/protocol/license/v1'
import type { Bench } from '../engine/bench.ts'
import { createBusinessId, createOrder } from '../purchases/ids.ts'
import { formatInMonths } from '../purchases/times.ts'
import type { Parameters } from '../tokened/send.ts'

export type ExtendParam = { readonly name: string; readonly value: string }

/** The JSON list in Base64, as the marketplace sends it (saas-v1 §6.1). */
export const encodeExtendParams = (params: readonly ExtendParam[]): string =>
  Buffer.from(JSON.stringify(params)).toString('base64')

export const decodeExtendParams = (text = ''): readonly ExtendParam[] =>
  JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as readonly ExtendParam[]

/** The parameter that names the machine of a license (license §1.1). */
export const encodeMachine = (value: string): string =>
  encodeExtendParams([{ name: 'identificationCode', value }])

const createMachine = ({ hex }: Pick<Bench, 'hex'>): string => `HW-${hex(24).toUpperCase()}`

/** What every order of a run buys. */
const product = {
  skuCode: '0a1b2c3d-0000-4000-8000-000000000002',
  productId: 'OFFI000000000000010',
}

/** Every parameter that the table marks as mandatory, and the machine. */
export const createLeastPurchase = (bench: Bench): Parameters => ({
  activity: 'getLicense',
  customerId: '68cbc86abc2018ab880d92f36422fa0e',
  businessId: createBusinessId(bench),
  orderId: createOrder(bench).orderId,
  productId: product.productId,
  saasExtendParams: encodeMachine(createMachine(bench)),
})

/** What was sold: the order and the instance of a license. */
export type Sold = { readonly instanceId: string; readonly orderId: string }

/** A right message of each activity about what was sold; a `getLicense` is for a new order and another machine. */
export function createMessage(bench: Bench, activity: LicenseV1Activity, sold: Sold): Parameters {
  switch (activity) {
    case 'getLicense':
      return {
        ...createLeastPurchase(bench),
        customerName: '许可证客户',
        skuCode: product.skuCode,
        chargingMode: '1',
        expireTime: formatInMonths(bench, 12),
        periodNumber: '1',
        periodType: 'year',
        provisionType: '1',
      }
    case 'refreshLicense':
      // Later than the end of the purchase, because an unchanged end may not count as a renewal.
      return {
        activity,
        orderId: createOrder(bench).orderId,
        instanceId: sold.instanceId,
        expireTime: formatInMonths(bench, 24),
      }
    case 'releaseLicense':
      return { activity, ...sold }
  }
}

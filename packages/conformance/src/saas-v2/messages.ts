import { formatExpireTime } from '@loggia/protocol/saas/v2'
import type { SaasV2Activity } from '@loggia/protocol/saas/v2'
import type { JsonObject } from '@loggia/protocol/wire'
import type { Bench } from '../engine/bench.ts'
import { changedQuantity } from '../orders/book.ts'
import { createOrder } from '../purchases/ids.ts'
import { createPurchase } from '../stamped/instances.ts'

const monthMs = 30 * 24 * 60 * 60 * 1000

/** A time some months from now in the format of V2.0: seventeen digits. */
export const formatInMonths = ({ nowMs }: Pick<Bench, 'nowMs'>, months: number): string =>
  formatExpireTime(nowMs() + months * monthMs)

/** The product after a change. */
export const targetProduct = {
  linearValue: changedQuantity,
  productId: 'OFFI461867333479178240',
  productName: 'Office suite, standard edition',
  skuCode: 'a63ee5c9-4f86-11ed-9f95-fa163e8cb3b2',
}

/** A right message of each activity about this instance; a `newInstance` is for a new order. */
export function createMessage(bench: Bench, activity: SaasV2Activity, instanceId: string): JsonObject {
  switch (activity) {
    case 'newInstance':
      return createPurchase(bench)
    case 'queryInstance':
    case 'releaseInstance':
      return { activity, instanceId }
    case 'refreshInstance':
      return {
        activity,
        scene: 'RENEWAL',
        ...createOrder(bench),
        instanceId,
        expireTime: formatInMonths(bench, 1),
      }
    case 'updateInstanceStatus':
      return { activity, instanceId, status: 'FREEZE' }
    case 'upgradeInstance':
      return { activity, ...createOrder(bench), instanceId }
    case 'changeInstanceCheck':
      return { activity, instanceId, productInfo: targetProduct }
  }
}

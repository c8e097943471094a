import type { Id } from '@loggia/kernel'
import type { Files } from '../../files/index.ts'
import type { OrderLine, Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Delivery, Fulfiller, Fulfillers } from '../schema.ts'
import * as store from '../store.ts'

export type FulfilmentContext = Platform & {
  readonly parties: Pick<Parties, 'getCustomers'>
  readonly files: Pick<Files, 'defineKind' | 'withStored' | 'keep' | 'listOf'>
  readonly orders: Orders
  readonly subscriptions: Subscriptions
}

/** The owners of the product types; set once, before anything runs. */
export function createOwners() {
  let owners: Fulfillers | undefined
  return {
    connect(fulfillers: Fulfillers): void {
      owners = fulfillers
    },
    ownerOf(type: Delivery['type']): Fulfiller {
      if (!owners) throw new Error('Nobody has said who delivers what')
      return owners[type]
    },
  }
}
export type Owners = ReturnType<typeof createOwners>

/** Locks the subscription first, like all work that changes both. */
export async function lockKnown(
  { subscriptions }: FulfilmentContext,
  tx: Tx,
  subscriptionId: Id<'sub'>,
): Promise<Delivery> {
  await subscriptions.lockAll(tx, [subscriptionId])
  const [delivery] = await store.lockBySubscriptions(tx, [subscriptionId])
  if (!delivery) throw new Error(`Subscription ${subscriptionId} has no delivery`)
  return delivery
}

/** What people do to a delivery is recorded in the history of its order. */
export const toFact = ({ id, orderId, sellerId }: Delivery) => ({
  subject: orderId,
  data: { deliveryId: id, sellerId },
})

export function getLine(lines: readonly OrderLine[], { orderLineId }: Delivery): OrderLine {
  const line = lines.find(({ id }) => id === orderLineId)
  if (!line) throw new Error(`There is no order line ${orderLineId}`)
  return line
}

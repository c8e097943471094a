import type { Id } from '@loggia/kernel'
import type { Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Delivery, Fulfiller, Fulfillers } from '../schema.ts'
import * as store from '../store.ts'

export type FulfilmentContext = Platform & {
  readonly orders: Orders
  readonly parties: Pick<Parties, 'getCustomers'>
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

import { toId } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { AnsweredCall, Call, Calls } from '../../calls/index.ts'
import type { Access } from '../../access/index.ts'
import type { Fulfilment } from '../../fulfilment/index.ts'
import type { OrderLine, Orders } from '../../orders/index.ts'
import type { Parties } from '../../parties/index.ts'
import { waitForAll } from '../../platform/index.ts'
import type { Db, Platform, Tx } from '../../platform/index.ts'
import type { Subscriptions } from '../../subscriptions/index.ts'
import type { Instance, LineNumbers } from '../schema.ts'
import * as store from '../store.ts'

export type ProvisioningPlatform = Platform & {
  readonly parties: Pick<Parties, 'getCustomer' | 'getSeller'>
  readonly orders: Orders
  readonly subscriptions: Subscriptions
  readonly access: Pick<Access, 'requireReady' | 'findProtocol'>
  readonly calls: Calls
  readonly fulfilment: Fulfilment
}
export type Instances = ReturnType<typeof createInstances>

/** What all steps share: loading an instance, naming it to its seller and recording its history. */
export function createInstances({ orders, parties, subscriptions }: ProvisioningPlatform) {
  /** Events of an instance are recorded in the history of its order. */
  const factOf = ({ orderId: subject, sellerId }: Instance) => ({ subject, data: { sellerId } })

  const referenceFact = (instance: Instance, reference: string | undefined) => {
    const { subject, data } = factOf(instance)
    return { subject, data: { ...data, reference } }
  }

  /** Locks the subscription first, like all work that changes both. */
  async function lockKnown(tx: Tx, subscriptionId: Id<'sub'>): Promise<Instance> {
    await subscriptions.lock(tx, subscriptionId)
    const instance = await store.lockBySubscription(tx, subscriptionId)
    if (!instance) throw new Error(`Subscription ${subscriptionId} has no instance`)
    return instance
  }

  /** Locks the instances that these calls are about; gives them by their subscriptions. */
  async function lockAll(
    tx: Tx,
    answered: readonly Pick<AnsweredCall, 'call'>[],
  ): Promise<(call: Pick<Call, 'lane'>) => Instance> {
    const lanes = answered.map(({ call }) => toId(call.lane, 'sub'))
    const locking = subscriptions.lockAll(tx, lanes)
    const found = store.lockBySubscriptions(tx, lanes)
    await waitForAll([locking, found])
    const instances = new Map((await found).map((instance) => [instance.subscriptionId as string, instance]))
    return ({ lane = '' }) => {
      const instance = instances.get(lane)
      if (!instance) throw new Error(`Subscription ${lane} has no instance`)
      return instance
    }
  }

  const laneOf = (instance: Instance) => ({
    sellerId: instance.sellerId,
    productId: instance.productId,
    lane: instance.subscriptionId,
    subject: instance.orderId,
  })

  /** The seller's id of an instance, as calls name it. Throws if the seller has named none. */
  const referenceOf = ({ id, reference }: Instance): string => {
    if (reference === undefined) throw new Error(`Instance ${id} has no id of its seller`)
    return reference
  }

  async function getLine(db: Db, orderId: Id<'ord'>, isLine: (line: OrderLine) => boolean) {
    const { number: orderNumber, lines } = await orders.get(db, orderId)
    const line = lines.find(isLine)
    if (!line) throw new Error(`Order ${orderNumber} has no such line`)
    return { orderNumber, line }
  }

  /** The published numbers of the order line that it was bought with. */
  async function purchaseOf(db: Db, { orderId, orderLineId }: Instance): Promise<LineNumbers> {
    const { orderNumber, line } = await getLine(db, orderId, ({ id }) => id === orderLineId)
    return { orderNumber, lineNumber: line.number }
  }

  /** What a message says of an order line. */
  async function describeLine(db: Db, orderId: Id<'ord'>, isLine: (line: OrderLine) => boolean) {
    const { orderNumber, line } = await getLine(db, orderId, isLine)
    const { id, name } = await parties.getSeller(db, line.sellerId)
    return { orderId, orderNumber, product: line.offer.productName, seller: { id, name } }
  }

  const describeInstance = (db: Db, { orderId, orderLineId }: Pick<Instance, 'orderId' | 'orderLineId'>) =>
    describeLine(db, orderId, ({ id }) => id === orderLineId)

  const instanceOf = (tx: Tx, call: Call): Promise<Instance> => lockKnown(tx, toId(call.lane, 'sub'))

  return {
    factOf,
    referenceFact,
    describeLine,
    describeInstance,
    lockKnown,
    laneOf,
    referenceOf,
    purchaseOf,
    instanceOf,
    lockAll,
  }
}

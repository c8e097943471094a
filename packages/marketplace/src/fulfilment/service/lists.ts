import { omitUndefined, productTypes, toPage } from '@loggia/kernel'
import type { Id, Page, PageRequest } from '@loggia/kernel'
import type { KeptFile } from '../../files/index.ts'
import { toConsentedData } from '../../orders/index.ts'
import type { Order, OrderLine } from '../../orders/index.ts'
import { requireBuyer, requireOperator, requireSeller } from '../../parties/index.ts'
import type { Customer } from '../../parties/index.ts'
import type { MemberActor } from '../../platform/index.ts'
import { fulfilmentProblems } from '../problems.ts'
import type { Delivery, DeliveryState } from '../schema.ts'
import * as store from '../store.ts'
import { getLine } from './context.ts'
import type { FulfilmentContext, Owners } from './context.ts'
import { proofKind } from './acceptance.ts'

/** A delivery with what its seller, buyer or an operator needs to see. */
export type ShownDelivery = {
  readonly delivery: Delivery
  readonly order: Order
  readonly line: OrderLine
  readonly proofs: readonly KeptFile[]
  readonly buyer: Customer['name']
  /** R47, R66: what the buyer consented to be passed on; for the seller. */
  readonly contact?: ReturnType<typeof toConsentedData>
}

/**
 * Lists of the deliveries that people perform and accept, for each party. Deliveries that are opened by calls are not
 * in them.
 */
export function createLists(context: FulfilmentContext, ownerOf: Owners['ownerOf']) {
  const { db, files, orders, parties } = context
  const isPerformed = ({ type }: Pick<Delivery, 'type'>): boolean => ownerOf(type).acceptance === 'by_buyer'

  /** Reads in sets: a page of deliveries takes as many statements as a single delivery. */
  async function show(deliveries: readonly Delivery[], withContact: boolean): Promise<ShownDelivery[]> {
    if (deliveries.length === 0) return []
    const orderOf = await orders.getAll(
      db,
      deliveries.map(({ orderId }) => orderId),
    )
    const customerOf = await parties.getCustomers(
      db,
      deliveries.map(({ orderId }) => orderOf(orderId)),
    )
    const proofsOf = await files.listOf(
      db,
      deliveries.map(({ id }) => id),
      proofKind,
    )
    return deliveries.map((delivery) => {
      const order = orderOf(delivery.orderId)
      const line = getLine(order.lines, delivery)
      const customer = customerOf(order)
      return omitUndefined({
        delivery,
        order,
        line,
        proofs: proofsOf(delivery.id),
        buyer: customer.name,
        contact: withContact ? toConsentedData(customer, line.offer) : undefined,
      })
    })
  }

  /** The deliveries of the actor's seller, newest first. */
  async function listOfSeller(
    actor: MemberActor,
    states: readonly DeliveryState[],
    page: PageRequest,
  ): Promise<Page<ShownDelivery>> {
    const types = productTypes.filter((type) => isPerformed({ type }))
    const rows = await store.listBySeller(db, { sellerId: requireSeller(actor), types, states }, page)
    const shown = toPage(rows, page.limit, { item: (row) => row, cursor: (row) => row.id })
    return { ...shown, items: await show(shown.items, true) }
  }

  /** The deliveries of an order: all for its buyer and operators, its own for a seller; else `fulfilment.not_found`. */
  async function listOfOrder(
    actor: MemberActor,
    role: 'buyer' | 'seller' | 'operator',
    orderId: Id<'ord'>,
  ): Promise<ShownDelivery[]> {
    if (role === 'operator') requireOperator(actor)
    const { buyerId, lines } = await orders.get(db, orderId)
    if (role === 'buyer' && buyerId !== requireBuyer(actor)) throw fulfilmentProblems.not_found()
    const sellerId = role === 'seller' ? requireSeller(actor) : undefined
    if (sellerId !== undefined && lines.every((line) => line.sellerId !== sellerId))
      throw fulfilmentProblems.not_found()
    const all = (await store.listByOrder(db, orderId)).filter(isPerformed)
    const own = all.filter((one) => sellerId === undefined || one.sellerId === sellerId)
    return show(own, role === 'seller')
  }

  return { listOfSeller, listOfOrder }
}

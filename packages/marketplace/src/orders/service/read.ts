import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import { orderProblems } from '../problems.ts'
import type { Order, OrderLine } from '../schema.ts'
import * as store from '../store/index.ts'

/** The order; throws `order.not_found`. */
export const get = async (db: Pick<Tx, 'withTables'>, orderId: Id<'ord'>): Promise<Order> => {
  const order = await store.find(db, orderId)
  if (!order) throw orderProblems.not_found({ orderId })
  return order
}

/** The orders with these ids; throws if one does not exist. */
export async function getAll(
  db: Pick<Tx, 'withTables'>,
  orderIds: readonly Id<'ord'>[],
): Promise<(orderId: Id<'ord'>) => Order> {
  const orders = new Map((await store.list(db, orderIds)).map((order) => [order.id, order]))
  return (orderId) => {
    const order = orders.get(orderId)
    if (!order) throw orderProblems.not_found({ orderId })
    return order
  }
}

export async function getLine(db: Pick<Tx, 'withTables'>, lineId: Id<'orl'>): Promise<OrderLine> {
  const line = await store.findLine(db, lineId)
  if (!line) throw new Error(`There is no order line ${lineId}`)
  return line
}

/** The lines with these ids; throws if one does not exist. */
export async function getLines(
  db: Db,
  lineIds: readonly Id<'orl'>[],
): Promise<(lineId: Id<'orl'>) => OrderLine> {
  const lines = new Map((await store.listLines(db, lineIds)).map((line) => [line.id, line]))
  return (lineId) => {
    const line = lines.get(lineId)
    if (!line) throw new Error(`There is no order line ${lineId}`)
    return line
  }
}

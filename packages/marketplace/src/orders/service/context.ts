import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Agreements } from '../../agreements/index.ts'
import type { Budgets } from '../../budgets/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { Ledger } from '../../ledger/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import type { Parties } from '../../parties/index.ts'
import { toWireMoney } from '../../platform/index.ts'
import type { Actor, Platform, Tx } from '../../platform/index.ts'
import { orderProblems } from '../problems.ts'
import { createOrderNumber } from '../rules.ts'
import type { Order } from '../schema.ts'
import * as store from '../store/index.ts'

export type OrdersContext = Platform & {
  readonly agreements: Pick<Agreements, 'getAgreement'>
  readonly budgets: Pick<Budgets, 'chooseCostCentre' | 'decideSpending' | 'listLimits'>
  readonly catalog: Catalog
  readonly ledger: Ledger
  readonly parties: Pick<Parties, 'getCustomer' | 'requireBuyerActive'>
}

/** The wake-ups of an unpaid order: when it is cancelled, and when its stock is released (R61). */
export const paymentWakeup = 'orders.payment'
export const stockWakeup = 'orders.stock'
const triesForNumber = 5

/** Throws `order.not_found` if the order is not the buyer's own. */
export async function lockOwn(tx: Tx, actor: Actor, orderId: Id<'ord'>): Promise<Order> {
  const order = await store.lock(tx, orderId)
  if (!order || order.buyerId !== requireBuyer(actor)) throw orderProblems.not_found({ orderId })
  return order
}

/** The published number is random within its minute; if it is taken, another one is drawn. */
export async function insertNumbered(
  context: Pick<OrdersContext, 'clock' | 'zone' | 'randomBytes'>,
  tx: Tx,
  numbered: (number: string) => Order,
): Promise<Order> {
  for (let attempt = 0; attempt < triesForNumber; attempt += 1) {
    const order = numbered(createOrderNumber(context.clock.now(), context.zone, context.randomBytes(5)))
    if (await store.insert(tx, order)) return order
  }
  throw new Error(`No free order number was found in ${triesForNumber} draws`)
}

export const listLineIds = ({ lines }: Order): Id<'orl'>[] => lines.map(({ id }) => id)

/** Why the first stopped thing of an order is not sold any more; undefined if all of it is sold. */
export const findStop = ({ catalog }: Pick<OrdersContext, 'catalog'>, tx: Tx, { lines }: Order) =>
  catalog.findStop(
    tx,
    lines.map(({ skuId }) => skuId),
  )
export type Stop = NonNullable<Awaited<ReturnType<typeof findStop>>>

/** The data of `order.submitted`. */
export const describeSubmitted = (order: Order) => ({
  total: toWireMoney(order.total),
  lines: order.lines.map((line) =>
    omitUndefined({
      name: line.offer.productName,
      quantity: line.quantity,
      period: line.offer.period,
      periodCount: line.offer.periodCount,
      trialDays: line.offer.trialDays,
    }),
  ),
})

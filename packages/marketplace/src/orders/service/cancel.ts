import type { Id, Instant } from '@loggia/kernel'
import type { ProductTold } from '../../catalog/index.ts'
import { notify, record, runInTx, setWakeup, settleMessage } from '../../platform/index.ts'
import type { MemberActor, Tx } from '../../platform/index.ts'
import { decideCancellation } from '../rules.ts'
import type { Order, OrderState } from '../schema.ts'
import * as store from '../store/index.ts'
import { findStop, listLineIds, lockOwn, paymentWakeup, stockWakeup } from './context.ts'
import type { OrdersContext, Stop } from './context.ts'
import { tellExpired } from './unpaid.ts'

/** Cancels unpaid orders and releases their stock. */
export function createCancelling(context: OrdersContext) {
  const { clock, catalog } = context

  async function cancelIn(
    tx: Tx,
    order: Order,
    data: { readonly by: 'buyer' | 'market' } & Partial<Stop>,
  ): Promise<{ state: OrderState }> {
    const state = decideCancellation(order)
    const now = clock.now()
    await store.setState(tx, { id: order.id, state }, { closedAt: now })
    await store.setLineStates(tx, listLineIds(order), 'cancelled')
    await setWakeup(tx, { kind: paymentWakeup, subject: order.id }, undefined)
    await settleMessage(tx, 'order_payable', { kind: 'buyer', id: order.buyerId }, { subject: order.id })
    // An order that the market cancels does not count as a hold in vain of the buyer.
    await catalog.free(tx, listLineIds(order), { inVain: data.why === undefined })
    await record(tx, 'order.cancelled', { subject: order.id, at: now, data })
    return { state }
  }

  /** R60: only before payment. */
  const cancel = (actor: MemberActor, orderId: Id<'ord'>): Promise<{ state: OrderState }> =>
    runInTx(context, { actor }, async (tx) =>
      cancelIn(tx, await lockOwn(tx, actor, orderId), { by: 'buyer' }),
    )

  /**
   * R50, R53: schedules the unpaid orders with something that is not sold any more, each for a transaction of its own:
   * a single one for thousands of orders would hold all their locks.
   */
  async function lookAtStopped(tx: Tx, of: Omit<ProductTold<'product.stopped'>, 'type'>): Promise<void> {
    for (const subject of await store.listAwaitingPayment(tx, of))
      await setWakeup(tx, { kind: paymentWakeup, subject }, clock.now())
  }

  async function cancelStopped(tx: Tx, order: Order, stop: Stop): Promise<void> {
    await cancelIn(tx, order, { by: 'market', ...stop })
    const { id: orderId, number: orderNumber, buyerId } = order
    const { product, why } = stop
    await notify(
      tx,
      'order_stopped',
      { kind: 'buyer', id: buyerId },
      { subject: orderId, data: { orderId, orderNumber, product, why } },
    )
  }

  /** R61: cancels an order that was not paid in time, or earlier one with something that is not sold any more. */
  async function lookAtPayment(tx: Tx, orderId: Id<'ord'>, now: Instant): Promise<void> {
    const order = await store.lock(tx, orderId)
    if (!order || order.state !== 'pending_payment' || order.payBy === undefined) return
    const stop = await findStop(context, tx, order)
    if (stop) return cancelStopped(tx, order, stop)
    if (now < order.payBy) return setWakeup(tx, { kind: paymentWakeup, subject: orderId }, order.payBy)
    await cancelIn(tx, order, { by: 'market' })
    await tellExpired(tx, order)
  }

  /** R61: releases the stock that was held for the order. It can still be paid while there is enough stock. */
  async function lookAtStock(tx: Tx, orderId: Id<'ord'>, now: Instant): Promise<void> {
    const order = await store.lock(tx, orderId)
    if (!order || order.state !== 'pending_payment' || order.stockUntil === undefined) return
    if (now < order.stockUntil)
      return setWakeup(tx, { kind: stockWakeup, subject: orderId }, order.stockUntil)
    await catalog.release(tx, listLineIds(order))
    await record(tx, 'order.stock_released', { subject: orderId, at: now })
  }

  return { cancel, lookAtStopped, lookAtPayment, lookAtStock }
}

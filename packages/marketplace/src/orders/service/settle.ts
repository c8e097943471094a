import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { emit, record, toWireTime } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import { decideState } from '../rules.ts'
import type { Order, OrderCompleted, OrderLine } from '../schema.ts'
import * as store from '../store/index.ts'
import type { OrdersContext } from './context.ts'

/** A line that is settled, and the term that it paid for, if that began now. */
type SettledLine = {
  readonly lineId: Id<'orl'>
  readonly term?: { readonly startsAt: Instant; readonly endsAt?: Instant } | undefined
}

/** Completes or refunds the lines of paid orders. */
export function createSettling({ clock }: Pick<OrdersContext, 'clock'>) {
  /** Sets the states of these lines and closes orders without open lines. Gives the orders after that. */
  async function settleLines(
    tx: Tx,
    state: 'completed' | 'refunded',
    settling: readonly SettledLine[],
  ): Promise<Order[]> {
    const lineIds = settling.map(({ lineId }) => lineId)
    const orders = await store.lockOfLines(tx, lineIds)
    for (const lineId of lineIds) requireLine(orders, lineId)
    const settled = orders.map((order) => ({ before: order, after: settleIn(order, state, settling) }))
    await store.setLineStates(tx, lineIds, state)
    const changed = settled.filter(({ before, after }) => after.state !== before.state)
    await store.closeAll(
      tx,
      changed.map(({ after }) => after),
      clock.now(),
    )
    for (const { after } of changed) if (after.state === 'completed') await tellCompleted(tx, after, settling)
    return settled.map(({ after }) => after)
  }

  async function refundLine(tx: Tx, lineId: Id<'orl'>): Promise<Order> {
    const [order] = await settleLines(tx, 'refunded', [{ lineId }])
    if (!order) throw new Error(`There is no order line ${lineId}`)
    return order
  }

  /** Completes these lines, and the orders that have no other open lines. */
  const completeLines = async (tx: Tx, lines: readonly SettledLine[]): Promise<void> => {
    if (lines.length > 0) await settleLines(tx, 'completed', lines)
  }

  return { completeLines, refundLine }
}

/** Records that an order is complete, with the term that completed it, if there is one. */
async function tellCompleted(tx: Tx, order: Order, settling: readonly SettledLine[]): Promise<void> {
  const { id, number: orderNumber, kind, buyerId, lines } = order
  const term = settling.findLast(({ lineId }) => lines.some((line) => line.id === lineId))?.term
  const data = term && omitUndefined({ startsAt: toWireTime(term.startsAt), endsAt: toWireTime(term.endsAt) })
  await record(tx, 'order.completed', { subject: id, data })
  await emit<OrderCompleted>(tx, { type: 'order.completed', orderId: id, orderNumber, kind, buyerId, lines })
}

export const lockLine = async (tx: Tx, lineId: Id<'orl'>): Promise<{ order: Order; line: OrderLine }> =>
  requireLine(await store.lockOfLines(tx, [lineId]), lineId)

function requireLine(orders: readonly Order[], lineId: Id<'orl'>): { order: Order; line: OrderLine } {
  for (const order of orders) {
    const line = order.lines.find(({ id }) => id === lineId)
    if (line) return { order, line }
  }
  throw new Error(`There is no order line ${lineId}`)
}

/** The order after these lines have got this state. */
function settleIn(order: Order, state: 'completed' | 'refunded', settling: readonly SettledLine[]): Order {
  const isSettled = ({ id }: OrderLine): boolean => settling.some(({ lineId }) => lineId === id)
  for (const line of order.lines) if (isSettled(line)) requireSettleable(order, line, state)
  const lines = order.lines.map((line) => (isSettled(line) ? { ...line, state } : line))
  return { ...order, lines, state: decideState(lines.map((line) => line.state)) }
}

function requireSettleable(order: Order, line: OrderLine, state: 'completed' | 'refunded'): void {
  const isOpen = line.state === 'open' && order.state === 'processing'
  const isReturnable = state === 'refunded' && line.state === 'completed'
  if (!isOpen && !isReturnable)
    throw new Error(`Line ${line.number} is ${line.state}, its order ${order.state}`)
}

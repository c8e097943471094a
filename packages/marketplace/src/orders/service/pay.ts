import { createZero, omitUndefined, sum } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import { emit, record, runInTx, setWakeup, settleMessage, toWireMoney } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { orderProblems } from '../problems.ts'
import { decidePayment, formatLineNumber } from '../rules.ts'
import type { NewLine, Order, OrderLine, OrderPaid, OrderState, Purchase } from '../schema.ts'
import * as store from '../store/index.ts'
import {
  describeSubmitted,
  findStop,
  insertNumbered,
  listLineIds,
  lockOwn,
  paymentWakeup,
} from './context.ts'
import type { Budgeting } from './budgeting.ts'
import type { OrdersContext } from './context.ts'

/** Payments from the balance. */
export function createPaying(context: OrdersContext, { requireBudgetToPay }: Budgeting) {
  const { clock, ids, budgets, catalog, ledger, parties } = context

  /**
   * Pays from the buyer's balance, which starts the opening. Throws `ledger.balance_insufficient`, and `budget.exceeded`
   * and `budget.other_currency` for a member who is no owner (R3b).
   */
  const pay = (request: MemberRequest, orderId: Id<'ord'>): Promise<{ state: OrderState }> =>
    runInTx(context, request, (tx) => payIn(tx, request.actor, orderId))

  async function payIn(tx: Tx, actor: MemberActor, orderId: Id<'ord'>): Promise<{ state: OrderState }> {
    const order = await lockOwn(tx, actor, orderId)
    const { buyerId } = order
    const { memberId } = actor
    await parties.requireBuyerActive(tx, buyerId)
    const paidAt = clock.now()
    const state = decidePayment(order, paidAt)
    await requireStillSold(tx, order)
    await requireBudgetToPay(tx, { buyerId, memberId }, order.lines)
    const balanceAfter = await payFromBalance(tx, order, { paidAt, memberId })
    await setWakeup(tx, { kind: paymentWakeup, subject: orderId }, undefined)
    await settleMessage(tx, 'order_payable', { kind: 'buyer', id: buyerId }, { subject: orderId })
    await catalog.keep(tx, listLineIds(order))
    await store.setState(tx, { id: orderId, state }, { paidAt })
    const data = omitUndefined({
      amount: toWireMoney(order.total),
      balanceAfter: balanceAfter ? toWireMoney(balanceAfter) : undefined,
    })
    await record(tx, 'order.paid', { subject: orderId, at: paidAt, data })
    await tellPaid(tx, order, paidAt)
    return { state }
  }

  /**
   * R50, R53: an order is paid at the price of its creation (R54), but only if all of it is still sold. A stop at the
   * same time takes effect after the payment.
   */
  async function requireStillSold(tx: Tx, order: Order): Promise<void> {
    const stop = await findStop(context, tx, order)
    if (stop) throw orderProblems.no_longer_sold({ product: stop.product, why: stop.why })
  }

  /** Pays and gives the remaining balance. An order that costs nothing, such as a trial, has no posting (R27). */
  async function payFromBalance(
    tx: Tx,
    order: Order,
    by: { readonly paidAt: Instant; readonly memberId: Id<'mbr'> },
  ): Promise<Money | undefined> {
    const { id: orderId, buyerId, total: amount } = order
    if (amount.amountMinor === 0n) return undefined
    const { postingId, balanceAfter } = await ledger.pay(tx, { buyerId, orderId, amount })
    await store.insertPayment(tx, { id: ids.next('pay'), orderId, postingId, amount, ...by })
    return balanceAfter
  }

  /**
   * Makes an order for existing subscriptions and pays it at once; the caller does what follows. Throws
   * `parties.buyer_suspended`, `ledger.balance_insufficient`, and for a member's purchase `budget.exceeded` and
   * `budget.other_currency`, before anything is written.
   */
  async function placePaid(tx: Tx, purchase: Purchase): Promise<Order> {
    const { buyerId, memberId } = purchase
    await parties.requireBuyerActive(tx, buyerId)
    const lines = await bookLines(tx, purchase)
    // R3b: an automatic renewal counts for the cost centre, but is never refused: a service would end by surprise.
    if (memberId !== undefined) await requireBudgetToPay(tx, { buyerId, memberId }, lines)
    const currency = purchase.lines[0]?.amount.currency ?? 'CNY'
    const total = sum(
      purchase.lines.map((line) => line.amount),
      currency,
    )
    const id = ids.next('ord')
    const paidAt = clock.now()
    const posted =
      total.amountMinor === 0n ? undefined : await ledger.pay(tx, { buyerId, orderId: id, amount: total })
    const order = await insertNumbered(context, tx, (number) =>
      omitUndefined({
        id,
        number,
        kind: purchase.kind,
        buyerId,
        memberId,
        state: 'processing',
        total,
        createdAt: paidAt,
        paidAt,
        lines: lines.map((line, at) => ({
          ...line,
          id: ids.next('orl'),
          orderId: id,
          number: formatLineNumber(number, at + 1),
          returned: createZero(line.amount.currency),
          state: 'open',
        })),
      }),
    )
    if (posted)
      await store.insertPayment(tx, {
        id: ids.next('pay'),
        orderId: id,
        postingId: posted.postingId,
        amount: total,
        paidAt,
        memberId,
      })
    await tellPlaced(tx, order, posted?.balanceAfter)
    return order
  }

  /** R3a: books each line to the cost centre of its service; if it has none, to that of the member who pays. */
  async function bookLines(
    tx: Tx,
    { buyerId, memberId, lines }: Purchase,
  ): Promise<(NewLine & Pick<OrderLine, 'costCentreId'>)[]> {
    const centres = await store.listCentresOfLines(
      tx,
      lines.map(({ followsLineId }) => followsLineId),
    )
    const own =
      memberId === undefined || centres.size === lines.length
        ? undefined
        : await budgets.chooseCostCentre(tx, { buyerId, memberId }, undefined)
    return lines.map(({ followsLineId, ...line }) =>
      omitUndefined({ ...line, costCentreId: centres.get(followsLineId) ?? own }),
    )
  }

  return { pay, payIn, placePaid }
}

async function tellPlaced(tx: Tx, order: Order, balanceAfter: Money | undefined): Promise<void> {
  const { id: subject, createdAt: at } = order
  await record(tx, 'order.submitted', { subject, at, data: describeSubmitted(order) })
  const data = omitUndefined({
    amount: toWireMoney(order.total),
    balanceAfter: balanceAfter ? toWireMoney(balanceAfter) : undefined,
  })
  await record(tx, 'order.paid', { subject, at, data })
  await tellPaid(tx, order, at)
}

const tellPaid = (
  tx: Tx,
  { id: orderId, number: orderNumber, kind, buyerId, total, lines }: Order,
  paidAt: Instant,
): Promise<void> =>
  emit<OrderPaid>(tx, {
    type: 'order.paid',
    orderId,
    orderNumber,
    kind,
    buyerId,
    currency: total.currency,
    paidAt,
    lines,
  })

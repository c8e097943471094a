import { omitUndefined, sum, createZero } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import type { Catalog, ProductTold } from '../catalog/index.ts'
import type { Ledger } from '../ledger/index.ts'
import { requireBuyer } from '../parties/index.ts'
import type { Parties } from '../parties/index.ts'
import { emit, runInTx, toWireMoney, notify, record, setWakeup, toWireTime } from '../platform/index.ts'
import type { Actor, Db, MemberActor, MemberRequest, Platform, Tx } from '../platform/index.ts'
import { createGivenParameters } from './given-parameters.ts'
import { orderProblems } from './problems.ts'
import {
  decideCancellation,
  decidePayment,
  decideTotal,
  decideWindow,
  formatLineNumber,
  createOrderNumber,
  priceLine,
  requireContact,
  requireUnpaidLeft as decideUnpaidLeft,
  decideState,
} from './rules.ts'
import type { PricedLine, TakenStock } from './rules.ts'
import type { Order, OrderLine, OrderPaid, OrderState, Purchase, Submission } from './schema.ts'
import { createReturning } from './returning.ts'
import * as store from './store.ts'

type Stop = NonNullable<Awaited<ReturnType<Catalog['findStop']>>>

const paymentWakeup = 'orders.payment'
const stockWakeup = 'orders.stock'
const triesForNumber = 5

export type Orders = ReturnType<typeof createOrders>

type OrdersPlatform = Platform & {
  readonly catalog: Catalog
  readonly ledger: Ledger
  readonly parties: Pick<Parties, 'getCustomer'>
}

/** Lines with the ids that they will have. */
type Priced = {
  readonly lines: readonly (PricedLine & { readonly id: Id<'orl'> })[]
  readonly total: Money
}

/** A line that is settled, and the term that it paid for, if that began now. */
type SettledLine = {
  readonly lineId: Id<'orl'>
  readonly term?: { readonly startsAt: Instant; readonly endsAt?: Instant } | undefined
}

export function createOrders(platform: OrdersPlatform) {
  const { clock, ids, catalog, ledger, parties } = platform
  const given = createGivenParameters(platform)

  async function lockOwn(tx: Tx, actor: Actor, orderId: Id<'ord'>): Promise<Order> {
    const order = await store.lock(tx, orderId)
    if (!order || order.buyerId !== requireBuyer(actor)) throw orderProblems.not_found({ orderId })
    return order
  }

  /** The published number is random within its minute; if it is taken, another one is drawn. */
  async function insertNumbered(tx: Tx, numbered: (number: string) => Order): Promise<Order> {
    for (let attempt = 0; attempt < triesForNumber; attempt += 1) {
      const order = numbered(createOrderNumber(clock.now(), platform.zone, platform.randomBytes(5)))
      if (await store.insert(tx, order)) return order
    }
    throw new Error(`No free order number was found in ${triesForNumber} draws`)
  }

  const newOrder = (actor: MemberActor, priced: Priced, taken: TakenStock) => {
    const id = ids.next('ord')
    const now = clock.now()
    return (number: string): Order => ({
      id,
      number,
      kind: 'new',
      buyerId: requireBuyer(actor),
      memberId: actor.memberId,
      state: 'pending_payment',
      total: priced.total,
      createdAt: now,
      ...decideWindow(now, taken),
      lines: priced.lines.map((line, at) => ({
        id: line.id,
        orderId: id,
        number: formatLineNumber(number, at + 1),
        sellerId: line.purchasable.product.sellerId,
        productId: line.purchasable.product.id,
        skuId: line.purchasable.sku.id,
        priceItemId: line.purchasable.priceItem.id,
        offer: line.offer,
        quantity: line.quantity,
        amount: line.amount,
        returned: createZero(line.amount.currency),
        state: 'open',
      })),
    })
  }

  /** Makes an order that awaits payment; a repeated idempotency key gives the first answer. */
  const submit = (request: MemberRequest, ask: Submission): Promise<{ orderId: Id<'ord'>; number: string }> =>
    runInTx(platform, request, async (tx) => {
      const { actor } = request
      const buyerId = requireBuyer(actor)
      const terms = await catalog.getMarketTerms(tx)
      const lines: Priced['lines'][number][] = []
      for (const line of ask.lines) {
        const purchasable = await catalog.getPurchasable(tx, line.priceItemId)
        lines.push({ ...priceLine(purchasable, line, terms.version), id: ids.next('orl') })
      }
      const total = decideTotal(lines, ask)
      if (lines.some(({ offer }) => offer.buyerData))
        requireContact(lines, await parties.getCustomer(tx, { buyerId, memberId: actor.memberId }))
      await ledger.requirePayable(tx, buyerId, total)
      const taken = await catalog.take(
        tx,
        buyerId,
        lines.map(({ id, purchasable, offer, quantity }) => ({
          orderLineId: id,
          purchasable,
          ask: { quantity, periodCount: offer.periodCount, trial: offer.trialDays !== undefined },
        })),
      )
      if (taken.counted) await requireUnpaidLeft(tx, buyerId)
      const order = await insertNumbered(tx, newOrder(actor, { lines, total }, taken))
      await given.keep(tx, lines)
      await setWakeup(tx, { kind: paymentWakeup, subject: order.id }, order.payBy)
      if (taken.held) await setWakeup(tx, { kind: stockWakeup, subject: order.id }, order.stockUntil)
      await record(tx, 'order.submitted', {
        subject: order.id,
        at: order.createdAt,
        data: submittedData(order),
      })
      await emit(tx, { type: 'order.submitted', orderId: order.id })
      return { orderId: order.id, number: order.number }
    })

  async function requireUnpaidLeft(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
    await store.waitForTurn(tx, buyerId)
    decideUnpaidLeft(await store.countUnpaidOfStock(tx, buyerId))
  }

  /** Pays from the buyer's balance, and so starts the opening of what was bought; throws `ledger.balance_insufficient`. */
  const pay = (request: MemberRequest, orderId: Id<'ord'>): Promise<{ state: OrderState }> =>
    runInTx(platform, request, async (tx) => {
      const order = await lockOwn(tx, request.actor, orderId)
      const paidAt = clock.now()
      const state = decidePayment(order, paidAt)
      await requireStillSold(tx, order)
      const balanceAfter = await payFromBalance(tx, order, paidAt)
      await setWakeup(tx, { kind: paymentWakeup, subject: orderId }, undefined)
      await catalog.keep(tx, lineIdsOf(order))
      await store.setState(tx, { id: orderId, state }, { paidAt })
      const data = omitUndefined({
        amount: toWireMoney(order.total),
        balanceAfter: balanceAfter ? toWireMoney(balanceAfter) : undefined,
      })
      await record(tx, 'order.paid', { subject: orderId, at: paidAt, data })
      await tellPaid(tx, order, paidAt)
      return { state }
    })

  /**
   * R50, R53: an order is paid at the price of its creation (R54), but only if all of it is still sold. A stop at the
   * same time takes effect after the payment.
   */
  async function requireStillSold(tx: Tx, order: Order): Promise<void> {
    const stop = await catalog.findStop(
      tx,
      order.lines.map(({ skuId }) => skuId),
    )
    if (stop) throw orderProblems.no_longer_sold({ product: stop.product, why: stop.why })
  }

  /** Pays and gives the remaining balance. For an order that costs nothing, such as a trial's, there is no posting (R27). */
  async function payFromBalance(tx: Tx, order: Order, paidAt: Instant): Promise<Money | undefined> {
    const { id: orderId, buyerId, total: amount } = order
    if (amount.amountMinor === 0n) return undefined
    const { postingId, balanceAfter } = await ledger.pay(tx, { buyerId, orderId, amount })
    await store.insertPayment(tx, { id: ids.next('pay'), orderId, postingId, amount, paidAt })
    return balanceAfter
  }

  /**
   * Makes an order for existing subscriptions and pays it at once; the caller does what follows. Throws
   * `ledger.balance_insufficient` before anything is written.
   */
  async function placePaid(tx: Tx, purchase: Purchase): Promise<Order> {
    const currency = purchase.lines[0]?.amount.currency ?? 'CNY'
    const total = sum(
      purchase.lines.map((line) => line.amount),
      currency,
    )
    const id = ids.next('ord')
    const paidAt = clock.now()
    const posted =
      total.amountMinor === 0n
        ? undefined
        : await ledger.pay(tx, { buyerId: purchase.buyerId, orderId: id, amount: total })
    const order = await insertNumbered(tx, (number) =>
      omitUndefined({
        id,
        number,
        kind: purchase.kind,
        buyerId: purchase.buyerId,
        memberId: purchase.memberId,
        state: 'processing',
        total,
        createdAt: paidAt,
        paidAt,
        lines: purchase.lines.map((line, at) => ({
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
      })
    await tellPlaced(tx, order, posted?.balanceAfter)
    return order
  }

  async function tellPlaced(tx: Tx, order: Order, balanceAfter: Money | undefined): Promise<void> {
    const { id: subject, createdAt: at } = order
    await record(tx, 'order.submitted', { subject, at, data: submittedData(order) })
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

  async function cancelIn(
    tx: Tx,
    order: Order,
    data: { readonly by: 'buyer' | 'market' } & Partial<Stop>,
  ): Promise<{ state: OrderState }> {
    const state = decideCancellation(order)
    const now = clock.now()
    await store.setState(tx, { id: order.id, state }, { closedAt: now })
    await store.setLineStates(tx, lineIdsOf(order), 'cancelled')
    await setWakeup(tx, { kind: paymentWakeup, subject: order.id }, undefined)
    // An order that the market cancels does not count as a hold in vain of the buyer.
    await catalog.free(tx, lineIdsOf(order), { inVain: data.why === undefined })
    await record(tx, 'order.cancelled', { subject: order.id, at: now, data })
    return { state }
  }

  /** R60: only before payment. */
  const cancel = (actor: MemberActor, orderId: Id<'ord'>): Promise<{ state: OrderState }> =>
    runInTx(platform, { actor }, async (tx) =>
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
    const stop = await catalog.findStop(
      tx,
      order.lines.map(({ skuId }) => skuId),
    )
    if (stop) return cancelStopped(tx, order, stop)
    if (now < order.payBy) return setWakeup(tx, { kind: paymentWakeup, subject: orderId }, order.payBy)
    await cancelIn(tx, order, { by: 'market' })
  }

  /** R61: releases the stock that was held for the order. It can still be paid while there is enough stock. */
  async function lookAtStock(tx: Tx, orderId: Id<'ord'>, now: Instant): Promise<void> {
    const order = await store.lock(tx, orderId)
    if (!order || order.state !== 'pending_payment' || order.stockUntil === undefined) return
    if (now < order.stockUntil)
      return setWakeup(tx, { kind: stockWakeup, subject: orderId }, order.stockUntil)
    await catalog.release(tx, lineIdsOf(order))
    await record(tx, 'order.stock_released', { subject: orderId, at: now })
  }

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

  /** Records that an order is complete, with the term that completed it, if there is one. */
  async function tellCompleted(
    tx: Tx,
    { id, lines }: Order,
    settling: readonly SettledLine[],
  ): Promise<void> {
    const term = settling.findLast(({ lineId }) => lines.some((line) => line.id === lineId))?.term
    const data =
      term && omitUndefined({ startsAt: toWireTime(term.startsAt), endsAt: toWireTime(term.endsAt) })
    await record(tx, 'order.completed', { subject: id, data })
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

  return {
    submit,
    pay,
    cancel,
    listStanding: store.listStanding,
    placePaid,
    lookAtPayment,
    lookAtStopped,
    lookAtStock,
    lockLine,
    /** Which of these lines are open, unlocked. */
    listOpenLines: store.listOpen,
    listOpenRenewals: store.listOpenRenewals,
    completeLines,
    returnLines: createReturning({ clock, ids, lockLine, refundLine, insertNumbered }),
    /**
     * Gives back the stock that these lines took (R30). Called after the refund, since a payment locks the balance
     * before the stock.
     */
    freeStock: (tx: Tx, lineIds: readonly Id<'orl'>[]): Promise<void> => catalog.free(tx, lineIds),
    get,
    getAll,
    getLine,
    getLines,
    listGiven: given.list,
    findByNumber: store.findByNumber,
  }
}

const lockLine = async (tx: Tx, lineId: Id<'orl'>): Promise<{ order: Order; line: OrderLine }> =>
  requireLine(await store.lockOfLines(tx, [lineId]), lineId)

function requireLine(orders: readonly Order[], lineId: Id<'orl'>): { order: Order; line: OrderLine } {
  for (const order of orders) {
    const line = order.lines.find(({ id }) => id === lineId)
    if (line) return { order, line }
  }
  throw new Error(`There is no order line ${lineId}`)
}

const get = async (db: Pick<Tx, 'withTables'>, orderId: Id<'ord'>): Promise<Order> => {
  const order = await store.find(db, orderId)
  if (!order) throw orderProblems.not_found({ orderId })
  return order
}

/** The orders with these ids; throws if one does not exist. */
async function getAll(
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

async function getLine(db: Pick<Tx, 'withTables'>, lineId: Id<'orl'>): Promise<OrderLine> {
  const line = await store.findLine(db, lineId)
  if (!line) throw new Error(`There is no order line ${lineId}`)
  return line
}

/** The lines with these ids; throws if one does not exist. */
async function getLines(db: Db, lineIds: readonly Id<'orl'>[]): Promise<(lineId: Id<'orl'>) => OrderLine> {
  const lines = new Map((await store.listLines(db, lineIds)).map((line) => [line.id, line]))
  return (lineId) => {
    const line = lines.get(lineId)
    if (!line) throw new Error(`There is no order line ${lineId}`)
    return line
  }
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

const lineIdsOf = ({ lines }: Order): Id<'orl'>[] => lines.map(({ id }) => id)

const submittedData = (order: Order) => ({
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

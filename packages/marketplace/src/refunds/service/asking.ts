import { createZero, omitUndefined, sum, toId } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { RefundOffer } from '@loggia/protocol/console'
import type { readUpload } from '../../files/index.ts'
import { orderProblems } from '../../orders/index.ts'
import type { Order, OrderLine } from '../../orders/index.ts'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx, settleMessage, toWireMoney } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { requireRefundable } from '../../supervision/index.ts'
import type { Supervision } from '../../supervision/index.ts'
import { computeAmountLeft, listTogether, requireAskable, requireFewRequests, splitAmount } from '../rules.ts'
import type { RefundRequest } from '../schema.ts'
import * as store from '../store/index.ts'
import type { RefundsContext } from './giving.ts'
import { findRefusal, toAct } from './refusals.ts'
import { requestFiles } from './requests.ts'
import type { Requests } from './requests.ts'

export type RefundRequestAsk = {
  /** A line of the order; the first unless told. */
  readonly lineNumber?: string | undefined
  readonly amount: Money
  readonly reason: string
  readonly file?: ReturnType<typeof readUpload> | undefined
}
type OfLine = Pick<RefundRequestAsk, 'lineNumber'> & { readonly orderId: Id<'ord'> }
type OfOrder = { readonly order: Order; readonly lines: readonly OrderLine[] }
type AskedLine = { readonly line: OrderLine; readonly supervision: Supervision }

/** R139: a buyer asks for money back before the acceptance. */
export function createAsking(context: RefundsContext, requests: Requests) {
  const { db, clock, ids, files, orders, subscriptions, supervisions } = context

  /** The line of the buyer's own order, and those that are refunded with it (R145). Throws `order.not_found`. */
  async function getOwnLines(
    from: Db,
    actor: MemberActor,
    { orderId, lineNumber }: OfLine,
  ): Promise<OfOrder> {
    const order = await orders.get(from, orderId)
    const line = order.lines.find(({ number }) => lineNumber === undefined || number === lineNumber)
    if (order.buyerId !== requireBuyer(actor) || !line) throw orderProblems.not_found({ orderId })
    return { order, lines: listTogether(order, line) }
  }

  /** The supervised deliveries of these lines. */
  async function listDeliveries(from: Db, lines: readonly OrderLine[]): Promise<Supervision[]> {
    const found: Supervision[] = []
    for (const { id } of lines) {
      const one = await supervisions.findByLine(from, id)
      if (one) found.push(one)
    }
    return found
  }

  /** Throws why one of the lines cannot be refunded (R142, R145: all or none). */
  async function requireAll(
    from: Db,
    { order, lines }: OfOrder,
    deliveries: readonly Supervision[],
  ): Promise<AskedLine[]> {
    const asked: AskedLine[] = []
    for (const line of lines) {
      const known = deliveries.find(({ orderLineId }) => orderLineId === line.id)
      const held = await findHeld(from, line, known)
      const supervision = requireAskable({
        kind: order.kind,
        supervision: known,
        term: held?.terms.find(({ orderLineId }) => orderLineId === line.id),
        isPermitted: known !== undefined && (await store.isPermitted(from, known.id)),
        now: clock.now(),
      })
      requireFewRequests(await store.countOfLine(from, line.id))
      asked.push({ line, supervision })
    }
    return asked
  }

  function findHeld(from: Db, line: OrderLine, of: Supervision | undefined) {
    const subscriptionId = of?.subscriptionId ?? line.subscriptionId
    return subscriptionId === undefined ? undefined : subscriptions.getHeld(from, subscriptionId)
  }

  const sumLeft = (lines: readonly OrderLine[]): Money => {
    const lefts = lines.map(computeAmountLeft)
    const currency = lefts[0]?.currency
    if (currency === undefined) throw new Error('Nothing is to be refunded')
    return sum(lefts, currency)
  }

  /**
   * Asks for a refund; the delivery is stopped until the seller has answered (R148). Throws why it cannot be asked for
   * (R142), `supervision.amount_out_of_range`, `order.invoice_requested`, `order.invoice_issued`, and the problems of a
   * refused file.
   */
  function askRefund(
    request: MemberRequest,
    orderId: Id<'ord'>,
    { file, ...ask }: RefundRequestAsk,
  ): Promise<{ requestId: Id<'rrq'> }> {
    if (!file) return open(request, orderId, ask, () => Promise.resolve(undefined))
    return files.withStored(requestFiles, file, (stored) =>
      open(request, orderId, ask, async (tx, of) => {
        return (await files.keep(tx, stored, { owner: of.buyerId, subject: of.id })).name
      }),
    )
  }

  const open = (
    request: MemberRequest,
    orderId: Id<'ord'>,
    ask: Omit<RefundRequestAsk, 'file'>,
    keep: (tx: Tx, of: RefundRequest) => Promise<string | undefined>,
  ): Promise<{ requestId: Id<'rrq'> }> =>
    runInTx(context, request, async (tx) => {
      const { order, asked } = await lockAll(tx, request.actor, { ...ask, orderId })
      const of = toRequest(request.actor, { order, asked, ask })
      const found = [order.number, ...asked.flatMap(({ line }) => Object.values(line.offer.productName))]
      await store.insertRequest(tx, of, found.join(' '))
      await orders.claimLines(tx, requests.lineIdsOf(of), requests.claimOf(of))
      for (const { supervision } of asked) {
        await supervisions.stopForRefund(tx, supervision)
        await store.removePermit(tx, supervision.id)
        await settleMessage(
          tx,
          'refund_request',
          { kind: 'buyer', id: of.buyerId },
          { subject: supervision.id },
        )
      }
      const file = await keep(tx, of)
      for (const line of of.lines)
        await record(tx, 'refund_request.asked', {
          subject: of.orderId,
          data: { ...requests.toFact(of, line), reason: of.reason, file },
        })
      await requests.remindLater(tx, of)
      await requests.tell(tx, of, { to: 'seller', what: 'asked', reason: of.reason })
      return { requestId: of.id }
    })

  /** Locks the deliveries of the lines that are asked for, and requires that a refund of all of them may be asked for. */
  async function lockAll(
    tx: Tx,
    actor: MemberActor,
    asked: OfLine,
  ): Promise<{ order: Order; asked: AskedLine[] }> {
    const of = await getOwnLines(tx, actor, asked)
    const known = await listDeliveries(tx, of.lines)
    const deliveries = await requests.lockDeliveries(
      tx,
      known.map(({ subscriptionId }) => subscriptionId),
    )
    return { order: of.order, asked: await requireAll(tx, of, deliveries) }
  }

  function toRequest(
    { memberId }: MemberActor,
    of: {
      readonly order: Order
      readonly asked: readonly AskedLine[]
      readonly ask: Omit<RefundRequestAsk, 'file'>
    },
  ): RefundRequest {
    const { order, asked, ask } = of
    const lines = asked.map(({ line }) => line)
    const amount = sumLeft(lines)
    requireRefundable(ask.amount, { amount, returned: createZero(amount.currency) })
    const [first] = asked
    if (!first) throw new Error('A refund is asked for at least one line')
    const now = clock.now()
    const parts = splitAmount(ask.amount, lines)
    return {
      id: ids.next('rrq'),
      buyerId: order.buyerId,
      sellerId: first.line.sellerId,
      memberId,
      orderId: order.id,
      lines: asked.map(({ line, supervision }, at) => ({
        orderLineId: line.id,
        subscriptionId: supervision.subscriptionId,
        supervisionId: supervision.id,
        amount: parts[at] ?? createZero(amount.currency),
      })),
      amount: ask.amount,
      reason: ask.reason,
      state: 'seller_review',
      since: now,
      askedAt: now,
      returnsGoods: asked.some(({ supervision }) => supervision.shipment !== undefined),
      reminded: 0,
    }
  }

  /** R139: what may be asked for a line now, or why nothing may. Throws `order.not_found`. */
  async function getRefundOffer(actor: MemberActor, asked: OfLine): Promise<RefundOffer> {
    const of = await getOwnLines(db, actor, asked)
    const known = await listDeliveries(db, of.lines)
    const lineIds = of.lines.map(({ id }) => id)
    const refused = await findRefusal(async () => {
      await requireAll(db, of, known)
      await orders.requireClaimable(db, lineIds, { kind: 'refund_in_review', subject: of.order.id })
    })
    const [claim] = await orders.listClaims(db, lineIds)
    return omitUndefined({
      ...toAct(refused),
      most: toWireMoney(sumLeft(of.lines)),
      lines: of.lines.map((line) => ({
        number: line.number,
        product: omitUndefined({ id: line.productId, name: line.offer.productName, logo: line.offer.logo }),
        specification: line.offer.specification,
        paid: toWireMoney(computeAmountLeft(line)),
      })),
      returnsGoods: known.some(({ shipment }) => shipment !== undefined),
      openRequestId: claim?.kind === 'refund_in_review' ? toId(claim.subject, 'rrq') : undefined,
    })
  }

  return { askRefund, getRefundOffer }
}

import type { Id } from '@loggia/kernel'
import { record, runInTx } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { requireOperator } from '../../parties/index.ts'
import { refundProblems } from '../problems.ts'
import { decideNext, isInTransit } from '../rules.ts'
import type { RefundRequest, RefundRequestAct, RefundRequestState } from '../schema.ts'
import * as store from '../store/index.ts'
import type { RefundsContext } from './giving.ts'
import type { LockedRequest, Requests } from './requests.ts'

type Reply = { readonly state: RefundRequestState }
type Decision = { readonly approve: true } | { readonly approve: false; readonly reason: string }

/** What the parties do with a request (commerce.md §8.4, §8.5). */
export function createAnswering(context: RefundsContext, requests: Requests) {
  const { clock, orders, supervisions } = context

  const move = (
    tx: Tx,
    of: RefundRequest,
    act: RefundRequestAct,
    changes: Partial<Pick<RefundRequest, 'goods' | 'rejection'>> = {},
  ): Promise<RefundRequest> => requests.save(tx, { ...of, ...changes, state: decideNext(of, act) })

  /**
   * R140: the seller approves, which refunds it (R155), or of shipped goods asks for them first (R151), or rejects.
   * Throws `refund.request_not_found`, `refund.request_moved`, `refund.appealed`, `order.invoice_requested`,
   * `order.invoice_issued`.
   */
  const decideRequest = (request: MemberRequest, id: Id<'rrq'>, decision: Decision): Promise<Reply> =>
    runInTx(context, request, async (tx) => {
      const locked = await requests.lockOwn(tx, { actor: request.actor, role: 'seller' }, id)
      const { of } = locked
      if (of.state !== 'seller_review') throw refundProblems.request_moved({ state: of.state })
      if (!decision.approve)
        return reject(tx, locked, { act: 'reject', by: 'seller', reason: decision.reason })
      await orders.requireClaimable(tx, requests.lineIdsOf(of), requests.claimOf(of))
      for (const line of of.lines)
        await record(tx, 'refund_request.approved', {
          subject: of.orderId,
          data: { ...requests.toFact(of, line), goods: of.returnsGoods },
        })
      if (!of.returnsGoods) return refund(tx, locked, 'approve')
      const { state } = await move(tx, of, 'await_goods')
      await requests.pass(tx, locked, 'buyer')
      await requests.tell(tx, of, { to: 'buyer', what: 'goods_due' })
      return { state }
    })

  /** The deliveries end, and the money goes back; what follows is done by the handlers of `delivery.failed`. */
  async function refund(
    tx: Tx,
    { of, lines }: LockedRequest,
    act: 'approve' | 'receive_goods',
  ): Promise<Reply> {
    const { state } = await move(tx, of, act)
    for (const { line, supervision } of lines)
      await supervisions.endByRefund(tx, supervision, {
        reason: of.reason,
        amount: line.amount,
        cause: 'negotiated',
      })
    return { state }
  }

  type Rejection = NonNullable<RefundRequest['rejection']> & { readonly act: 'reject' | 'overrule' }
  /** The deliveries go on. */
  async function reject(tx: Tx, locked: LockedRequest, { act, ...rejection }: Rejection): Promise<Reply> {
    const { of } = locked
    const { state } = await move(tx, of, act, { rejection })
    for (const line of of.lines)
      await record(tx, 'refund_request.rejected', {
        subject: of.orderId,
        data: { ...requests.toFact(of, line), ...rejection },
      })
    await requests.resume(tx, locked)
    await requests.tell(tx, of, { to: 'buyer', what: 'rejected', reason: rejection.reason })
    return { state }
  }

  /** The buyer does not want the money any more. Throws `refund.request_moved`, `refund.appealed`. */
  const withdrawRequest = (actor: MemberActor, id: Id<'rrq'>): Promise<Reply> =>
    runInTx(context, { actor }, async (tx) => {
      const locked = await requests.lockOwn(tx, { actor, role: 'buyer' }, id)
      const { state } = await move(tx, locked.of, 'withdraw')
      await requests.recordPlain(tx, locked.of, 'refund_request.withdrawn')
      await requests.resume(tx, locked)
      await requests.tell(tx, locked.of, { to: 'seller', what: 'withdrawn' })
      return { state }
    })

  type Goods = { readonly carrier: string; readonly trackingNumber: string }
  /** R151: the buyer has sent the goods back. */
  const sendGoods = (actor: MemberActor, id: Id<'rrq'>, goods: Goods): Promise<Reply> =>
    runInTx(context, { actor }, async (tx) => {
      const locked = await requests.lockOwn(tx, { actor, role: 'buyer' }, id)
      const { of } = locked
      const { state } = await move(tx, of, 'send_goods', { goods: { ...goods, sentAt: clock.now() } })
      for (const line of of.lines)
        await record(tx, 'refund_request.goods_sent', {
          subject: of.orderId,
          data: { ...requests.toFact(of, line), ...goods },
        })
      await requests.pass(tx, locked, 'seller')
      await requests.tell(tx, of, { to: 'seller', what: 'goods_sent' })
      return { state }
    })

  /** R151: the goods are back, and the money follows; or what came back is not what was sold. */
  const receiveGoods = (request: MemberRequest, id: Id<'rrq'>, decision: Decision): Promise<Reply> =>
    runInTx(context, request, async (tx) => {
      const locked = await requests.lockOwn(tx, { actor: request.actor, role: 'seller' }, id)
      const { of } = locked
      if (of.state !== 'goods_sent') throw refundProblems.request_moved({ state: of.state })
      if (!decision.approve)
        return reject(tx, locked, { act: 'reject', by: 'seller', reason: decision.reason })
      await requests.recordPlain(tx, of, 'refund_request.goods_received')
      return refund(tx, locked, 'receive_goods')
    })

  /** R151: an operator lets the buyer ask although the goods are on their way. Throws `refund.not_in_transit`. */
  const permitRefund = (
    actor: MemberActor,
    supervisionId: Id<'spv'>,
    reason: string,
  ): Promise<{ permitted: true }> =>
    runInTx(context, { actor }, async (tx) => {
      requireOperator(actor)
      const [of] = await supervisions.listById(tx, [supervisionId])
      if (!of || of.doneAt !== undefined || of.endedAt !== undefined || !isInTransit(of))
        throw refundProblems.not_in_transit({ supervisionId })
      const permit = { supervisionId, reason, permittedBy: actor.memberId, permittedAt: clock.now() }
      if (!(await store.insertPermit(tx, permit))) return { permitted: true }
      const data = { sellerId: of.sellerId, supervisionId, reason }
      await record(tx, 'refund_request.permitted', { subject: of.orderId, data })
      await requests.tellPermitted(tx, of)
      return { permitted: true }
    })

  return { decideRequest, withdrawRequest, sendGoods, receiveGoods, permitRefund, reject, move }
}
export type Answering = ReturnType<typeof createAnswering>

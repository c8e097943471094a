import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, Money } from '@loggia/kernel'
import type { Messages } from '@loggia/protocol/console'
import type { AgreementVersions } from '@loggia/protocol/console/agreements/kinds'
import { requireBuyer } from '../../parties/index.ts'
import { notify, record, runInTx, setWakeup, settleMessage } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { purchaseRequestProblems } from '../problems.ts'
import { decideAct, decideNext, requireAccepted } from '../rules.ts'
import type { PurchaseRequest, PurchaseRequestAct } from '../schema.ts'
import * as store from '../store/index.ts'
import { dueWakeup, getPlace } from './context.ts'
import type { PurchaseRequestsContext } from './context.ts'
import { readParameters } from './parameters.ts'
import type { Reading } from './reading.ts'
import { toFact } from './telling.ts'

/** What an approver was shown, and what they agree to. */
type Approval = {
  readonly expectedTotal: Money
  readonly acceptHigher: boolean
  readonly agreed: boolean
  readonly agreements?: AgreementVersions | undefined
  readonly dataConsent?: boolean | undefined
}

/** What becomes of requests. */
export function createDeciding(context: PurchaseRequestsContext, { getReader, nameOf }: Reading) {
  const { clock, ledger, orders, seal } = context

  /** The request, locked, and its state after this act. Throws `purchase_request.not_found` and what the act refuses. */
  async function lockFor(tx: Tx, actor: MemberActor, id: Id<'prq'>, act: PurchaseRequestAct) {
    const buyerId = requireBuyer(actor)
    const found = await store.lock(tx, id)
    const reader = await getReader(tx, actor)
    if (found?.request.buyerId !== buyerId || (!reader.mayBuy && found.request.memberId !== reader.memberId))
      throw purchaseRequestProblems.not_found({ purchaseRequestId: id })
    return { ...found, state: decideAct(found.request, act, { reader, now: clock.now() }) }
  }

  async function end(
    tx: Tx,
    request: PurchaseRequest,
    told?: Messages['purchase_request_decided']['what'],
  ): Promise<void> {
    const { id: subject, buyerId } = request
    const to = { kind: 'buyer', id: buyerId } as const
    await store.save(tx, request)
    await setWakeup(tx, { kind: dueWakeup, subject }, undefined)
    await settleMessage(tx, 'purchase_requested', to, { subject })
    if (told === undefined) return
    const requester = await nameOf(tx, request.memberId)
    const data = { purchaseRequestId: request.id, ...toFact(request), requester, what: told }
    await notify(tx, 'purchase_request_decided', to, { subject, data })
  }

  /**
   * R3c: places the order in the approver's name and pays it, all in one transaction: the request is locked and has one
   * order at most. Throws `purchase_request.not_found`, `.decided`, `.own`, `.other_approver`, `.price_rose`, and
   * whatever refuses the order or its payment, such as `order.price_changed`, `ledger.balance_insufficient` and
   * `budget.exceeded`; then the request goes on waiting.
   */
  const approve = (request: MemberRequest, id: Id<'prq'>, approval: Approval): Promise<Id<'prq'>> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const { request: before, sealed, state } = await lockFor(tx, actor, id, 'approve')
      const { expectedTotal, acceptHigher, agreed, agreements, dataConsent } = approval
      requireAccepted(before.amount, expectedTotal, acceptHigher)
      // A payment locks the balance before the stock, which the order takes first here.
      await ledger.waitForPayments(tx, before.buyerId, expectedTotal.currency)
      const { orderId, number: orderNumber } = await orders.submitIn(tx, actor, {
        lines: [
          {
            priceItemId: before.priceItemId,
            quantity: before.quantity,
            periodCount: before.offer.periodCount,
            trial: before.offer.trialDays !== undefined,
            parameters: readParameters(seal, getPlace(id), sealed),
            agreements,
          },
        ],
        expectedTotal,
        agreed,
        dataConsent,
        // Not that of the approver.
        bookedTo: before.costCentreId ?? null,
      })
      await orders.payIn(tx, actor, orderId)
      const after = { ...before, state, orderId, decidedBy: actor.memberId, decidedAt: clock.now() }
      await end(tx, after, 'approved')
      const data = { ...toFact(before), orderId, orderNumber }
      await record(tx, 'purchase_request.approved', { subject: id, data })
      return id
    })

  /** Throws `purchase_request.not_found`, `.decided`, `.own`, `.other_approver`. */
  const reject = (actor: MemberActor, id: Id<'prq'>, decisionReason: string): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const { request, state } = await lockFor(tx, actor, id, 'reject')
      const { memberId: decidedBy } = actor
      await end(tx, { ...request, state, decidedBy, decidedAt: clock.now(), decisionReason }, 'rejected')
      await record(tx, 'purchase_request.rejected', { subject: id, data: toFact(request) })
    })

  /** By the member who asked. Throws `purchase_request.not_found`, `.decided`, `.not_requester`. */
  const withdraw = (actor: MemberActor, id: Id<'prq'>): Promise<void> =>
    runInTx(context, { actor }, async (tx) => {
      const { request, state } = await lockFor(tx, actor, id, 'withdraw')
      await end(tx, { ...request, state, decidedBy: actor.memberId, decidedAt: clock.now() })
      await record(tx, 'purchase_request.withdrawn', { subject: id, data: toFact(request) })
    })

  /** Expires a request whose time is over. */
  async function follow(tx: Tx, id: Id<'prq'>, now: Instant): Promise<void> {
    const found = await store.lock(tx, id)
    if (!found || found.request.state !== 'waiting') return
    const { request } = found
    if (now < request.expiresAt) return setWakeup(tx, { kind: dueWakeup, subject: id }, request.expiresAt)
    const after = omitUndefined({ ...request, state: decideNext(request, 'lapse'), decidedAt: now })
    await end(tx, after, 'expired')
    await record(tx, 'purchase_request.expired', { subject: id, data: toFact(request) })
  }

  return { approve, reject, withdraw, follow }
}

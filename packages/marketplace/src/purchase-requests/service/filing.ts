import { omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { requireBuyer } from '../../parties/index.ts'
import { notify, record, runInTx, setWakeup } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import { purchaseRequestProblems } from '../problems.ts'
import { computeExpiry, requireRoom, requireShown } from '../rules.ts'
import type { AskedLine, PurchaseRequest } from '../schema.ts'
import * as store from '../store/index.ts'
import { dueWakeup, getPlace } from './context.ts'
import type { PurchaseRequestsContext } from './context.ts'
import { toFact } from './telling.ts'
import { sealParameters } from './parameters.ts'

export type RequestAsk = AskedLine & {
  readonly expectedTotal: Money
  readonly reason: string
  readonly costCentreId?: Id<'cct'> | undefined
  readonly approverId?: Id<'mbr'> | undefined
}

/** What members ask for. */
export function createFiling(context: PurchaseRequestsContext) {
  const { budgets, clock, ids, orders, parties, seal } = context

  /** Throws `purchase_request.no_approver`, `purchase_request.approver_unfit`. */
  async function requireApprover(
    tx: Tx,
    buyerId: Id<'byr'>,
    { memberId, approverId }: { readonly memberId: Id<'mbr'>; readonly approverId: Id<'mbr'> | undefined },
  ): Promise<void> {
    const others = (await budgets.listApprovers(tx, buyerId)).filter(({ id }) => id !== memberId)
    if (others.length === 0) throw purchaseRequestProblems.no_approver()
    if (approverId !== undefined && !others.some(({ id }) => id === approverId))
      throw purchaseRequestProblems.approver_unfit()
  }

  /**
   * R3c: files a request for exactly what an order would have. Throws what the catalogue refuses of it, refusals of
   * parameters, `order.price_changed`, `budget.cost_centre_unknown`, `budget.cost_centre_archived`,
   * `purchase_request.no_approver`, `.approver_unfit`, `.too_many`, `parties.buyer_suspended`.
   */
  const file = (request: MemberRequest, ask: RequestAsk): Promise<Id<'prq'>> =>
    runInTx(context, request, async (tx) => {
      const { actor } = request
      const buyerId = requireBuyer(actor)
      const { memberId } = actor
      await parties.requireBuyerActive(tx, buyerId)
      await store.waitForTurn(tx, memberId)
      requireRoom(await store.countWaiting(tx, memberId))
      await requireApprover(tx, buyerId, { memberId, approverId: ask.approverId })
      const { priceItemId, quantity, periodCount, trial, parameters } = ask
      const asked = { priceItemId, quantity, periodCount, trial, parameters }
      const { purchasable, offer, amount } = await orders.price(tx, asked)
      requireShown(ask.expectedTotal, amount)
      const askedAt = clock.now()
      const filed: PurchaseRequest = omitUndefined({
        id: ids.next('prq'),
        buyerId,
        memberId,
        approverId: ask.approverId,
        state: 'waiting',
        priceItemId,
        productId: purchasable.product.id,
        sellerId: purchasable.product.sellerId,
        offer,
        quantity,
        amount,
        costCentreId: await budgets.chooseCostCentre(tx, { buyerId, memberId }, ask.costCentreId),
        reason: ask.reason,
        askedAt,
        expiresAt: computeExpiry(askedAt),
      })
      await store.insert(tx, filed, sealParameters(seal, getPlace(filed.id), parameters ?? []))
      await tellFiled(tx, actor, filed)
      return filed.id
    })

  async function tellFiled(tx: Tx, { name: requester }: MemberActor, filed: PurchaseRequest): Promise<void> {
    const { id, buyerId, expiresAt } = filed
    await setWakeup(tx, { kind: dueWakeup, subject: id }, expiresAt)
    await record(tx, 'purchase_request.filed', { subject: id, data: toFact(filed) })
    const data = { purchaseRequestId: id, ...toFact(filed), requester }
    await notify(tx, 'purchase_requested', { kind: 'buyer', id: buyerId }, { subject: id, data })
  }

  return { file }
}

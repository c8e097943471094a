import { addMs, formatMoney, fromDays, isMore, omitUndefined, toDecimal } from '@loggia/kernel'
import type { Instant, Money } from '@loggia/kernel'
import { purchaseRequestLimits } from '@loggia/protocol/console/purchase-requests/kinds'
import { orderProblems } from '../orders/index.ts'
import { purchaseRequestProblems } from './problems.ts'
import { purchaseRequestTransitions } from './schema.ts'
import type {
  PurchaseRequest,
  PurchaseRequestAct,
  PurchaseRequestAction,
  PurchaseRequestState,
  RequestReader,
} from './schema.ts'

export const computeExpiry = (askedAt: Instant): Instant =>
  addMs(askedAt, fromDays(purchaseRequestLimits.days))

/** R3c: throws if the member has the most waiting requests; `waiting` is how many there are. */
export function requireRoom(waiting: number): void {
  const { waiting: most } = purchaseRequestLimits
  if (waiting >= most) throw purchaseRequestProblems.too_many({ most })
}

/** Members who may buy see all requests of their buyer, others their own. */
export const mayRead = ({ memberId }: Pick<PurchaseRequest, 'memberId'>, reader: RequestReader): boolean =>
  reader.mayBuy || memberId === reader.memberId

/** R3c: nobody decides what they asked for; a named approver decides, or an owner. */
function mayDecide({ memberId, approverId }: PurchaseRequest, reader: RequestReader): boolean {
  const isNamed = approverId === undefined || approverId === reader.memberId
  return reader.mayBuy && memberId !== reader.memberId && (isNamed || reader.isOwner)
}

/** What a reader may do with a request now. It lapses at its time, even if the wake-up is late. */
export function listActs(
  request: PurchaseRequest,
  reader: RequestReader,
  now: Instant,
): PurchaseRequestAct[] {
  if (request.state !== 'waiting' || now >= request.expiresAt) return []
  if (request.memberId === reader.memberId) return ['withdraw']
  return mayDecide(request, reader) ? ['approve', 'reject'] : []
}

/**
 * The state after this act of this reader. Throws `purchase_request.decided`, `purchase_request.own`,
 * `purchase_request.other_approver`, `purchase_request.not_requester`.
 */
export function decideAct(
  request: PurchaseRequest,
  act: PurchaseRequestAct,
  { reader, now }: { readonly reader: RequestReader; readonly now: Instant },
): PurchaseRequestState {
  const isOwn = request.memberId === reader.memberId
  if (act === 'withdraw' && !isOwn) throw purchaseRequestProblems.not_requester()
  if (act !== 'withdraw' && isOwn) throw purchaseRequestProblems.own()
  if (act !== 'withdraw' && !mayDecide(request, reader)) throw purchaseRequestProblems.other_approver()
  if (now >= request.expiresAt) throw purchaseRequestProblems.decided({ state: 'expired' })
  return decideNext(request, act)
}

/** Throws `purchase_request.decided` if nobody waits for a decision any more. */
export function decideNext(
  { state, orderId }: Pick<PurchaseRequest, 'state' | 'orderId'>,
  action: PurchaseRequestAction,
): PurchaseRequestState {
  if (state !== 'waiting') throw purchaseRequestProblems.decided(omitUndefined({ state, orderId }))
  return purchaseRequestTransitions[state][action]
}

/** The price that somebody was shown is the present one. Throws `order.price_changed`. */
export function requireShown(expected: Money, actual: Money): void {
  if (expected.amountMinor === actual.amountMinor && expected.currency === actual.currency) return
  throw orderProblems.price_changed({
    expected: formatMoney(expected),
    actual: formatMoney(actual),
    actualAmount: toDecimal(actual),
  })
}

/** R3c: what costs more than when it was asked for, or is in another currency, needs a confirmation. */
export function requireAccepted(then: Money, now: Money, accepted: boolean): void {
  const isHigher = then.currency !== now.currency || isMore(now, then)
  if (isHigher && !accepted)
    throw purchaseRequestProblems.price_rose({
      asked: formatMoney(then),
      now: formatMoney(now),
      nowAmount: toDecimal(now),
    })
}

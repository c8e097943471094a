import { Problem, sum } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { Refundable, ServiceAct } from '@loggia/protocol/console'
import { runInTx, toWireMoney, toWireTime } from '../../platform/index.ts'
import type { Db, MemberRequest, Tx } from '../../platform/index.ts'
import type { OrderLine } from '../../orders/index.ts'
import type { SubscriptionWithTerms } from '../../subscriptions/index.ts'
import { decideReturns, decideWindow, computeAmountLeft, requireShown } from '../rules.ts'
import type { Offered, SelfService } from '../schema.ts'
import type { createGiving, RefundsContext } from './giving.ts'
import type { createQuota } from './quota.ts'
import { toAct } from './refusals.ts'

type Context = RefundsContext & {
  readonly giveBack: ReturnType<typeof createGiving>
  readonly quota: ReturnType<typeof createQuota>
}
/** The kind of return that is asked for, and the amount that was shown. */
export type RefundAsk = { readonly kind: SelfService; readonly expectedAmount: Money }

/** What a buyer returns alone, without anybody's consent (R130–R137, R111, R143). */
export function createSelfService(context: Context) {
  const { db, clock, orders, subscriptions, giveBack, quota } = context

  /**
   * R130, R134: everything that was paid for the service: its purchase, its changes, and its renewals, which cannot
   * have begun yet. A trial cost nothing and is left out.
   */
  async function offerWhole(from: Db, held: SubscriptionWithTerms): Promise<Offered> {
    const { term, openedAt } = subscriptions.requireReturnable(held)
    const { offer, amount } = await orders.getLine(from, term.orderLineId)
    const { currency } = amount
    const until = decideWindow(offer, { openedAt, now: clock.now() })
    const lines = await listLines(from, held)
    const returns = lines.map((line) => ({ lineId: line.id, amount: computeAmountLeft(line), closes: true }))
    return {
      returns,
      amount: sum(
        returns.map((one) => one.amount),
        currency,
      ),
      until,
    }
  }

  /** The lines of which something may go back. */
  async function listLines(from: Db, { subscription }: SubscriptionWithTerms): Promise<OrderLine[]> {
    const { id: subscriptionId, orderLineId: firstLineId } = subscription
    const standing = await orders.listStanding(from, { subscriptionId, firstLineId })
    return standing.filter((line) => line.offer.trialDays === undefined)
  }

  /** R111, R143: the newest renewal, until it begins: all that was paid for its days, by it and by changes since. */
  async function offerRenewal(from: Db, held: SubscriptionWithTerms): Promise<Offered> {
    const term = subscriptions.requireReturnableTerm(held, clock.now())
    const lines = await listLines(from, held)
    const ofTerms = new Set<string>(held.terms.map(({ orderLineId }) => orderLineId))
    const own = lines.find(({ id }) => id === term.orderLineId)
    if (!own) throw new Error(`Nothing stands of term ${term.id}`)
    const amount = subscriptions.carriedAmount(term, own.amount.currency)
    const returns = decideReturns(amount, {
      own,
      changes: lines.filter(({ id }) => !ofTerms.has(id)),
      others: lines.filter(({ id }) => id !== own.id && ofTerms.has(id)),
    })
    return { returns, amount, until: term.startsAt, termId: term.id }
  }

  /** R152, R153: also throws `order.invoice_requested` or `order.invoice_issued`. */
  async function offer(from: Db, held: SubscriptionWithTerms, kind: SelfService): Promise<Offered> {
    const offered = kind === 'five_day' ? await offerWhole(from, held) : await offerRenewal(from, held)
    const lineIds = offered.returns.map(({ lineId }) => lineId)
    await orders.requireClaimable(from, lineIds, { kind: 'refund_in_review', subject: held.subscription.id })
    return offered
  }

  /**
   * R132–R134, R150: refunds at once and in full, and the seller is notified. Throws if something stands against it;
   * then nothing is written.
   */
  const ask = (
    request: MemberRequest,
    id: Id<'sub'>,
    { kind, expectedAmount }: RefundAsk,
  ): Promise<{ orderId: Id<'ord'>; number: string; amount: ReturnType<typeof toWireMoney> }> => {
    const { actor } = request
    return runInTx(context, request, async (tx) => {
      const held = await subscriptions.lockOwn(tx, actor, id)
      const offered = await offer(tx, held, kind)
      requireShown(offered.amount, expectedAmount)
      await quota.take(tx, held.subscription.buyerId)
      const { returns } = offered
      const given = await giveBack(tx, kind, { returns, subscriptionId: id, memberId: actor.memberId })
      await follow(tx, { held, offered, refundOrder: given.refundOrder })
      const { id: orderId, number, total } = given.refundOrder
      return { orderId, number, amount: toWireMoney(total) }
    })
  }

  type Given = {
    readonly held: SubscriptionWithTerms
    readonly offered: Offered
    readonly refundOrder: Awaited<ReturnType<Context['giveBack']>>['refundOrder']
  }
  async function follow(tx: Tx, { held, offered, refundOrder }: Given): Promise<void> {
    if (offered.termId !== undefined) {
      await subscriptions.returnTerm(tx, held, { termId: offered.termId, refundOrder })
      return
    }
    const lineNumber = refundOrder.lines[0]?.number ?? ''
    await subscriptions.cancel(tx, held.subscription.id, {
      event: 'return',
      refundOrder: { id: refundOrder.id, number: refundOrder.number, lineNumber },
    })
  }

  /** What may be returned now, or the reason if nothing may. */
  async function listReturnable(
    held: SubscriptionWithTerms,
  ): Promise<{ refund: ServiceAct; refundable: Refundable[] }> {
    const refundable: Refundable[] = []
    let refused: Problem | undefined
    const { buyerId } = held.subscription
    for (const kind of ['renewal', 'five_day'] as const) {
      try {
        const offered = await offer(db, held, kind)
        await quota.requireOne(db, buyerId)
        refundable.push(await present(held, kind, offered))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        refused = error
      }
    }
    return { refund: toAct(refundable.length > 0 ? undefined : refused), refundable }
  }

  async function present(
    held: SubscriptionWithTerms,
    kind: SelfService,
    offered: Offered,
  ): Promise<Refundable> {
    const shown = { kind, amount: toWireMoney(offered.amount), until: toWireTime(offered.until) }
    const [first] = offered.returns
    if (kind === 'five_day' || first === undefined) return shown
    const { orderId } = await orders.getLine(db, first.lineId)
    const { number } = await orders.get(db, orderId)
    // Terms follow each other, so the service then ends where the renewal would have begun.
    return { ...shown, order: { id: orderId, number }, endsAt: toWireTime(offered.until) }
  }

  return { ask, listReturnable }
}

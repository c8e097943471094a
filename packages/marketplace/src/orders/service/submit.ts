import { createZero, omitUndefined } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx, setWakeup } from '../../platform/index.ts'
import type { Db, MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import {
  decideTotal,
  decideWindow,
  formatLineNumber,
  priceLine,
  requireContact,
  requireUnpaidLeft as decideUnpaidLeft,
} from '../rules.ts'
import type { PricedLine, TakenStock } from '../rules.ts'
import type { Budgeting } from './budgeting.ts'
import type { Order, Submission } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeSubmitted, insertNumbered, paymentWakeup, stockWakeup } from './context.ts'
import type { OrdersContext } from './context.ts'
import type { GivenParameters } from './given-parameters.ts'

/** Lines with the ids that they will have. */
type Priced = {
  readonly lines: readonly (PricedLine & { readonly id: Id<'orl'> })[]
  readonly total: Money
  readonly costCentreId?: Id<'cct'> | undefined
}

/** Makes new orders, which buyers then pay. */
type Parts = { readonly given: GivenParameters; readonly budgeting: Budgeting }

export function createSubmitting(context: OrdersContext, { given, budgeting }: Parts) {
  const { clock, ids, agreements, budgets, catalog, ledger, parties } = context

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
        ...omitUndefined({ costCentreId: priced.costCentreId }),
      })),
    })
  }

  /**
   * Makes an order that awaits payment; a repeated idempotency key gives the first answer. Throws what {@link submitIn}
   * throws.
   */
  const submit = (request: MemberRequest, ask: Submission): Promise<{ orderId: Id<'ord'>; number: string }> =>
    runInTx(context, request, (tx) => submitIn(tx, request.actor, ask))

  async function submitIn(
    tx: Tx,
    actor: MemberActor,
    ask: Submission,
  ): Promise<{ orderId: Id<'ord'>; number: string }> {
    const buyerId = requireBuyer(actor)
    await parties.requireBuyerActive(tx, buyerId)
    const terms = await agreements.getAgreement('user', tx)
    const lines: Priced['lines'][number][] = []
    for (const line of ask.lines) {
      const purchasable = await catalog.getPurchasable(tx, line.priceItemId)
      lines.push({ ...priceLine(purchasable, line, terms.version), id: ids.next('orl') })
    }
    const total = decideTotal(lines, ask)
    if (lines.some(({ offer }) => offer.buyerData))
      requireContact(lines, await parties.getCustomer(tx, { buyerId, memberId: actor.memberId }))
    await ledger.requirePayable(tx, buyerId, total)
    const spender = { buyerId, memberId: actor.memberId }
    const costCentreId =
      ask.bookedTo === undefined
        ? await budgets.chooseCostCentre(tx, spender, ask.costCentreId)
        : (ask.bookedTo ?? undefined)
    await budgeting.requireBudget(
      tx,
      spender,
      lines.map(({ amount }) => ({ amount, ...omitUndefined({ costCentreId }) })),
    )
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
    const order = await insertNumbered(context, tx, newOrder(actor, { lines, total, costCentreId }, taken))
    await given.keep(tx, lines)
    await setWakeup(tx, { kind: paymentWakeup, subject: order.id }, order.payBy)
    if (taken.held) await setWakeup(tx, { kind: stockWakeup, subject: order.id }, order.stockUntil)
    await record(tx, 'order.submitted', {
      subject: order.id,
      at: order.createdAt,
      data: describeSubmitted(order),
    })
    return { orderId: order.id, number: order.number }
  }

  /**
   * What this would cost now, as a submission prices it. Throws what the catalogue refuses of it, and for parameters.
   */
  async function price(from: Db, ask: Submission['lines'][number]): Promise<PricedLine> {
    const terms = await agreements.getAgreement('user', from)
    return priceLine(await catalog.getPurchasable(from, ask.priceItemId), ask, terms.version)
  }

  return { submit, submitIn, price }
}

async function requireUnpaidLeft(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
  await store.waitForTurn(tx, buyerId)
  decideUnpaidLeft(await store.countUnpaidOfStock(tx, buyerId))
}

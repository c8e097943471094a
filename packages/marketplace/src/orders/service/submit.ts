import { createZero } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import { requireBuyer } from '../../parties/index.ts'
import { record, runInTx, setWakeup } from '../../platform/index.ts'
import type { MemberActor, MemberRequest, Tx } from '../../platform/index.ts'
import {
  decideTotal,
  decideWindow,
  formatLineNumber,
  priceLine,
  requireContact,
  requireUnpaidLeft as decideUnpaidLeft,
} from '../rules.ts'
import type { PricedLine, TakenStock } from '../rules.ts'
import type { Order, Submission } from '../schema.ts'
import * as store from '../store/index.ts'
import { describeSubmitted, insertNumbered, paymentWakeup, stockWakeup } from './context.ts'
import type { OrdersContext } from './context.ts'
import type { GivenParameters } from './given-parameters.ts'

/** Lines with the ids that they will have. */
type Priced = {
  readonly lines: readonly (PricedLine & { readonly id: Id<'orl'> })[]
  readonly total: Money
}

/** Makes new orders, which buyers then pay. */
export function createSubmitting(context: OrdersContext, given: GivenParameters) {
  const { clock, ids, agreements, catalog, ledger, parties } = context

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
    runInTx(context, request, async (tx) => {
      const { actor } = request
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
      const order = await insertNumbered(context, tx, newOrder(actor, { lines, total }, taken))
      await given.keep(tx, lines)
      await setWakeup(tx, { kind: paymentWakeup, subject: order.id }, order.payBy)
      if (taken.held) await setWakeup(tx, { kind: stockWakeup, subject: order.id }, order.stockUntil)
      await record(tx, 'order.submitted', {
        subject: order.id,
        at: order.createdAt,
        data: describeSubmitted(order),
      })
      return { orderId: order.id, number: order.number }
    })

  return { submit }
}

async function requireUnpaidLeft(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
  await store.waitForTurn(tx, buyerId)
  decideUnpaidLeft(await store.countUnpaidOfStock(tx, buyerId))
}

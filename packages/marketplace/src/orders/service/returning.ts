import { add, omitUndefined, isMore, sum, createZero } from '@loggia/kernel'
import type { Id, Money } from '@loggia/kernel'
import type { Tx } from '../../platform/index.ts'
import { formatLineNumber } from '../rules.ts'
import type { Order, OrderLine, Returning } from '../schema.ts'
import * as store from '../store/index.ts'
import { insertNumbered } from './context.ts'
import type { OrdersContext } from './context.ts'
import { lockLine } from './settle.ts'

/** The refund of one line, with its order after it. */
type ReturnedLine = { readonly order: Order; readonly line: OrderLine; readonly amount: Money }
/** Refunds amounts of lines. The caller knows the reason. */
export function createReturning(
  context: OrdersContext,
  refundLine: (tx: Tx, lineId: Id<'orl'>) => Promise<Order>,
) {
  const { clock, ids } = context

  /** Refunds one line: all that was paid for it, or a part (R111). Nothing is refunded twice. */
  async function returnLine(tx: Tx, { lineId, amount, closes }: Returning): Promise<ReturnedLine> {
    const { order, line: before } = await lockLine(tx, lineId)
    if (isMore(add(before.returned, amount), before.amount))
      throw new Error(`Line ${before.number} was paid with less than is to go back`)
    await store.addReturned(tx, lineId, amount)
    const ends = closes && before.state !== 'refunded'
    const after = ends ? await refundLine(tx, lineId) : order
    const line = after.lines.find(({ id }) => id === lineId) ?? before
    return { order: after, line: { ...line, returned: add(before.returned, amount) }, amount }
  }

  /**
   * Refunds these lines of one buyer and one subscription: closes the lines that end with it (R72) and makes one refund
   * order, which names the order of the first line. Completed lines are refunded like open ones.
   */
  async function returnLines(
    tx: Tx,
    ask: {
      readonly returns: readonly Returning[]
      readonly subscriptionId: Id<'sub'>
      readonly memberId?: Id<'mbr'>
    },
  ): Promise<{ lines: readonly ReturnedLine[]; refundOrder: Order }> {
    const lines: ReturnedLine[] = []
    for (const one of ask.returns) lines.push(await returnLine(tx, one))
    const [first] = lines
    if (!first) throw new Error('A refund order returns at least one line')
    const id = ids.next('ord')
    const now = clock.now()
    const refundOrder = await insertNumbered(context, tx, (number) =>
      omitUndefined({
        id,
        number,
        kind: 'refund',
        buyerId: first.order.buyerId,
        memberId: ask.memberId,
        state: 'completed',
        total: sum(
          lines.map(({ amount }) => amount),
          first.amount.currency,
        ),
        createdAt: now,
        closedAt: now,
        refundsOrderId: first.order.id,
        lines: lines.map(({ line, amount }, at) => ({
          ...line,
          amount,
          returned: createZero(amount.currency),
          id: ids.next('orl'),
          orderId: id,
          number: formatLineNumber(number, at + 1),
          state: 'completed',
          subscriptionId: ask.subscriptionId,
          returnsLineId: line.id,
        })),
      }),
    )
    return { lines, refundOrder }
  }

  return returnLines
}

import { column, momentOf, rowsOf, textOf, timeOf } from './books.ts'
import type { Export, Row } from './books.ts'
import type { MatchedCall } from './match-calls.ts'

/** A paid line that goes on with a service, or began it, with its order. */
export type PaidLine = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly orderNumber: string
  readonly orderId: string
  readonly paidAt: number
  /** Nobody asked for it: it renewed itself. */
  readonly auto: boolean
  /** It replaces another combination or quantity. */
  readonly changes: boolean
  readonly row: Row
  readonly offer: Row
}
export type Term = {
  readonly lineId: string
  readonly position: number
  readonly startsAt: number
  readonly endsAt: number | undefined
  readonly refundedAt: number | undefined
  readonly row: Row
}
/** All that the books say of one service. */
export type Life = {
  readonly id: string
  readonly state: string
  readonly row: Row
  readonly terms: readonly Term[]
  readonly lines: readonly PaidLine[]
  readonly facts: readonly Row[]
  readonly calls: readonly MatchedCall[]
}

export function readLives(exported: Export, calls: readonly MatchedCall[]): Life[] {
  const inLanes = Map.groupBy(calls, (call) => call.lane)
  return exported.subscription.map((row) => {
    const id = textOf(row, 'id')
    return {
      id,
      row,
      state: textOf(row, 'state'),
      terms: rowsOf(exported.subscription_term, 'subscription_id', id)
        .map(readTerm)
        .toSorted((a, b) => a.position - b.position),
      lines: linesOf(exported, row),
      facts: rowsOf(exported.history, 'subject', id).toSorted(
        (a, b) => Number(column(a, 'sequence')) - Number(column(b, 'sequence')),
      ),
      calls: (inLanes.get(id) ?? []).toSorted((a, b) =>
        a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt - b.createdAt,
      ),
    }
  })
}

const readTerm = (row: Row): Term => ({
  lineId: textOf(row, 'order_line_id'),
  position: Number(column(row, 'position')),
  startsAt: momentOf(row, 'starts_at'),
  endsAt: timeOf(row, 'ends_at'),
  refundedAt: timeOf(row, 'refunded_at'),
  row,
})

/** The first one, and what was paid for it later, in the order of payment; never what returned money. */
function linesOf(exported: Export, subscription: Row): PaidLine[] {
  const own = [
    ...rowsOf(exported.order_line, 'id', textOf(subscription, 'order_line_id')),
    ...rowsOf(exported.order_line, 'subscription_id', textOf(subscription, 'id')),
  ]
  return own
    .flatMap((row) => {
      const [order] = rowsOf(exported.order, 'id', textOf(row, 'order_id'))
      const paidAt = order && timeOf(order, 'paid_at')
      return order && paidAt !== undefined && textOf(order, 'kind') !== 'refund'
        ? [readLine(row, order, paidAt)]
        : []
    })
    .toSorted((a, b) => a.paidAt - b.paidAt)
}

function readLine(row: Row, order: Row, paidAt: number): PaidLine {
  const offer = column(row, 'offer') as Row
  return {
    id: textOf(row, 'id'),
    number: textOf(row, 'number'),
    kind: textOf(order, 'kind'),
    state: textOf(row, 'state'),
    orderNumber: textOf(order, 'number'),
    orderId: textOf(order, 'id'),
    paidAt,
    auto: column(order, 'member_id') === null,
    changes: offer['before'] !== undefined,
    row,
    offer,
  }
}

/** Those that hold. */
export const unreturned = ({ terms }: Life): Term[] => terms.filter((term) => term.refundedAt === undefined)

/** The refunds that gave its money back, or parts of it: of a change some for renewals, and one with all of the service. */
export const returnsOf = ({ id }: Pick<PaidLine, 'id'>, { refund }: Export): readonly Row[] =>
  rowsOf(refund, 'order_line_id', id)

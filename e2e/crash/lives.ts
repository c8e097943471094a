import { readColumn, readMoment, filterRows, readText, readTime } from './books.ts'
import type { Export, Row } from './books.ts'
import type { MatchedCall } from './match-calls.ts'

/** A paid line that started or continued a service, with its order. */
export type PaidLine = {
  readonly id: string
  readonly number: string
  readonly kind: string
  readonly state: string
  readonly orderNumber: string
  readonly orderId: string
  readonly paidAt: number
  /** The service renewed itself. */
  readonly auto: boolean
  /** The line changes the combination or the quantity. */
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
/** Everything in the books about one service. */
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
    const id = readText(row, 'id')
    return {
      id,
      row,
      state: readText(row, 'state'),
      terms: filterRows(exported.subscription_term, 'subscription_id', id)
        .map(readTerm)
        .toSorted((a, b) => a.position - b.position),
      lines: linesOf(exported, row),
      facts: filterRows(exported.history, 'subject', id).toSorted(
        (a, b) => Number(readColumn(a, 'sequence')) - Number(readColumn(b, 'sequence')),
      ),
      calls: (inLanes.get(id) ?? []).toSorted((a, b) =>
        a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt - b.createdAt,
      ),
    }
  })
}

const readTerm = (row: Row): Term => ({
  lineId: readText(row, 'order_line_id'),
  position: Number(readColumn(row, 'position')),
  startsAt: readMoment(row, 'starts_at'),
  endsAt: readTime(row, 'ends_at'),
  refundedAt: readTime(row, 'refunded_at'),
  row,
})

/** The first line of a service and its later paid lines, in the order of payment, without refund orders. */
function linesOf(exported: Export, subscription: Row): PaidLine[] {
  const own = [
    ...filterRows(exported.order_line, 'id', readText(subscription, 'order_line_id')),
    ...filterRows(exported.order_line, 'subscription_id', readText(subscription, 'id')),
  ]
  return own
    .flatMap((row) => {
      const [order] = filterRows(exported.order, 'id', readText(row, 'order_id'))
      const paidAt = order && readTime(order, 'paid_at')
      return order && paidAt !== undefined && readText(order, 'kind') !== 'refund'
        ? [readLine(row, order, paidAt)]
        : []
    })
    .toSorted((a, b) => a.paidAt - b.paidAt)
}

function readLine(row: Row, order: Row, paidAt: number): PaidLine {
  const offer = readColumn(row, 'offer') as Row
  return {
    id: readText(row, 'id'),
    number: readText(row, 'number'),
    kind: readText(order, 'kind'),
    state: readText(row, 'state'),
    orderNumber: readText(order, 'number'),
    orderId: readText(order, 'id'),
    paidAt,
    auto: readColumn(order, 'member_id') === null,
    changes: offer['before'] !== undefined,
    row,
    offer,
  }
}

/** The terms that were not returned. */
export const listUnreturned = ({ terms }: Life): Term[] =>
  terms.filter((term) => term.refundedAt === undefined)

/** The refunds of a line. A change may be refunded in parts with renewals, and finally with the whole service. */
export const listReturnsOfLine = ({ id }: Pick<PaidLine, 'id'>, { refund }: Export): readonly Row[] =>
  filterRows(refund, 'order_line_id', id)

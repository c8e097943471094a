import { startClock } from '../run/clock.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import type { Received } from '../sellers/server.ts'
import type { Purchase } from './work.ts'

/** What is known of a payment: which line of which seller, and when it was committed by the machine's clock. */
type Payment = { orderId: string; lineNumber: string; sellerId: string; committedAtMs: number }

export type Deliveries = {
  /** From the commit of the payment to the seller's receipt of its `newInstance`. */
  readonly delaysMs: readonly number[]
  /** From the time at which the purchase was to begin to that receipt. */
  readonly fromScheduleMs: readonly number[]
  /** From the time at which the purchase was to begin to the commit of its payment. */
  readonly paymentLateMs: readonly number[]
  readonly notPaid: number
  readonly notReceived: number
}

/** The server notes each commit with its time, before it writes it to disk: that wait is part of the delay. */
const listPayments = (database: OwnDatabase): Promise<Payment[]> =>
  database.query<Payment>(`
    select p.order_id as "orderId", l.number as "lineNumber", l.seller_id as "sellerId",
      (extract(epoch from pg_xact_commit_timestamp(p.xmin)) * 1000)::float8 as "committedAtMs"
    from payment p join order_line l on l.order_id = p.order_id`)

/** Follows each purchase to its seller's journal. */
export async function follow(
  database: OwnDatabase,
  purchases: readonly Purchase[],
  received: readonly Received[],
): Promise<Deliveries> {
  const payments = new Map((await listPayments(database)).map((one) => [one.orderId, one]))
  const firstAt = new Map<string, number>()
  for (const { activity, subject, atMs } of received)
    if (activity === 'newInstance' && !firstAt.has(subject)) firstAt.set(subject, atMs)
  const paid = purchases.flatMap(({ orderId = '', scheduledAtMs }) => {
    const payment = payments.get(orderId)
    return payment ? [{ ...payment, scheduledAtMs, receivedAtMs: firstAt.get(payment.lineNumber) }] : []
  })
  const delivered = paid.flatMap(({ receivedAtMs, ...one }) =>
    receivedAtMs === undefined ? [] : [{ ...one, receivedAtMs }],
  )
  return {
    delaysMs: delivered.map((one) => one.receivedAtMs - one.committedAtMs),
    fromScheduleMs: delivered.map((one) => one.receivedAtMs - one.scheduledAtMs),
    paymentLateMs: paid.map((one) => one.committedAtMs - one.scheduledAtMs),
    notPaid: purchases.length - paid.length,
    notReceived: paid.length - delivered.length,
  }
}

/** A commit and a receipt can be compared only if the database server has this machine's clock. */
export async function requireOneClock(database: OwnDatabase): Promise<void> {
  const nowMs = startClock()
  const before = nowMs()
  const [row] = await database.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  )
  const after = nowMs()
  if (!row || row.ms < before - 1 || row.ms > after + 1)
    throw new Error('The database server has another clock than this machine: delays cannot be measured')
}

import { startClock } from '../run/clock.ts'
import type { OwnDatabase } from '../run/cluster.ts'
import type { Received } from '../sellers/server.ts'
import type { Purchase } from './work.ts'

/** A payment: the line, its seller, and the time of the commit by the machine's clock. */
type Payment = { orderId: string; lineNumber: string; sellerId: string; committedAtMs: number }

export type Deliveries = {
  /** From the commit of the payment until the seller received its `newInstance`, in ms. */
  readonly delaysMs: readonly number[]
  /** From the scheduled time of the purchase until then, in ms. */
  readonly fromScheduleMs: readonly number[]
  /** From the scheduled time of the purchase until the commit of its payment, in ms. */
  readonly paymentLateMs: readonly number[]
  readonly notPaid: number
  readonly notReceived: number
}

/** PostgreSQL takes the time of a commit before it writes to disk, so that wait is part of the delay. */
const listPayments = (database: OwnDatabase): Promise<Payment[]> =>
  database.query<Payment>(`
    select p.order_id as "orderId", l.number as "lineNumber", l.seller_id as "sellerId",
      (extract(epoch from pg_xact_commit_timestamp(p.xmin)) * 1000)::float8 as "committedAtMs"
    from payment p join order_line l on l.order_id = p.order_id`)

/** Matches each purchase with the sellers' journals. */
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

/** Commit and receipt can only be compared if the database server uses this machine's clock; throws otherwise. */
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

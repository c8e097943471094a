import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { lockName, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Counted, OutsideRefund, Refund, Year } from '../schema.ts'
import type { RefundTables } from '../tables.ts'

export async function insert(tx: Tx, refund: Refund): Promise<void> {
  await tx
    .withTables<RefundTables>()
    .insertInto('refund')
    .values({
      id: refund.id,
      buyer_id: refund.buyerId,
      order_line_id: refund.orderLineId,
      order_id: refund.orderId,
      refund_order_id: refund.refundOrderId,
      cause: refund.cause,
      state: refund.state,
      amount_minor: refund.amount.amountMinor,
      currency: refund.amount.currency,
      posting_id: refund.postingId ?? null,
      requested_at: toTimestamptz(refund.requestedAt),
      paid_at: toTimestamptz(refund.paidAt),
    })
    .execute()
}

/** Locks the quota of this buyer: other transactions that count and add refunds of this buyer wait for this one. */
export async function lockQuota(tx: Tx, buyerId: Id<'byr'>): Promise<void> {
  const tables = tx.withTables<RefundTables>()
  await tables
    .insertInto('refund_quota')
    .values({ buyer_id: buyerId })
    .onConflict((conflict) => conflict.column('buyer_id').doNothing())
    .execute()
  await tables
    .selectFrom('refund_quota')
    .select('buyer_id')
    .where('buyer_id', '=', buyerId)
    .forUpdate()
    .execute()
}

/** R131: counts the self-service refunds of a year, also of other systems. A request counts once with its lines. */
export async function count(db: Db, buyerId: Id<'byr'>, { from, to }: Year): Promise<Counted> {
  const tables = db.withTables<RefundTables>()
  const own = await tables
    .selectFrom('refund')
    .select((eb) => eb.fn.count<bigint>('refund_order_id').distinct().as('used'))
    .where('buyer_id', '=', buyerId)
    .where('cause', 'in', ['five_day', 'renewal'])
    .where('requested_at', '>=', toTimestamptz(from))
    .where('requested_at', '<', toTimestamptz(to))
    .executeTakeFirstOrThrow()
  const outside = await tables
    .selectFrom('outside_refund')
    .select('state')
    .select(sql<bigint>`sum(refunds)`.as('refunds'))
    .where('buyer_id', '=', buyerId)
    .where('requested_at', '>=', toTimestamptz(from))
    .where('requested_at', '<', toTimestamptz(to))
    .groupBy('state')
    .execute()
  const of = (state: OutsideRefund['state']): number =>
    Number(outside.find((row) => row.state === state)?.refunds ?? 0)
  return { used: Number(own.used) + of('succeeded'), open: of('open') }
}

const fromOutside = (row: RefundTables['outside_refund']): OutsideRefund =>
  omitUndefined({
    reference: row.reference,
    buyerId: row.buyer_id,
    state: row.state,
    refunds: row.refunds,
    requestedAt: row.requested_at,
    note: row.note ?? undefined,
    reportedAt: row.reported_at,
    reportedBy: row.reported_by,
  })

/** Reports of one reference run one after the other, also those of different buyers. */
export const waitForReference = (tx: Tx, reference: string): Promise<void> =>
  lockName(tx, `outside refund:${reference}`)

export async function findOutside(tx: Tx, reference: string): Promise<OutsideRefund | undefined> {
  const query = tx.withTables<RefundTables>().selectFrom('outside_refund').selectAll()
  const row = await query.where('reference', '=', reference).executeTakeFirst()
  return row && fromOutside(row)
}

/** The newest hundred refunds of other systems in a year. */
export async function listOutside(db: Db, buyerId: Id<'byr'>, { from, to }: Year): Promise<OutsideRefund[]> {
  const rows = await db
    .withTables<RefundTables>()
    .selectFrom('outside_refund')
    .selectAll()
    .where('buyer_id', '=', buyerId)
    .where('requested_at', '>=', toTimestamptz(from))
    .where('requested_at', '<', toTimestamptz(to))
    .orderBy('requested_at', 'desc')
    .orderBy('reference')
    .limit(100)
    .execute()
  return rows.map(fromOutside)
}

/** Saves a refund of another system; for a known one only the state changes. */
export async function saveOutside(tx: Tx, refund: OutsideRefund): Promise<void> {
  await tx
    .withTables<RefundTables>()
    .insertInto('outside_refund')
    .values({
      reference: refund.reference,
      buyer_id: refund.buyerId,
      state: refund.state,
      refunds: refund.refunds,
      requested_at: toTimestamptz(refund.requestedAt),
      note: refund.note ?? null,
      reported_at: toTimestamptz(refund.reportedAt),
      reported_by: refund.reportedBy,
    })
    .onConflict((conflict) =>
      conflict.column('reference').doUpdateSet((eb) => ({ state: eb.ref('excluded.state') })),
    )
    .execute()
}

import { createMoney, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import type { Selectable } from 'kysely'
import { lockName, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { RequestChange, TopUpRequest } from '../schema.ts'
import type { LedgerTables } from '../tables.ts'

const toRequest = (row: Selectable<LedgerTables['top_up_request']>): TopUpRequest =>
  omitUndefined({
    id: row.id,
    reference: row.reference,
    buyerId: row.buyer_id,
    memberId: row.member_id,
    amount: createMoney(row.amount_minor, row.currency),
    note: row.note ?? undefined,
    state: row.state,
    askedAt: row.asked_at,
    dueAt: row.due_at,
  })

/** Inserts a request; false if its reference was given before, and then nothing is written. */
export async function insertRequest(tx: Tx, request: TopUpRequest): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .withTables<LedgerTables>()
    .insertInto('top_up_request')
    .values({
      id: request.id,
      reference: request.reference,
      buyer_id: request.buyerId,
      member_id: request.memberId,
      amount_minor: request.amount.amountMinor,
      currency: request.amount.currency,
      note: request.note ?? null,
      state: request.state,
      asked_at: toTimestamptz(request.askedAt),
      due_at: toTimestamptz(request.dueAt),
      recorded_at: null,
      ended_at: null,
      ended_by: null,
      reason: null,
      credited_minor: null,
      posting_id: null,
    })
    .onConflict((conflict) => conflict.column('reference').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

const selectRequest = (db: Db, id: Id<'tur'>) =>
  db.withTables<LedgerTables>().selectFrom('top_up_request').selectAll().where('id', '=', id)

export async function findRequest(db: Db, id: Id<'tur'>): Promise<TopUpRequest | undefined> {
  const row = await selectRequest(db, id).executeTakeFirst()
  return row && toRequest(row)
}

/** Locks a request for a change: a second one waits and then sees the first. */
export async function lockRequest(tx: Tx, id: Id<'tur'>): Promise<TopUpRequest | undefined> {
  const row = await selectRequest(tx, id).forNoKeyUpdate().executeTakeFirst()
  return row && toRequest(row)
}

export async function saveRequest(tx: Tx, change: RequestChange): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .updateTable('top_up_request')
    .set(
      omitUndefined({
        state: change.state,
        recorded_at: change.recordedAt && toTimestamptz(change.recordedAt),
        ended_at: change.endedAt && toTimestamptz(change.endedAt),
        ended_by: change.endedBy,
        reason: change.reason,
        credited_minor: change.credited?.amount.amountMinor,
        posting_id: change.credited?.postingId,
      }),
    )
    .where('id', '=', change.id)
    .execute()
}

/** Requests of a buyer are counted and added one after the other. */
export const waitForTurn = (tx: Tx, buyerId: Id<'byr'>): Promise<void> => lockName(tx, `top-up:${buyerId}`)

/** How many requests of the buyer are open, and how many were made since then. */
export async function countRequests(
  db: Db,
  buyerId: Id<'byr'>,
  since: Instant,
): Promise<{ open: number; recent: number }> {
  const { open, recent } = await db
    .withTables<LedgerTables>()
    .selectFrom('top_up_request')
    .select(({ fn }) => [
      fn.countAll<bigint>().filterWhere('state', 'in', ['awaiting', 'recorded']).as('open'),
      fn.countAll<bigint>().filterWhere('asked_at', '>', toTimestamptz(since)).as('recent'),
    ])
    .where('buyer_id', '=', buyerId)
    .executeTakeFirstOrThrow()
  return { open: Number(open), recent: Number(recent) }
}

import { fromIso } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { at, json } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Call } from '../schema.ts'
import type { CallTables } from './tables.ts'

/** A gate that nothing waits at: re-armed by the next call or the next answer. */
export const never: Instant = fromIso('9999-01-01T00:00:00Z')

/**
 * The lane's last open call. It is locked against being closed meanwhile: its settle frees its followers by a statement
 * that would not see one that is not committed yet.
 */
export async function lastOfLane(tx: Tx, lane: string): Promise<Id<'cal'> | undefined> {
  const row = await tx
    .withTables<CallTables>()
    .selectFrom('call')
    .select('id')
    .where('lane', '=', lane)
    .where('state', 'in', ['waiting', 'sending', 'stuck'])
    // The last is the one that nobody waits for: ids carry the time of the node that made them, and nodes differ.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('call as follower')
            .select('follower.id')
            .whereRef('follower.blocked_by', '=', 'call.id'),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .limit(1)
    .forShare()
    .executeTakeFirst()
  return row?.id
}

export async function insert(tx: Tx, call: Call, blockedBy?: Id<'cal'>): Promise<void> {
  await tx
    .withTables<CallTables>()
    .insertInto('call')
    .values({
      id: call.id,
      seller_id: call.sellerId,
      product_id: call.productId,
      lane: call.lane ?? null,
      subject: call.subject,
      operation: json(call.operation),
      operation_kind: call.operation.kind,
      protocol: call.protocol,
      state: 'waiting',
      live: call.live,
      created_at: at(call.createdAt),
      due_at: at(call.dueAt),
      window_starts_at: at(call.windowStartsAt),
      window_ends_at: at(call.windowEndsAt),
      blocked_by: blockedBy ?? null,
      fence: 0,
      lease_until: null,
      closed_at: null,
      restarted_from: call.restartedFrom ?? null,
      restarted_as: null,
      window_runs: call.windowRuns,
      parked_before_ms: BigInt(call.parkedBeforeMs),
      open_failure: false,
    })
    .execute()
}

/** Lets the seller's gate be looked at by then. A busy seller's row, which is ready already, is not written. */
export async function armGate(tx: Tx, sellerId: Id<'sel'>, readyAt: Instant, limit: number): Promise<void> {
  const tables = tx.withTables<CallTables>()
  const earlier = await tables
    .updateTable('gate')
    .set({ ready_at: at(readyAt) })
    .where('seller_id', '=', sellerId)
    .where('ready_at', '>', at(readyAt))
    .executeTakeFirst()
  if (earlier.numUpdatedRows > 0n) return
  await tables
    .insertInto('gate')
    .values({
      seller_id: sellerId,
      ready_at: at(readyAt),
      call_limit: limit,
      breaker: 'closed',
      failures: 0,
      probe_at: null,
      opened_at: null,
      parked_ms: 0n,
    })
    .onConflict((conflict) => conflict.column('seller_id').doNothing())
    .execute()
}

/** When the next call may be due: the earliest gate. */
export async function nextReady(db: Db): Promise<Instant | undefined> {
  const row = await db
    .withTables<CallTables>()
    .selectFrom('gate')
    .select('ready_at')
    .orderBy('ready_at')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.ready_at >= never ? undefined : row.ready_at
}

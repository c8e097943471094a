import { createMoney, omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Tx } from '../../platform/index.ts'
import type { BalanceChange } from '../schema.ts'
import type { LedgerTables } from '../tables.ts'

export async function insertChange(tx: Tx, change: BalanceChange): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .insertInto('balance_change')
    .values({
      id: change.id,
      buyer_id: change.buyerId,
      kind: change.kind,
      amount_minor: change.amount.amountMinor,
      currency: change.amount.currency,
      reason: change.reason,
      state: change.state,
      proposed_by: change.proposedBy,
      proposed_at: toTimestamptz(change.proposedAt),
      decided_by: null,
      decided_at: null,
      decision_reason: null,
      posting_id: null,
      request_id: change.requestId ?? null,
    })
    .execute()
}

/** Locks a change for a decision: a second decision waits and then sees the first. */
export async function lockChange(tx: Tx, id: Id<'bch'>): Promise<BalanceChange | undefined> {
  const row = await tx
    .withTables<LedgerTables>()
    .selectFrom('balance_change')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return (
    row &&
    omitUndefined({
      id: row.id,
      buyerId: row.buyer_id,
      kind: row.kind,
      amount: createMoney(row.amount_minor, row.currency),
      reason: row.reason,
      state: row.state,
      proposedBy: row.proposed_by,
      proposedAt: row.proposed_at,
      requestId: row.request_id ?? undefined,
    })
  )
}

export type DecidedChange = Pick<BalanceChange, 'id' | 'state'> & {
  readonly decidedBy: Id<'mbr'>
  readonly decidedAt: Instant
  readonly reason?: string | undefined
  readonly postingId?: Id<'pst'>
}

export async function saveChange(tx: Tx, change: DecidedChange): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .updateTable('balance_change')
    .set({
      state: change.state,
      decided_by: change.decidedBy,
      decided_at: toTimestamptz(change.decidedAt),
      decision_reason: change.reason ?? null,
      posting_id: change.postingId ?? null,
    })
    .where('id', '=', change.id)
    .execute()
}

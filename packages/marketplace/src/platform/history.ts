import { sql } from 'kysely'
import type { Instant } from '@loggia/kernel'
import { at, json } from './database.ts'
import type { Db } from './database.ts'
import type { Tx } from './tx.ts'

/** One fact about a subject: the audit record, the time line's entry and the streamed event (R7). */
export type HistoryEntry = {
  readonly subject: string
  readonly sequence: number
  readonly at: Instant
  readonly actor: { readonly kind: 'member' | 'system'; readonly id?: string; readonly name?: string }
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

type HistoryTables = {
  history: {
    subject: string
    sequence: number
    at: Instant
    actor_kind: 'member' | 'system'
    actor_id: string | null
    actor_name: string | null
    kind: string
    data: Record<string, unknown>
  }
}

/** Amounts and counts in `data` are decimal strings: the column is JSON. */
export type NewHistory = {
  readonly subject: string
  readonly at: Instant
  readonly kind: string
  readonly data?: Readonly<Record<string, unknown>>
}

/** Appends one entry in this transaction; entries of one subject are numbered without gaps. */
export async function recordHistory(tx: Tx, entry: NewHistory): Promise<void> {
  const { actor } = tx
  const tables = tx.withTables<HistoryTables>()
  // Two transactions that tell of one subject take turns, so the numbers follow the commits and no reader skips one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`history:${entry.subject}`}, 0))`.execute(tables)
  await tables
    .insertInto('history')
    .values({
      subject: entry.subject,
      sequence: sql<number>`(select coalesce(max(sequence), 0) + 1 from history where subject = ${entry.subject})`,
      at: at(entry.at),
      actor_kind: actor.kind,
      actor_id: actor.kind === 'member' ? actor.memberId : null,
      actor_name: actor.kind === 'member' ? actor.name : null,
      kind: entry.kind,
      data: json(entry.data ?? {}),
    })
    .execute()
  tx.afterCommit(() => tx.changes.publish(entry.subject))
}

/** The entries after a sequence number, oldest first, at most 500. */
export async function listHistory(db: Db, subject: string, after = 0): Promise<HistoryEntry[]> {
  const rows = await db
    .withTables<HistoryTables>()
    .selectFrom('history')
    .selectAll()
    .where('subject', '=', subject)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    subject: row.subject,
    sequence: row.sequence,
    at: row.at,
    actor: {
      kind: row.actor_kind,
      ...(row.actor_id !== null && { id: row.actor_id }),
      ...(row.actor_name !== null && { name: row.actor_name }),
    },
    kind: row.kind,
    data: row.data,
  }))
}

import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import type { FactKind, Facts } from '@loggia/protocol/console'
import { keptPlan, encodeJson } from './database.ts'
import type { Db } from './handles.ts'
import type { Tx } from './tx.ts'
import type { PlatformTables } from './tables.ts'

/** One fact about a subject: audit record, entry of the time line and streamed event in one (R7). */
export type HistoryEntry = {
  readonly subject: string
  readonly sequence: number
  readonly at: Instant
  readonly actor: { readonly kind: 'member' | 'system'; readonly id?: string; readonly name?: string }
  readonly kind: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A fact about a subject, with the data of its kind; `at` defaults to now. */
export type NewFact<K extends FactKind> = {
  readonly subject: string
  readonly at?: Instant
} & (object extends Facts[K] ? { readonly data?: Facts[K] | undefined } : { readonly data: Facts[K] })

/** Records a fact at the end of this transaction; the entries of one subject are numbered without gaps. */
export function record<K extends FactKind>(tx: Tx, kind: K, fact: NewFact<K>): Promise<void> {
  const {
    subject,
    at = tx.clock.now(),
    data = {},
  }: Omit<NewEntry, 'kind' | 'at'> & { readonly at?: Instant } = fact
  return appendHistory(tx, [{ subject, at, kind, data }])
}

type NewEntry = {
  readonly subject: string
  readonly at: Instant
  readonly kind: string
  readonly data?: object | undefined
}
/** An entry whose data are already serialised, so that data that cannot be serialised throw where they are recorded. */
type PendingEntry = Omit<NewEntry, 'data'> & { readonly json: string }
const pendingEntries = new WeakMap<Tx, PendingEntry[]>()

/** Appends entries of any kind; entries of one subject keep the order in which they were recorded. */
// oxlint-disable-next-line require-await
export async function appendHistory(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const added = entries.map(({ data = {}, ...entry }) => ({ ...entry, json: encodeJson(data) }))
  const pending = pendingEntries.get(tx)
  if (pending) return void pending.push(...added)
  pendingEntries.set(tx, added)
  tx.beforeCommit('history', () => writePending(tx, added))
}

async function writePending(tx: Tx, entries: readonly PendingEntry[]): Promise<void> {
  const { actor } = tx
  const subjects = [...new Set(entries.map((entry) => entry.subject))].sort()
  // Transactions that record the same subject take turns, so numbers follow commits and no reader skips an entry.
  await tx.write(sql`${keptPlan}select pg_advisory_xact_lock(hashtextextended('history:' || subject, 0))
    from unnest(${subjects}::text[]) as subject`)
  const column = <T>(of: (entry: PendingEntry) => T): T[] => entries.map(of)
  await tx.write(sql`${keptPlan}
    insert into history (subject, sequence, at, actor_kind, actor_id, actor_name, kind, data)
    select e.subject,
      (select coalesce(max(sequence), 0) from history h where h.subject = e.subject)
        + row_number() over (partition by e.subject order by e.nth),
      to_timestamp(e.at / 1000), ${actor.kind}, ${actor.kind === 'member' ? actor.memberId : null},
      ${actor.name ?? null}, e.kind, e.data::jsonb
    from unnest(${column((entry) => entry.subject)}::text[], ${column((entry) => entry.at)}::float8[],
      ${column((entry) => entry.kind)}::text[], ${column((entry) => entry.json)}::text[])
      with ordinality as e (subject, at, kind, data, nth)`)
  tx.afterCommit(() => {
    for (const subject of subjects) tx.changes.publish(subject)
  })
}

const selectHistory = (db: Db, subject: string) =>
  db.withTables<PlatformTables>().selectFrom('history').selectAll().where('subject', '=', subject)

/** The entries after a sequence number, oldest first, at most 500. */
export async function listHistory(db: Db, subject: string, after = 0): Promise<HistoryEntry[]> {
  const rows = await selectHistory(db, subject)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(500)
    .execute()
  return rows.map(fromRow)
}

/** The newest sequence number of each of these subjects that has entries. */
export async function listNewestSequences(
  db: Db,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (subjects.length === 0) return new Map()
  const rows = await db
    .withTables<PlatformTables>()
    .selectFrom('history')
    .select((of) => ['subject', of.fn.max('sequence').as('newest')])
    .where(sql<boolean>`subject = any(${subjects}::text[])`)
    .groupBy('subject')
    .execute()
  return new Map(rows.map(({ subject, newest }) => [subject, newest]))
}

/** The newest entries, newest first; for subjects whose history grows for years. */
export async function listNewestHistory(
  db: Db,
  subject: string,
  limit: number,
  prefix = '',
): Promise<HistoryEntry[]> {
  const newest = selectHistory(db, subject).orderBy('sequence', 'desc').limit(limit)
  const rows = await (prefix === '' ? newest : newest.where('kind', 'like', `${prefix}%`)).execute()
  return rows.map(fromRow)
}

function fromRow(row: PlatformTables['history']): HistoryEntry {
  return {
    subject: row.subject,
    sequence: row.sequence,
    at: row.at,
    actor: omitUndefined({
      kind: row.actor_kind,
      id: row.actor_id ?? undefined,
      name: row.actor_name ?? undefined,
    }),
    kind: row.kind,
    data: row.data,
  }
}

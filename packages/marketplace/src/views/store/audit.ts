import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { toTimestamptz } from '../../platform/index.ts'
import type { Db } from '../../platform/index.ts'
import type { AuditPlace } from '../rules.ts'
import type { ViewTables } from './joined.ts'

export type AuditRow = {
  readonly subject: string
  readonly sequence: number
  readonly at: Instant
  readonly actor_kind: 'member' | 'system'
  readonly actor_id: string | null
  readonly actor_name: string | null
  readonly kind: string
  readonly data: Record<string, unknown>
}
/** The filters of the audit record. */
export type AuditQuery = {
  readonly subject?: string | undefined
  readonly subjectKind?: string | undefined
  readonly kinds?: readonly string[] | undefined
  readonly actorId?: string | undefined
  readonly actorKind?: 'member' | 'system' | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
  readonly told?: Told | undefined
}
/** The ids that a searched text stands for. */
export type Told = { readonly ids: readonly string[]; readonly call?: { id: string; subject: string } }

/** Entries by time, subject and sequence, all descending, up to one more than the limit. */
export async function listAudit(
  db: Db,
  ask: AuditQuery,
  page: { readonly limit: number; readonly after?: AuditPlace },
): Promise<AuditRow[]> {
  let query = db.withTables<ViewTables>().selectFrom('history').selectAll()
  if (ask.subject !== undefined) query = query.where('subject', '=', ask.subject)
  if (ask.subjectKind !== undefined)
    query = query.where(sql<string>`left(subject, 4)`, '=', `${ask.subjectKind}_`)
  if (ask.kinds !== undefined)
    query = query.where(sql<boolean>`kind collate "C" = any(${[...ask.kinds]}::text[])`)
  if (ask.actorId !== undefined) query = query.where('actor_id', '=', ask.actorId)
  if (ask.actorKind !== undefined) query = query.where('actor_kind', '=', ask.actorKind)
  if (ask.from !== undefined) query = query.where('at', '>=', toTimestamptz(ask.from))
  if (ask.to !== undefined) query = query.where('at', '<', toTimestamptz(ask.to))
  if (ask.told !== undefined) query = query.where(isTold(ask.told))
  const { after } = page
  if (after)
    query = query.where(
      sql<boolean>`(at, subject, sequence) < (${toTimestamptz(after.at)}, ${after.subject}, ${after.sequence}::int)`,
    )
  return query
    .orderBy('at', 'desc')
    .orderBy('subject', 'desc')
    .orderBy('sequence', 'desc')
    .limit(page.limit + 1)
    .execute()
}

/**
 * The kinds with a prefix such as `order.`. A recursive query takes one step in the index for each kind. With the exact
 * kinds the database knows how frequent each is, and does not scan all history for a rare one.
 */
export async function listKinds(db: Db, area: string): Promise<string[]> {
  // `/` is the character after `.` in the collation "C".
  const [first, end] = [`${area}.`, `${area}/`]
  const { rows } = await sql<{ kind: string }>`
    with recursive known as (
      (select kind from history where kind collate "C" >= ${first} and kind collate "C" < ${end}
        order by kind collate "C" limit 1)
      union all
      select (select h.kind from history h
        where h.kind collate "C" > known.kind collate "C" and h.kind collate "C" < ${end}
        order by h.kind collate "C" limit 1)
      from known where known.kind is not null
    )
    select kind from known where kind is not null`.execute(db.withTables<ViewTables>())
  return rows.map((row) => row.kind)
}

const isTold = ({ ids, call }: Told) => {
  const known = sql<boolean>`subject = any(${[...ids]}::text[]) or actor_id = any(${[...ids]}::text[])`
  return call
    ? sql<boolean>`(${known} or (subject = ${call.subject} and data->>'callId' = ${call.id}))`
    : sql<boolean>`(${known})`
}

/** Resolves a published number or a call's id to the ids to search for. */
export async function findTold(db: Db, text: string): Promise<Told> {
  const tables = db.withTables<ViewTables>()
  const number = text.toUpperCase()
  const orders = await tables
    .selectFrom('order')
    .select('id')
    .where('number', '=', number)
    .unionAll(tables.selectFrom('order_line').select('order_id as id').where('number', '=', number))
    .execute()
  if (orders.length > 0) return { ids: orders.map((order) => order.id) }
  const call = text.startsWith('cal_')
    ? await tables
        .selectFrom('call')
        .select(['id', 'subject'])
        .where('id', '=', text as Id<'cal'>)
        .executeTakeFirst()
    : undefined
  return omitUndefined({ ids: [text], call })
}

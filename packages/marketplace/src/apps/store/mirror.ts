import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Id } from '@loggia/kernel'
import type { Db, Tx } from '../../platform/index.ts'
import type { DueItem, SyncChange, SyncSubject } from '../schema.ts'
import type { AppTables } from '../tables.ts'

// The three tables of the mirror have the same columns, so what happens to them is written once.

export type MirrorTable = 'app_part' | 'app_department' | 'app_person'
export const tableOf: Readonly<Record<SyncSubject, MirrorTable>> = {
  enterprise: 'app_part',
  app: 'app_part',
  departments: 'app_department',
  department: 'app_department',
  people: 'app_person',
}

/** A batch of a connected app, as far as the mirror needs it. */
type Said = {
  readonly id: Id<'syb'>
  readonly connectedAppId: Id<'cap'>
  readonly subject: SyncSubject
  readonly change: SyncChange
}
type Removing = Said & { readonly isRemoval: boolean }

/** The rows of the items of a batch, in an update. */
const itemsOf = ({ id, connectedAppId }: Said): RawBuilder<unknown> => sql`from sync_batch_item item
  where item.batch_id = ${id} and mirrored.connected_app_id = ${connectedAppId} and mirrored.key = item.key`

/**
 * Nothing else of a thing can be at the seller: no call about it is without an answer, or only one that said the same.
 */
export const isFresh = sql<boolean>`(unsure is null or unsure = wanted)`

/** What has to be said of things, one change of all; one that is held back is left out. */
export async function listDue(
  db: Db,
  table: MirrorTable,
  { connectedAppId, change, limit }: { connectedAppId: Id<'cap'>; change: SyncChange; limit: number },
): Promise<DueItem[]> {
  return db
    .withTables<AppTables>()
    .selectFrom(table)
    .select(['key', 'wanted as payload', isFresh.as('fresh')])
    .where('connected_app_id', '=', connectedAppId)
    .where('change', '=', change)
    .where('held_by', 'is', null)
    .orderBy('key')
    .limit(limit)
    .execute()
}

/**
 * A batch is about to be sent: from now on nobody knows what the seller has, until it confirms. What was to be removed
 * may be there no more; otherwise a first addition leaves what it says, and all else may leave anything. A department
 * that was to be removed is where it was, if it is there; of people no more is kept than what names them.
 */
export async function markSent(tx: Tx, batch: Removing): Promise<void> {
  const { subject, isRemoval } = batch
  const table = tableOf[subject]
  const told = sql`case when mirrored.confirmed is not null or mirrored.unsure <> item.payload then '{}'::jsonb
    else item.payload end`
  const stayed = sql`case when mirrored.unsure is null then mirrored.confirmed
    when mirrored.confirmed is null then mirrored.unsure else '{}'::jsonb end`
  const removed = table === 'app_department' ? stayed : sql`'{}'::jsonb`
  await tx.write(sql`
    update ${sql.table(table)} as mirrored set unsure = ${isRemoval ? removed : told},
      confirmed = ${isRemoval ? sql`null` : sql`mirrored.confirmed`}
    ${itemsOf(batch)}`)
}

/**
 * The seller has confirmed a batch. Where something else may have been there, an addition tells only that it exists:
 * sellers take it as done already (R274), and the data follow as a change.
 */
export async function confirm(tx: Tx, batch: Removing): Promise<void> {
  const { subject, change, isRemoval } = batch
  await tx.write(sql`
    update ${sql.table(tableOf[subject])} as mirrored set unsure = null, held_by = null,
      confirmed = case when ${isRemoval}::boolean then null
        when ${subject} = 'people' and mirrored.removal is not null then '{}'::jsonb
        when item.fresh or ${change} <> 'add' then item.payload else '{}'::jsonb end
    ${itemsOf(batch)}`)
  if (isRemoval) await removeGone(tx, tableOf[subject], [batch.connectedAppId])
}

/** Nothing has to be said any more of what should not be there and is not. */
export async function removeGone(tx: Tx, table: MirrorTable, ids: readonly Id<'cap'>[]): Promise<void> {
  await tx.write(sql`delete from ${sql.table(table)}
    where connected_app_id = any(${[...ids]}::text[]) and removal is not null and change is null`)
}

/** Somebody goes on without what is in a batch; what has changed since the batch was made is due as ever. */
export async function hold(tx: Tx, batch: Removing): Promise<void> {
  const { subject, change, isRemoval } = batch
  await tx.write(sql`
    update ${sql.table(tableOf[subject])} as mirrored set held_by = ${batch.id}
    ${itemsOf(batch)} and mirrored.change is not null
      and case when ${isRemoval}::boolean then mirrored.removal = ${change}
        else mirrored.removal is null and mirrored.wanted = item.payload end`)
}

/** What was held back is said again: that of one batch, or all. Gives how much that is. */
export async function release(
  tx: Tx,
  connectedAppId: Id<'cap'>,
  batchId: Id<'syb'> | undefined,
): Promise<number> {
  const isMeant = batchId === undefined ? sql`held_by is not null` : sql`held_by = ${batchId}`
  let released = 0
  for (const table of ['app_part', 'app_department', 'app_person'] as const) {
    const rows = await tx.send(sql<{ n: number }>`
      with freed as (update ${sql.table(table)} set held_by = null
        where connected_app_id = ${connectedAppId} and ${isMeant} returning change)
      select count(change)::int as n from freed`)
    released += rows[0]?.n ?? 0
  }
  return released
}

export type Counts = {
  readonly confirmed: number
  readonly waiting: number
  readonly leftOut: number
  /** How many it should know. */
  readonly wanted: number
}

/** How many things the seller has confirmed, how many it has to be told of, and how many were left out. */
export async function count(db: Db, table: MirrorTable, connectedAppId: Id<'cap'>): Promise<Counts> {
  return db
    .withTables<AppTables>()
    .selectFrom(table)
    .select([
      sql<number>`(count(*) filter (where change is null))::int`.as('confirmed'),
      sql<number>`(count(*) filter (where change is not null and held_by is null))::int`.as('waiting'),
      sql<number>`(count(*) filter (where change is not null and held_by is not null))::int`.as('leftOut'),
      sql<number>`(count(*) filter (where removal is null))::int`.as('wanted'),
    ])
    .where('connected_app_id', '=', connectedAppId)
    .executeTakeFirstOrThrow()
}

/** It is over: nothing of it is kept. */
export async function removeAll(tx: Tx, connectedAppId: Id<'cap'>): Promise<void> {
  for (const table of ['app_person', 'app_department', 'app_part'] as const)
    await tx.write(sql`delete from ${sql.table(table)} where connected_app_id = ${connectedAppId}`)
}

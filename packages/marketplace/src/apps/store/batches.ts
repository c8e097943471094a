import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { insertRows, toTimestamptz } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DueItem, Payload, SyncBatch, SyncSubject } from '../schema.ts'
import type { AppTables } from '../tables.ts'

type Row = AppTables['sync_batch']

function decidedOf({ decided_at: at, decided_by: by, decider: name, reason }: Row): SyncBatch['decided'] {
  if (at === null || by === null || name === null) return undefined
  return omitUndefined({ at, by, name, reason: reason ?? undefined })
}

const fromRow = (row: Row): SyncBatch =>
  omitUndefined({
    id: row.id,
    connectedAppId: row.connected_app_id,
    n: row.n,
    subject: row.subject,
    change: row.change,
    items: row.items,
    state: row.state,
    callId: row.call_id ?? undefined,
    answer: row.answer ?? undefined,
    createdAt: row.created_at,
    endedAt: row.ended_at ?? undefined,
    decided: decidedOf(row),
  })

/** Gives a batch its number and adds it, with what it says. */
export async function insert(
  tx: Tx,
  { id, connectedAppId, subject, change, createdAt }: Omit<SyncBatch, 'n' | 'items' | 'state'>,
  items: readonly (DueItem & { readonly name: string })[],
): Promise<void> {
  await tx.write(sql`
    insert into sync_batch (id, connected_app_id, n, subject, change, items, state, created_at)
    select ${id}, ${connectedAppId}, coalesce(max(n), 0) + 1, ${subject}, ${change}, ${items.length}::int, 'open',
      ${toTimestamptz(createdAt)} from sync_batch where connected_app_id = ${connectedAppId}`)
  await insertRows(
    tx,
    'sync_batch_item',
    items.map((item) => ({ ...item, batch_id: id })),
  )
}

/** The call that says it. */
export async function setCall(tx: Tx, id: Id<'syb'>, callId: Id<'cal'>): Promise<void> {
  await tx.write(sql`update sync_batch set call_id = ${callId} where id = ${id}`)
}

/** The columns that change. */
export async function save(tx: Tx, of: SyncBatch): Promise<void> {
  await tx
    .withTables<AppTables>()
    .updateTable('sync_batch')
    .set({
      state: of.state,
      call_id: of.callId ?? null,
      answer: of.answer ?? null,
      ended_at: of.endedAt === undefined ? null : toTimestamptz(of.endedAt),
      decided_at: of.decided === undefined ? null : toTimestamptz(of.decided.at),
      decided_by: of.decided?.by ?? null,
      decider: of.decided?.name ?? null,
      reason: of.decided?.reason ?? null,
    })
    .where('id', '=', of.id)
    .execute()
}

const select = (db: Db) => db.withTables<AppTables>().selectFrom('sync_batch').selectAll()

export async function find(db: Db, id: Id<'syb'>): Promise<SyncBatch | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function listByIds(db: Db, ids: readonly Id<'syb'>[]): Promise<SyncBatch[]> {
  if (ids.length === 0) return []
  return (await select(db).where('id', 'in', ids).execute()).map(fromRow)
}

/** The batch of an app that is under way or waits for a decision. */
export async function findCurrent(db: Db, connectedAppId: Id<'cap'>): Promise<SyncBatch | undefined> {
  const row = await select(db)
    .where('connected_app_id', '=', connectedAppId)
    .where('state', 'in', ['open', 'failed'])
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The last batch of people that somebody repeated. */
export async function findRepeated(db: Db, connectedAppId: Id<'cap'>): Promise<SyncBatch | undefined> {
  const row = await select(db)
    .where('connected_app_id', '=', connectedAppId)
    .where('subject', '=', 'people')
    .where('state', '=', 'repeated')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Whether somebody repeated the last list of departments, and has not repeated a single one since then. */
export async function hasListRepeated(db: Db, connectedAppId: Id<'cap'>): Promise<boolean> {
  const findLast = (...subjects: SyncSubject[]): Promise<Pick<Row, 'subject' | 'state'> | undefined> =>
    select(db)
      .where('connected_app_id', '=', connectedAppId)
      .where('subject', 'in', subjects)
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst()
  if ((await findLast('departments'))?.state !== 'repeated') return false
  const last = await findLast('departments', 'department')
  return last?.subject !== 'department' || last.state !== 'repeated'
}

/** How often somebody repeated the removal of departments, by their keys. */
export async function countRepeatedRemovals(
  db: Db,
  connectedAppId: Id<'cap'>,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`
    select item.key, count(*)::int as n from sync_batch batch
    join sync_batch_item item on item.batch_id = batch.id
    where batch.connected_app_id = ${connectedAppId} and batch.subject = 'department' and batch.change = 'delete'
      and batch.state = 'repeated'
    group by item.key`.execute(db.withTables<AppTables>())
  return new Map(rows.map(({ key, n }) => [key, n]))
}

/** Locks a batch alone. */
export async function lock(tx: Tx, id: Id<'syb'>): Promise<SyncBatch | undefined> {
  const row = await select(tx).where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  return row && fromRow(row)
}

/** Notes what the seller answered, if the batch is open; false if it is not. */
export async function noteAnswer(
  tx: Tx,
  id: Id<'syb'>,
  { answer, callId }: Required<Pick<SyncBatch, 'answer' | 'callId'>>,
): Promise<boolean> {
  const rows = await tx.send(sql`update sync_batch set answer = ${answer}, call_id = ${callId}
    where id = ${id} and state = 'open' returning id`)
  return rows.length > 0
}

/** The seller has not accepted an open batch; false if it is under way again. */
export async function fail(tx: Tx, id: Id<'syb'>, at: Instant): Promise<boolean> {
  const rows = await tx.send(sql`update sync_batch set state = 'failed', ended_at = ${toTimestamptz(at)}
    where id = ${id} and state = 'open' and answer = 'stopped' returning id`)
  return rows.length > 0
}

/** A batch that failed is under way again; undefined if it has not failed, or somebody has decided about it. */
export async function markOpen(tx: Tx, id: Id<'syb'>): Promise<SyncBatch | undefined> {
  const row = await tx
    .withTables<AppTables>()
    .updateTable('sync_batch')
    .set({ state: 'open', answer: null, ended_at: null })
    .where('id', '=', id)
    .where((batch) =>
      batch.or([batch('state', '=', 'failed'), batch('state', '=', 'open').and('answer', '=', 'stopped')]),
    )
    .returningAll()
    .executeTakeFirst()
  return row && fromRow(row)
}

/** The batches of an app, newest first; one more than the limit, if there are more. */
export async function list(
  db: Db,
  connectedAppId: Id<'cap'>,
  { limit, after }: PageRequest,
): Promise<SyncBatch[]> {
  let query = select(db)
    .where('connected_app_id', '=', connectedAppId)
    .orderBy('n', 'desc')
    .limit(limit + 1)
  if (after !== undefined) query = query.where('n', '<', Number(after))
  return (await query.execute()).map(fromRow)
}

const selectItems = (db: Db, batchId: Id<'syb'>) =>
  db.withTables<AppTables>().selectFrom('sync_batch_item').where('batch_id', '=', batchId).orderBy('key')

/** What a batch says. Throws if somebody has decided about it. */
export async function listPayloads(db: Db, batchId: Id<'syb'>): Promise<Payload[]> {
  const rows = await selectItems(db, batchId).select('payload').execute()
  return rows.map(({ payload }) => {
    if (!payload) throw new Error(`The payload of ${batchId} is gone`)
    return payload
  })
}

export type ListedItem = { readonly key: string; readonly name: string }

/** What a batch is about; one more than the limit, if there are more. */
export async function listItems(
  db: Db,
  batchId: Id<'syb'>,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<ListedItem[]> {
  const query = selectItems(db, batchId)
    .select(['key', 'name'])
    .limit(limit + 1)
  return (after === undefined ? query : query.where('key', '>', after)).execute()
}

/** The seller has confirmed it: what it said is in the mirror, and sealed with the call. */
export async function dropItems(tx: Tx, batchId: Id<'syb'>): Promise<void> {
  await tx.write(sql`delete from sync_batch_item where batch_id = ${batchId}`)
}

/** It is not sent any more; only what it was about is kept. */
export async function dropPayloads(tx: Tx, batchId: Id<'syb'>): Promise<void> {
  await tx.write(sql`update sync_batch_item set payload = null where batch_id = ${batchId}`)
}

/** The connection is over: nobody asks any more what was in its batches. */
export async function dropAllItems(tx: Tx, connectedAppId: Id<'cap'>): Promise<void> {
  await tx.write(sql`delete from sync_batch_item
    where batch_id in (select id from sync_batch where connected_app_id = ${connectedAppId})`)
}

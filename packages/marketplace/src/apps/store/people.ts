import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import { personalData } from '@loggia/protocol/console/apps/kinds'
import { encodeJson } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { AppRole, Assignment, AssignmentState, DueItem, SyncBatch, SyncedPerson } from '../schema.ts'
import type { AppTables } from '../tables.ts'
import { isFresh, removeGone } from './mirror.ts'

/** Somebody who may use an app, as its seller should know them. */
type WantedPerson = { readonly personId?: Id<'per'>; readonly wanted: SyncedPerson }

/** Assigns an app to people, or changes what their assignments say. Gives how many are other than before. */
export async function putAssigned(tx: Tx, id: Id<'cap'>, people: readonly WantedPerson[]): Promise<number> {
  if (people.length === 0) return 0
  const rows = people.map(({ personId, wanted }) => ({ key: wanted.userName, person_id: personId, wanted }))
  const changed = await tx.send(sql<{ n: number }>`
    with given as (select * from jsonb_to_recordset(${encodeJson(rows)}::jsonb)
      as person (key text, person_id text, wanted jsonb)),
    changed as (
      insert into app_person (connected_app_id, key, person_id, wanted)
      select ${id}, key, person_id, wanted from given
      on conflict (connected_app_id, key) do update set wanted = excluded.wanted, removal = null, held_by = null
      where app_person.removal is not null or app_person.wanted <> excluded.wanted returning 1)
    select count(*)::int as n from changed`)
  return changed[0]?.n ?? 0
}

/** Somebody's assignment as it stands. */
export type KeptAssignment = {
  readonly connectedAppId: Id<'cap'>
  readonly personId: Id<'per'>
  readonly role: AppRole
}

/** The assignments of these people to these apps, without those that have ended. */
export async function listOfPeople(
  db: Db,
  ids: readonly Id<'cap'>[],
  personIds: readonly Id<'per'>[],
): Promise<KeptAssignment[]> {
  return selectKept(db)
    .where('person_id', '=', sql<Id<'per'>>`any(${[...personIds]}::text[])`)
    .where('connected_app_id', '=', sql<Id<'cap'>>`any(${[...ids]}::text[])`)
    .execute()
}

/** The assignments of an app, by person, without those that have ended. */
export async function listAssigned(
  db: Db,
  id: Id<'cap'>,
  { after, limit }: { readonly after: Id<'per'> | undefined; readonly limit: number },
): Promise<KeptAssignment[]> {
  let query = selectKept(db).where('connected_app_id', '=', id).orderBy('person_id').limit(limit)
  if (after !== undefined) query = query.where('person_id', '>', after)
  return query.execute()
}

const selectKept = (db: Db) =>
  db
    .withTables<AppTables>()
    .selectFrom('app_person')
    .select([
      'connected_app_id as connectedAppId',
      sql<Id<'per'>>`person_id`.as('personId'),
      sql<AppRole>`wanted->>'role'`.as('role'),
    ])
    .where('removal', 'is', null)
    .where('person_id', 'is not', null)

/** What sellers should know of people who are assigned already. Gives how many differ from before. */
export async function update(
  tx: Tx,
  people: readonly { readonly connectedAppId: Id<'cap'>; readonly wanted: SyncedPerson }[],
): Promise<number> {
  if (people.length === 0) return 0
  const rows = people.map(({ connectedAppId, wanted }) => ({
    connected_app_id: connectedAppId,
    key: wanted.userName,
    wanted,
  }))
  const changed = await tx.send(sql<{ key: string }>`
    update app_person set wanted = given.wanted, held_by = null
    from jsonb_to_recordset(${encodeJson(rows)}::jsonb) as given (connected_app_id text, key text, wanted jsonb)
    where app_person.connected_app_id = given.connected_app_id and app_person.key = given.key
      and app_person.removal is null and app_person.wanted <> given.wanted returning app_person.key`)
  if (changed.length > 0) await limitPayloads(tx, [...new Set(people.map((one) => one.connectedAppId))])
  return changed.length
}

/** Those of a batch that was repeated of whom nobody knows yet whether the seller takes them. */
export async function listSuspects(
  db: Db,
  { id, connectedAppId, change }: Pick<SyncBatch, 'id' | 'connectedAppId' | 'change'>,
): Promise<DueItem[]> {
  return db
    .withTables<AppTables>()
    .selectFrom('app_person as person')
    .innerJoin('sync_batch_item as item', 'item.key', 'person.key')
    .select(['person.key', 'person.wanted as payload', isFresh.as('fresh')])
    .where('item.batch_id', '=', id)
    .where('person.connected_app_id', '=', connectedAppId)
    .where('person.change', '=', change)
    .where('person.held_by', 'is', null)
    .where('person.unsure', 'is not', null)
    .orderBy('person.key')
    .execute()
}

/** Which assignments end, and what the seller is told: that people are gone, or that they may not use the app. */
type Ended = { readonly removal: 'delete' | 'withdraw'; readonly personIds?: readonly Id<'per'>[] }

/** Ends assignments to apps: of these people, or all. Nothing but what names a person is kept. Gives how many. */
export async function end(tx: Tx, ids: readonly Id<'cap'>[], { removal, personIds }: Ended): Promise<number> {
  const isMeant = personIds ? sql`person_id = any(${[...personIds]}::text[])` : sql`true`
  // Who was withdrawn before and leaves now is told as gone.
  const isGoing = removal === 'delete' ? sql`removal is distinct from 'delete'` : sql`removal is null`
  const ended = await tx.send(sql<{ isNew: boolean }>`
    with going as (
      select connected_app_id, key, removal is null as is_new from app_person
      where connected_app_id = any(${[...ids]}::text[]) and ${isMeant} and ${isGoing} for no key update),
    gone as (
      update app_person set removal = ${removal}, held_by = null, wanted = ${withoutPersonalData},
        confirmed = ${forget('confirmed')}, unsure = ${forget('unsure')}
      from going where app_person.connected_app_id = going.connected_app_id and app_person.key = going.key
      returning going.is_new)
    select is_new as "isNew" from gone`)
  await removeGone(tx, 'app_person', ids)
  await limitPayloads(tx, ids)
  return ended.filter(({ isNew }) => isNew).length
}

/**
 * A batch may wait for long, and is said again as it is: personal data that the seller should not have any more leave it. What
 * the seller has of it then is not what it says, so it is followed by a change.
 */
async function limitPayloads(tx: Tx, ids: readonly Id<'cap'>[]): Promise<void> {
  await tx.write(sql`update sync_batch_item item set payload = item.payload - left_out.names, fresh = false
    from sync_batch batch, app_person person, lateral (
      select array(select name from unnest(${names}::text[]) as name where not person.wanted ? name) as names) left_out
    where batch.connected_app_id = any(${[...ids]}::text[]) and batch.state in ('open', 'failed') and batch.subject = 'people'
      and item.batch_id = batch.id and person.connected_app_id = batch.connected_app_id and person.key = item.key
      and item.payload ?| left_out.names`)
}

const names = [...personalData]
const withoutPersonalData = sql`wanted - ${names}::text[]`
/** All that counts of what the seller has of somebody who ends is that it has something. */
const forget = (column: 'confirmed' | 'unsure') =>
  sql`case when ${sql.ref(column)} is not null then '{}'::jsonb end`

export type AssignmentSearch = {
  readonly q?: string | undefined
  readonly state?: AssignmentState | undefined
}

/** What the seller knows of an assignment; `batch` and `item` are those of the batch that is open or has failed. */
const stateOf: RawBuilder<AssignmentState> = sql`case
  when person.change is null then 'confirmed'
  when person.held_by is not null then 'left_out'
  when item.key is null then 'waiting'
  when batch.state = 'failed' then 'failed'
  else 'sending' end`

/** Assignments by user name; one more than the limit, if there are more. */
export async function list(
  db: Db,
  id: Id<'cap'>,
  { q, state, limit, after }: AssignmentSearch & PageRequest,
): Promise<Assignment[]> {
  let query = db
    .withTables<AppTables>()
    .selectFrom('app_person as person')
    .leftJoin('sync_batch as batch', (join) =>
      join
        .onRef('batch.connected_app_id', '=', 'person.connected_app_id')
        .on('batch.state', 'in', ['open', 'failed'])
        .on('batch.subject', '=', 'people'),
    )
    .leftJoin('sync_batch_item as item', (join) =>
      join.onRef('item.batch_id', '=', 'batch.id').onRef('item.key', '=', 'person.key'),
    )
    .select(['person.key', 'person.person_id', 'person.wanted', 'person.removal', 'person.held_by'])
    .select(['batch.id as batch_id', stateOf.as('state')])
    .where('person.connected_app_id', '=', id)
    .orderBy('person.key')
    .limit(limit + 1)
  if (after !== undefined) query = query.where('person.key', '>', after)
  if (state !== undefined) query = query.where(sql<boolean>`${stateOf} = ${state}`)
  if (q)
    query = query.where(
      sql<boolean>`position(${q.toLowerCase()} in lower(person.key || ' ' || (person.wanted->>'name'))) > 0`,
    )
  return (await query.execute()).map(({ wanted, ...row }) => {
    const { name, role, enabled } = wanted as SyncedPerson
    const batchId = row.state === 'failed' ? row.batch_id : row.state === 'left_out' ? row.held_by : undefined
    return omitUndefined({
      personId: row.person_id ?? undefined,
      userName: row.key,
      name,
      role,
      enabled,
      state: row.state,
      isEnding: row.removal !== null,
      batchId: batchId ?? undefined,
    })
  })
}

/** How many people may use each of these apps. */
export async function countAssigned(
  db: Db,
  ids: readonly Id<'cap'>[],
): Promise<ReadonlyMap<Id<'cap'>, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .withTables<AppTables>()
    .selectFrom('app_person')
    .select(['connected_app_id as id', sql<number>`count(*)::int`.as('n')])
    .where('connected_app_id', 'in', ids)
    .where('removal', 'is', null)
    .groupBy('connected_app_id')
    .execute()
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Somebody of a test account, who belongs to no directory. */
export async function findOnly(db: Db, id: Id<'cap'>): Promise<string | undefined> {
  const query = db.withTables<AppTables>().selectFrom('app_person').select('key')
  return (await query.where('connected_app_id', '=', id).executeTakeFirst())?.key
}

import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { encodeJson } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { DueDepartment, DueItem, SyncedDepartment } from '../schema.ts'
import type { AppTables } from '../tables.ts'
import { isFresh, removeGone } from './mirror.ts'

/** A department with its id, which is not told. */
export type WantedDepartment = { readonly id?: Id<'dpt'>; readonly wanted: SyncedDepartment }

/** What sellers should know of departments. A code belongs to the department that has it last. Gives how many differ. */
export async function put(
  tx: Tx,
  ids: readonly Id<'cap'>[],
  departments: readonly WantedDepartment[],
): Promise<number> {
  if (departments.length === 0) return 0
  const rows = departments.map(({ id, wanted }) => ({ key: wanted.code, department_id: id, wanted }))
  const changed = await tx.send(sql<{ n: number }>`
    with given as (select * from jsonb_to_recordset(${encodeJson(rows)}::jsonb)
      as department (key text, department_id text, wanted jsonb)),
    changed as (
      insert into app_department (connected_app_id, key, department_id, wanted)
      select app, key, department_id, wanted from given cross join unnest(${[...ids]}::text[]) as app
      on conflict (connected_app_id, key) do update
        set wanted = excluded.wanted, department_id = excluded.department_id, removal = null, held_by = null
      where (app_department.wanted, app_department.department_id, app_department.removal)
        is distinct from (excluded.wanted, excluded.department_id, null) returning 1)
    select count(*)::int as n from changed`)
  return changed[0]?.n ?? 0
}

/** Departments that are there no more. */
export async function remove(
  tx: Tx,
  ids: readonly Id<'cap'>[],
  departmentIds: readonly Id<'dpt'>[],
): Promise<void> {
  if (departmentIds.length === 0) return
  await tx.write(sql`update app_department set removal = 'delete', held_by = null
    where connected_app_id = any(${[...ids]}::text[]) and department_id = any(${[...departmentIds]}::text[])
      and removal is null`)
  await removeGone(tx, 'app_department', ids)
}

/** All departments but those with these codes are there no more. Gives how many were still thought to be. */
export async function removeOthers(tx: Tx, id: Id<'cap'>, codes: readonly string[]): Promise<number> {
  const removed = await tx.send(sql<{
    key: string
  }>`update app_department set removal = 'delete', held_by = null
    where connected_app_id = ${id} and removal is null
      and not exists (select from unnest(${[...codes]}::text[]) as code where code = key) returning key`)
  await removeGone(tx, 'app_department', [id])
  return removed.length
}

/** The end of the connection, where departments go with their enterprise. */
export async function forget(tx: Tx, id: Id<'cap'>): Promise<void> {
  await tx.write(sql`delete from app_department where connected_app_id = ${id}`)
}

/** How many departments have to be told, without those that are removed or held back; and whether any was ever confirmed. */
export async function look(
  db: Db,
  id: Id<'cap'>,
): Promise<{ readonly due: number; readonly hasConfirmed: boolean }> {
  return db
    .withTables<AppTables>()
    .selectNoFrom([
      sql<number>`(select count(*) from app_department where connected_app_id = ${id}
        and change in ('add', 'change') and held_by is null)::int`.as('due'),
      sql<boolean>`exists (select from app_department where connected_app_id = ${id} and confirmed is not null)`.as(
        'hasConfirmed',
      ),
    ])
    .executeTakeFirstOrThrow()
}

/**
 * All departments that should be there, for a list: without new ones that are held back, but for those that are above
 * another one of the list.
 */
export async function listWanted(db: Db, id: Id<'cap'>): Promise<DueItem<SyncedDepartment>[]> {
  const { rows } = await sql<DueItem<SyncedDepartment>>`
    with recursive told as (
      select key, wanted, unsure from app_department
      where connected_app_id = ${id} and removal is null and (held_by is null or change is distinct from 'add')
      union
      select above.key, above.wanted, above.unsure from told
      join app_department above on above.connected_app_id = ${id} and above.key = told.wanted->>'parentCode'
        and above.removal is null)
    select key, wanted as payload, ${isFresh} as fresh from told order by key`.execute(
    db.withTables<AppTables>(),
  )
  return rows
}

/** Departments that have to be told, with the codes of those above them; and those that are held back, without. */
export async function listDue(db: Db, id: Id<'cap'>): Promise<DueDepartment[]> {
  type Row = Pick<DueDepartment, 'key' | 'payload' | 'fresh' | 'change' | 'held'> & {
    readonly confirmed: DueDepartment['confirmed'] | null
    readonly unsure: DueDepartment['unsure'] | null
    readonly above: string[] | null
  }
  const { rows } = await sql<Row>`
    with recursive due as (
      select key, wanted, confirmed, unsure, change, held_by is not null as held, ${isFresh} as fresh
      from app_department where connected_app_id = ${id} and change is not null),
    up as (
      select key, wanted->>'parentCode' as above from due where change <> 'delete' and not held
      union
      select up.key, parent.wanted->>'parentCode' from up
      join app_department parent on parent.connected_app_id = ${id} and parent.key = up.above)
    select key, wanted as payload, confirmed, unsure, change, held, fresh,
      (select array_agg(up.above) from up where up.key = due.key and up.above is not null) as above
    from due order by key`.execute(db.withTables<AppTables>())
  return rows.map(({ confirmed, unsure, above, ...row }) =>
    omitUndefined({
      ...row,
      confirmed: confirmed ?? undefined,
      unsure: unsure ?? undefined,
      above: above ?? [],
    }),
  )
}

type NextDepartment = Pick<DueDepartment, 'key' | 'payload' | 'fresh' | 'change'>
const columns = sql`d.key, d.wanted as payload, d.change, ${isFresh} as fresh`

/**
 * Of the departments that should be there and have to be told one that has none of them above it; if they wait for each
 * other, any. Without reading all of them, for protocols in which each is a call.
 */
export async function findHighest(db: Db, id: Id<'cap'>): Promise<NextDepartment | undefined> {
  const { rows } = await sql<NextDepartment>`
    select ${columns} from app_department d
    where d.connected_app_id = ${id} and d.change in ('add', 'change') and d.held_by is null
    order by exists (select from app_department above
      where above.connected_app_id = ${id} and above.key = d.wanted->>'parentCode'
        and above.change in ('add', 'change') and above.held_by is null), d.key
    limit 1`.execute(db.withTables<unknown>())
  return rows[0]
}

/** A department that is to be removed, without a removed one below it, if there is such a one; the same. */
export async function findLowestRemoved(db: Db, id: Id<'cap'>): Promise<NextDepartment | undefined> {
  const { rows } = await sql<NextDepartment>`
    with removed as (
      select key, coalesce(nullif(confirmed, '{}')->>'parentCode', wanted->>'parentCode') as above from app_department
      where connected_app_id = ${id} and change = 'delete' and held_by is null)
    select ${columns} from app_department d
    where d.connected_app_id = ${id} and d.key = (
      select key from removed
      order by key in (select above from removed where above is not null), key desc limit 1)`.execute(
    db.withTables<unknown>(),
  )
  return rows[0]
}

/** Somebody goes on without a department: and without what has to be told of departments below it. */
export async function holdBelow(
  tx: Tx,
  { id, connectedAppId }: { readonly id: Id<'syb'>; readonly connectedAppId: Id<'cap'> },
): Promise<void> {
  await tx.write(sql`
    with recursive below as (
      select key from app_department where connected_app_id = ${connectedAppId} and held_by = ${id}
      union
      select child.key from below
      join app_department child on child.connected_app_id = ${connectedAppId} and child.wanted->>'parentCode' = below.key)
    update app_department set held_by = ${id}
    where connected_app_id = ${connectedAppId} and change is not null and removal is null
      and key in (select key from below)`)
}

import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Condition, GroupField } from '../rules/conditions.ts'
import type { PersonGroup } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'
import { buildGroupCondition } from './conditions.ts'

type Row = DirectoryTables['person_group']

const fromRow = (row: Row): PersonGroup =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id,
    name: row.name,
    externalId: row.external_id ?? undefined,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  })

const toRow = (of: PersonGroup, now: Instant) => ({
  id: of.id,
  enterprise_id: of.enterpriseId,
  name: of.name,
  external_id: of.externalId ?? null,
  created_at: toMoment(of.createdAt),
  changed_at: toMoment(now),
  found: of.name.toLowerCase(),
})

const select = (db: Db, enterpriseId: Id<'ent'>) =>
  db
    .withTables<DirectoryTables>()
    .selectFrom('person_group')
    .selectAll('person_group')
    .where('enterprise_id', '=', enterpriseId)

export async function find(db: Db, enterpriseId: Id<'ent'>, id: Id<'pgr'>): Promise<PersonGroup | undefined> {
  const row = await select(db, enterpriseId).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

export async function findByName(
  db: Db,
  enterpriseId: Id<'ent'>,
  name: string,
): Promise<PersonGroup | undefined> {
  const row = await select(db, enterpriseId).where('name', '=', name).executeTakeFirst()
  return row && fromRow(row)
}

export async function count(db: Db, enterpriseId: Id<'ent'>): Promise<number> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('person_group')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirstOrThrow()
  return row.count
}

export type CountedGroup = { readonly group: PersonGroup; readonly people: number }
const peopleCount = sql<number>`(select count(*)::int from group_person p where p.group_id = person_group.id)`

/** By name; one more than the limit, if there are more. */
export async function list(
  db: Db,
  enterpriseId: Id<'ent'>,
  { q, limit, after }: PageRequest & { readonly q?: string | undefined },
): Promise<CountedGroup[]> {
  let query = select(db, enterpriseId).select(peopleCount.as('people'))
  if (q) query = query.where(sql<boolean>`position(${q.toLowerCase()} in found) > 0`)
  if (after !== undefined) query = query.where('name', '>', after)
  const rows = await query
    .orderBy('name')
    .limit(limit + 1)
    .execute()
  return rows.map(({ people, ...row }) => ({ group: fromRow(row), people }))
}

/** Those that meet a condition, if there is one. */
export type MetGroups = {
  readonly enterpriseId: Id<'ent'>
  readonly condition?: Condition<GroupField>
}

/** By id, from an offset on. */
export async function listMet(
  db: Db,
  { enterpriseId, condition, limit, offset }: MetGroups & { readonly limit: number; readonly offset: number },
): Promise<CountedGroup[]> {
  let query = select(db, enterpriseId).select(peopleCount.as('people'))
  if (condition) query = query.where(buildGroupCondition(condition))
  const rows = await query.orderBy('id').limit(limit).offset(offset).execute()
  return rows.map(({ people, ...row }) => ({ group: fromRow(row), people }))
}

export async function countMet(db: Db, { enterpriseId, condition }: MetGroups): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person_group where enterprise_id = ${enterpriseId}
      and ${condition ? buildGroupCondition(condition) : sql`true`}`.execute(db.withTables<DirectoryTables>())
  return rows[0]?.count ?? 0
}

type Member = { readonly id: Id<'per'>; readonly name: string }

/** The people in each of these groups, by id. */
export async function listMembers(
  db: Db,
  ids: readonly Id<'pgr'>[],
): Promise<ReadonlyMap<Id<'pgr'>, readonly Member[]>> {
  const rows = await db
    .withTables<DirectoryTables>()
    .selectFrom('group_person')
    .innerJoin('person', 'person.id', 'group_person.person_id')
    .select(['group_person.group_id', 'person.id', 'person.name'])
    .where('group_person.group_id', '=', sql<Id<'pgr'>>`any(${[...ids]}::text[])`)
    .orderBy('person.id')
    .execute()
  const members = new Map<Id<'pgr'>, Member[]>(ids.map((id) => [id, []]))
  for (const { group_id, id, name } of rows) members.get(group_id)?.push({ id, name })
  return members
}

/** Of how many people there are in it. */
export async function countPeople(db: Db, id: Id<'pgr'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from group_person where group_id = ${id}`.execute(
    db.withTables<DirectoryTables>(),
  )
  return rows[0]?.count ?? 0
}

export async function listOfPerson(db: Db, personId: Id<'per'>): Promise<Pick<PersonGroup, 'id' | 'name'>[]> {
  return db
    .withTables<DirectoryTables>()
    .selectFrom('group_person')
    .innerJoin('person_group', 'person_group.id', 'group_person.group_id')
    .select(['person_group.id', 'person_group.name'])
    .where('person_id', '=', personId)
    .orderBy('person_group.name')
    .execute()
}

export const insert = (tx: Tx, group: PersonGroup, now: Instant): Promise<void> =>
  insertRows(tx, 'person_group', [toRow(group, now)])

export const save = (tx: Tx, group: PersonGroup, now: Instant): Promise<void> =>
  updateRows(tx, 'person_group', [toRow(group, now)])

export async function remove(tx: Tx, id: Id<'pgr'>): Promise<void> {
  await tx.withTables<DirectoryTables>().deleteFrom('person_group').where('id', '=', id).execute()
}

/** Gives those of these people who were not in it. */
export async function join(
  tx: Tx,
  groupId: Id<'pgr'>,
  personIds: readonly Id<'per'>[],
): Promise<Id<'per'>[]> {
  const rows = await tx.send(sql<{ person_id: Id<'per'> }>`
    insert into group_person (group_id, person_id) select ${groupId}, id from unnest(${[...personIds]}::text[]) as id
    on conflict do nothing returning person_id`)
  return rows.map(({ person_id }) => person_id)
}

/** Gives those of these people who were in it. */
export async function quit(
  tx: Tx,
  groupId: Id<'pgr'>,
  personIds: readonly Id<'per'>[],
): Promise<Id<'per'>[]> {
  const rows = await tx.send(sql<{ person_id: Id<'per'> }>`
    delete from group_person where group_id = ${groupId} and person_id = any(${[...personIds]}::text[]) returning person_id`)
  return rows.map(({ person_id }) => person_id)
}

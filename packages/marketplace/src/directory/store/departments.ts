import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, PageRequest } from '@loggia/kernel'
import { insertRows, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { PlacedDepartment } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const columns = ['id', 'enterprise_id', 'code', 'name', 'parent_id', 'path', 'depth'] as const
type Row = Pick<DirectoryTables['department'], (typeof columns)[number]>

const fromRow = (row: Row): PlacedDepartment =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id,
    code: row.code,
    name: row.name,
    parentId: row.parent_id ?? undefined,
    path: row.path,
    depth: row.depth,
  })

const toRow = (of: PlacedDepartment) => ({
  id: of.id,
  enterprise_id: of.enterpriseId,
  code: of.code,
  name: of.name,
  parent_id: of.parentId ?? null,
  path: of.path,
  depth: of.depth,
  found: `${of.name}\n${of.code}`.toLowerCase(),
})

const select = (db: Db, enterpriseId: Id<'ent'>) =>
  db
    .withTables<DirectoryTables>()
    .selectFrom('department')
    .select(columns)
    .where('enterprise_id', '=', enterpriseId)

/** All of an enterprise, parents first. */
export async function listAll(db: Db, enterpriseId: Id<'ent'>): Promise<PlacedDepartment[]> {
  return (await select(db, enterpriseId).orderBy('path').execute()).map(fromRow)
}

/** The oldest of those at the top; each enterprise has at least one. */
export async function findTop(db: Db, enterpriseId: Id<'ent'>): Promise<PlacedDepartment> {
  const query = select(db, enterpriseId).where('parent_id', 'is', null).orderBy('id').limit(1)
  return fromRow(await query.executeTakeFirstOrThrow())
}

/** Those of these that are there, parents first. */
export async function findAll(
  db: Db,
  enterpriseId: Id<'ent'>,
  ids: readonly Id<'dpt'>[],
): Promise<PlacedDepartment[]> {
  const rows = await select(db, enterpriseId)
    .where('id', '=', sql<Id<'dpt'>>`any(${[...ids]}::text[])`)
    .orderBy('path')
    .execute()
  return rows.map(fromRow)
}

export async function findByCode(
  db: Db,
  enterpriseId: Id<'ent'>,
  code: string,
): Promise<PlacedDepartment | undefined> {
  const row = await select(db, enterpriseId).where('code', '=', code).executeTakeFirst()
  return row && fromRow(row)
}

/** Which of these are codes of departments. */
export async function listTakenCodes(
  db: Db,
  enterpriseId: Id<'ent'>,
  codes: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await select(db, enterpriseId)
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Set(rows.map(({ code }) => code))
}

/** At most two of this name, of all levels. */
export async function findByName(db: Db, enterpriseId: Id<'ent'>, name: string): Promise<PlacedDepartment[]> {
  const rows = await select(db, enterpriseId).where('name', '=', name).orderBy('path').limit(2).execute()
  return rows.map(fromRow)
}

/** The oldest at the top. */
export async function findFirst(db: Db, enterpriseId: Id<'ent'>): Promise<PlacedDepartment | undefined> {
  const query = select(db, enterpriseId).where('parent_id', 'is', null).orderBy('id')
  const row = await query.limit(1).executeTakeFirst()
  return row && fromRow(row)
}

export type Place = { readonly enterpriseId: Id<'ent'>; readonly parentId: Id<'dpt'> | undefined }

/** Whether a department of this name is there, other than this one. */
export async function hasName(
  db: Db,
  { enterpriseId, parentId }: Place,
  { name, id }: { readonly name: string; readonly id?: Id<'dpt'> },
): Promise<boolean> {
  let query = select(db, enterpriseId)
    .where('parent_id', 'is not distinct from', parentId ?? null)
    .where('name', '=', name)
  if (id !== undefined) query = query.where('id', '<>', id)
  return (await query.executeTakeFirst()) !== undefined
}

type Counted = { readonly departments: number; readonly people: number; readonly all_people: number }
export type CountedDepartment = {
  readonly department: PlacedDepartment
  /** Directly below it. */
  readonly departments: number
  /** In it, and with what is below it. */
  readonly people: number
  readonly allPeople: number
}

const fromCounted = ({ departments, people, all_people: allPeople, ...row }: Row & Counted) => ({
  department: fromRow(row),
  departments,
  people,
  allPeople,
})

/** What is below a department, and itself: a path begins with its path. `0` is the character after the slash. */
const isBelow = (path: RawBuilder<unknown>, top: RawBuilder<unknown>) =>
  sql<boolean>`(${path} >= ${top} and ${path} < left(${top}, -1) || '0')`

const departmentCount = sql<number>`(select count(*)::int from department c where c.parent_id = department.id)`
const peopleCount = sql<number>`(select count(*)::int from person p where p.department_id = department.id)`
const allPeopleCount = sql<number>`(select count(*)::int from department b join person p on p.department_id = b.id
  where b.enterprise_id = department.enterprise_id and ${isBelow(sql`b.path`, sql`department.path`)})`

const selectCounted = (db: Db, enterpriseId: Id<'ent'>) =>
  select(db, enterpriseId).select([
    departmentCount.as('departments'),
    peopleCount.as('people'),
    allPeopleCount.as('all_people'),
  ])

export async function findCounted(
  db: Db,
  enterpriseId: Id<'ent'>,
  id: Id<'dpt'>,
): Promise<CountedDepartment | undefined> {
  const row = await selectCounted(db, enterpriseId).where('id', '=', id).executeTakeFirst()
  return row && fromCounted(row)
}

/** Directly below a department or at the top, by name; one more than the limit, if there are more. */
export async function listChildren(
  db: Db,
  { enterpriseId, parentId }: Place,
  { limit, after }: PageRequest,
): Promise<CountedDepartment[]> {
  let query = selectCounted(db, enterpriseId)
  query =
    parentId === undefined ? query.where('parent_id', 'is', null) : query.where('parent_id', '=', parentId)
  if (after !== undefined) query = query.where('name', '>', after)
  return (
    await query
      .orderBy('name')
      .limit(limit + 1)
      .execute()
  ).map(fromCounted)
}

/** Of all levels, by code, whose name or code contains the text. */
export async function search(
  db: Db,
  enterpriseId: Id<'ent'>,
  { q, limit, after }: PageRequest & { readonly q: string },
): Promise<CountedDepartment[]> {
  let query = selectCounted(db, enterpriseId).where(sql<boolean>`position(${q.toLowerCase()} in found) > 0`)
  if (after !== undefined) query = query.where('code', '>', after)
  return (
    await query
      .orderBy('code')
      .limit(limit + 1)
      .execute()
  ).map(fromCounted)
}

export async function count(db: Db, enterpriseId: Id<'ent'>): Promise<number> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('department')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('enterprise_id', '=', enterpriseId)
    .executeTakeFirstOrThrow()
  return row.count
}

/** How many levels there are below it. */
export async function measureHeight(
  db: Db,
  { enterpriseId, path, depth }: PlacedDepartment,
): Promise<number> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('department')
    .select(sql<number>`max(depth)`.as('deepest'))
    .where('enterprise_id', '=', enterpriseId)
    .where(isBelow(sql`path`, sql`${path}::text`))
    .executeTakeFirstOrThrow()
  return row.deepest - depth
}

export const insert = (tx: Tx, departments: readonly PlacedDepartment[]): Promise<void> =>
  insertRows(tx, 'department', departments.map(toRow))

export const save = (tx: Tx, departments: readonly PlacedDepartment[]): Promise<void> =>
  updateRows(tx, 'department', departments.map(toRow))

/** Moves a department, and what is below it. */
export async function move(tx: Tx, before: PlacedDepartment, after: PlacedDepartment): Promise<void> {
  await tx.write(sql`
    update department set path = ${after.path}::text || substr(path, length(${before.path}::text) + 1),
      depth = depth + ${after.depth - before.depth}::integer,
      parent_id = case when id = ${before.id} then ${after.parentId ?? null} else parent_id end
    where enterprise_id = ${before.enterpriseId} and ${isBelow(sql`path`, sql`${before.path}::text`)}`)
}

export async function remove(tx: Tx, id: Id<'dpt'>): Promise<void> {
  await tx.withTables<DirectoryTables>().deleteFrom('department').where('id', '=', id).execute()
}

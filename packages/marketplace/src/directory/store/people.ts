import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant, PageRequest } from '@loggia/kernel'
import { insertRows, toMoment, updateRows } from '../../platform/index.ts'
import type { Db, Tx } from '../../platform/index.ts'
import type { Condition, PersonField } from '../rules/conditions.ts'
import type { Person, PersonState } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'
import { buildPersonCondition } from './conditions.ts'

type Row = DirectoryTables['person']

const fromRow = (row: Row): Person =>
  omitUndefined({
    id: row.id,
    enterpriseId: row.enterprise_id,
    userName: row.user_name,
    name: row.name,
    departmentId: row.department_id ?? undefined,
    position: row.position ?? undefined,
    employeeCode: row.employee_code ?? undefined,
    employeeType: row.employee_type ?? undefined,
    mobile: row.mobile ?? undefined,
    email: row.email ?? undefined,
    workPlace: row.work_place ?? undefined,
    entryDate: row.entry_date ?? undefined,
    externalId: row.external_id ?? undefined,
    state: row.state,
    memberId: row.member_id ?? undefined,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    leftAt: row.left_at ?? undefined,
  })

const toRow = (of: Person, now: Instant) => ({
  id: of.id,
  enterprise_id: of.enterpriseId,
  user_name: of.userName,
  user_name_key: of.userName.toLowerCase(),
  name: of.name,
  department_id: of.departmentId ?? null,
  position: of.position ?? null,
  employee_code: of.employeeCode ?? null,
  employee_type: of.employeeType ?? null,
  mobile: of.mobile ?? null,
  email: of.email ?? null,
  work_place: of.workPlace ?? null,
  entry_date: of.entryDate ?? null,
  external_id: of.externalId ?? null,
  state: of.state,
  member_id: of.memberId ?? null,
  created_at: toMoment(of.createdAt),
  changed_at: toMoment(now),
  left_at: toMoment(of.leftAt),
  found: [of.name, of.userName, of.employeeCode, of.email].join('\n').toLowerCase(),
})

const select = (db: Db) => db.withTables<DirectoryTables>().selectFrom('person').selectAll('person')

/** Which people: these, those of a department and what is below it, those of a group, or everybody. */
export type PeopleOf = { readonly enterpriseId: Id<'ent'> } & (
  | { readonly ids: readonly Id<'per'>[] }
  | { readonly departmentId: Id<'dpt'> }
  | { readonly groupId: Id<'pgr'> }
  | { readonly all: true }
)
type Portion = { readonly after?: Id<'per'> | undefined; readonly limit: number }

/** By id. Of these ids also those who left, otherwise only those who have not. */
export async function list(db: Db, { after, limit, ...of }: PeopleOf & Portion): Promise<Person[]> {
  let query = select(db).where('person.enterprise_id', '=', of.enterpriseId).orderBy('person.id').limit(limit)
  if (after !== undefined) query = query.where('person.id', '>', after)
  if ('ids' in of) query = query.where('person.id', '=', sql<Id<'per'>>`any(${[...of.ids]}::text[])`)
  else query = query.where('person.state', '<>', 'left')
  if ('departmentId' in of) query = query.where(isIn(of.departmentId, true))
  if ('groupId' in of) query = query.where(isInGroup(of.groupId))
  return (await query.execute()).map(fromRow)
}

/** In the department, or also in one below it. */
const isIn = (id: Id<'dpt'>, below: boolean): RawBuilder<boolean> =>
  below
    ? sql<boolean>`person.department_id in (select b.id from department top join department b
        on b.enterprise_id = top.enterprise_id and b.path >= top.path and b.path < left(top.path, -1) || '0'
        where top.id = ${id})`
    : sql<boolean>`person.department_id = ${id}`

const isInGroup = (id: Id<'pgr'>): RawBuilder<boolean> =>
  sql<boolean>`exists (select from group_person g where g.group_id = ${id} and g.person_id = person.id)`

/** What a page lists: those who have not left, unless a state is given. */
export type PeopleFilter = {
  readonly enterpriseId: Id<'ent'>
  /** Part of a name, a user name, an employee code or an email. */
  readonly q?: string | undefined
  readonly departmentId?: Id<'dpt'> | undefined
  readonly below?: boolean | undefined
  readonly groupId?: Id<'pgr'> | undefined
  readonly state?: PersonState | undefined
}

/** Of columns that the index of user names has, so that it alone is read. */
function isFound({ enterpriseId, q, departmentId, below = true, groupId, state }: PeopleFilter) {
  const conditions = [
    sql<boolean>`person.enterprise_id = ${enterpriseId}`,
    state === undefined ? sql<boolean>`person.state <> 'left'` : sql<boolean>`person.state = ${state}`,
    ...(q ? [sql<boolean>`position(${q.toLowerCase()} in person.found) > 0`] : []),
    ...(departmentId === undefined ? [] : [isIn(departmentId, below)]),
    ...(groupId === undefined ? [] : [isInGroup(groupId)]),
  ]
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** By user name; one more than the limit, if there are more. `after` is a user name in lower case. */
export async function listFound(
  db: Db,
  filter: PeopleFilter,
  { limit, after }: PageRequest,
): Promise<Person[]> {
  const { rows } = await sql<Row>`
    select person.* from person join (
      select person.id from person where ${isFound(filter)}
        ${after === undefined ? sql`` : sql`and person.user_name_key > ${after}`}
      order by person.user_name_key limit ${limit + 1}) found on found.id = person.id
    order by person.user_name_key`.execute(db.withTables<DirectoryTables>())
  return rows.map(fromRow)
}

export async function countFound(db: Db, filter: PeopleFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person where ${isFound(filter)}`.execute(
    db.withTables<DirectoryTables>(),
  )
  return rows[0]?.count ?? 0
}

/** Portions of the people whom a filter finds, by id, so that changes meanwhile move nobody out of the order. */
export async function listFoundById(
  db: Db,
  filter: PeopleFilter,
  { after = '', limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Person[]> {
  const { rows } = await sql<Row>`
    select person.* from person where ${isFound(filter)} and person.id > ${after} order by person.id limit ${limit}`.execute(
    db.withTables<DirectoryTables>(),
  )
  return rows.map(fromRow)
}

/** By the keys of their user names; also those who left. */
export async function findByUserNames(
  db: Db,
  enterpriseId: Id<'ent'>,
  keys: readonly string[],
): Promise<Person[]> {
  const rows = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where('user_name_key', '=', sql<string>`any(${[...keys]}::text[])`)
    .execute()
  return rows.map(fromRow)
}

export async function find(db: Db, id: Id<'per'>): Promise<Person | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The entry of a member in an enterprise. */
export async function findByMember(
  db: Db,
  enterpriseId: Id<'ent'>,
  memberId: Id<'mbr'>,
): Promise<Person | undefined> {
  const row = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Those with this email who have not left; at most two, since two are too many. */
export async function findByEmail(db: Db, enterpriseId: Id<'ent'>, email: string): Promise<Person[]> {
  const rows = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where(sql<string>`lower(email)`, '=', email.toLowerCase())
    .where('state', '<>', 'left')
    .orderBy('id')
    .limit(2)
    .execute()
  return rows.map(fromRow)
}

/** Keeps of those who leave only digests of their emails. */
export async function keepEmailDigests(
  tx: Tx,
  kept: readonly { readonly id: Id<'per'>; readonly digest: string }[],
): Promise<void> {
  await sql`update person set email_digest = kept.digest
    from unnest(${kept.map(({ id }) => id)}::text[], ${kept.map(({ digest }) => digest)}::text[]) as kept (id, digest)
    where person.id = kept.id`.execute(tx.withTables<DirectoryTables>())
}

/** Who had an email with this digest until they left, last, and has none now. */
export async function findByFormerEmail(
  db: Db,
  enterpriseId: Id<'ent'>,
  digest: string,
): Promise<Person | undefined> {
  const row = await select(db)
    .where('enterprise_id', '=', enterpriseId)
    .where('email_digest', '=', digest)
    .where('email', 'is', null)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && fromRow(row)
}

/** Whether the member’s account is linked with somebody of the buyer’s companies who is not disabled. */
export async function isOfBuyer(db: Db, memberId: Id<'mbr'>, buyerId: Id<'byr'>): Promise<boolean> {
  const row = await db
    .withTables<DirectoryTables>()
    .selectFrom('person')
    .innerJoin('enterprise', 'enterprise.id', 'person.enterprise_id')
    .select('person.id')
    .where('person.member_id', '=', memberId)
    .where('person.state', '=', 'active')
    .where('enterprise.buyer_id', '=', buyerId)
    .where('enterprise.state', '=', 'active')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The entries of a member, at most 100. */
export async function listOfMember(db: Db, memberId: Id<'mbr'>): Promise<Person[]> {
  return (await select(db).where('member_id', '=', memberId).orderBy('id').limit(100).execute()).map(fromRow)
}

/** Those who have not left and meet a condition, if there is one. */
export type MetPeople = {
  readonly enterpriseId: Id<'ent'>
  readonly condition?: Condition<PersonField>
}
const isMet = ({ enterpriseId, condition }: MetPeople): RawBuilder<boolean> =>
  sql<boolean>`person.enterprise_id = ${enterpriseId} and person.state <> 'left' and ${
    condition ? buildPersonCondition(condition) : sql`true`
  }`

/** By id, from an offset on. */
export async function listMet(
  db: Db,
  { limit, offset, ...of }: MetPeople & { readonly limit: number; readonly offset: number },
): Promise<Person[]> {
  const query = select(db).where(isMet(of)).orderBy('person.id').limit(limit).offset(offset)
  return (await query.execute()).map(fromRow)
}

export async function countMet(db: Db, of: MetPeople): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person where ${isMet(of)}`.execute(db.withTables<DirectoryTables>())
  return rows[0]?.count ?? 0
}

export async function countHere(db: Db, enterpriseId: Id<'ent'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person where enterprise_id = ${enterpriseId} and state <> 'left'`.execute(
    db.withTables<DirectoryTables>(),
  )
  return rows[0]?.count ?? 0
}

export async function listNames(db: Db, ids: readonly Id<'per'>[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .withTables<DirectoryTables>()
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', '=', sql<Id<'per'>>`any(${[...ids]}::text[])`)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export const insert = (tx: Tx, people: readonly Person[], now: Instant): Promise<void> =>
  insertRows(
    tx,
    'person',
    people.map((person) => toRow(person, now)),
  )

export const save = (tx: Tx, people: readonly Person[], now: Instant): Promise<void> =>
  updateRows(
    tx,
    'person',
    people.map((person) => toRow(person, now)),
  )

/** What hangs on people who leave: their invitations, and their places in groups. */
export async function removeTies(tx: Tx, ids: readonly Id<'per'>[]): Promise<void> {
  await tx.write(sql`delete from person_invitation where person_id = any(${[...ids]}::text[])`)
  await tx.write(sql`delete from group_person where person_id = any(${[...ids]}::text[])`)
}

/**
 * Everybody leaves at once, as one person does; gives how many. Only we write small letters: a database of the locale C
 * knows those of ASCII alone.
 */
export async function leaveAll(tx: Tx, enterpriseId: Id<'ent'>, now: Instant): Promise<number> {
  const at = toMoment(now)
  const [row] = await tx.send(sql<{ count: number }>`
    with gone as (
      update person set state = 'left', left_at = ${at}::timestamptz, changed_at = ${at}::timestamptz, department_id = null,
        position = null, employee_code = null, employee_type = null, mobile = null, email = null, work_place = null,
        entry_date = null, external_id = null, member_id = null, found = split_part(found, E'\\n', 1) || E'\\n' || split_part(found, E'\\n', 2) || E'\\n\\n'
      where enterprise_id = ${enterpriseId} and state <> 'left' returning id),
    uninvited as (delete from person_invitation where person_id in (select id from gone)),
    ungrouped as (delete from group_person where person_id in (select id from gone))
    select count(*)::int as count from gone`)
  return row?.count ?? 0
}

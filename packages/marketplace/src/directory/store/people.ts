import { sql } from 'kysely'
import { omitUndefined } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import type { Db } from '../../platform/index.ts'
import type { Person } from '../schema.ts'
import type { DirectoryTables } from '../tables.ts'

const fromRow = (row: DirectoryTables['person']): Person =>
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
    leftAt: row.left_at ?? undefined,
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
  if ('departmentId' in of) query = query.where(isBelow(of.departmentId))
  if ('groupId' in of) query = query.where(isInGroup(of.groupId))
  return (await query.execute()).map(fromRow)
}

/** In the department, or in one below it. */
const isBelow = (id: Id<'dpt'>) =>
  sql<boolean>`person.department_id in (select below.id from department as top
    join department as below on below.enterprise_id = top.enterprise_id and starts_with(below.path, top.path)
    where top.id = ${id})`

const isInGroup = (id: Id<'pgr'>) =>
  sql<boolean>`person.id in (select person_id from group_person where group_id = ${id})`

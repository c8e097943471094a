import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition, GroupField, PersonField } from '../rules/conditions.ts'

type Column = {
  readonly kind: 'text' | 'exact' | 'boolean' | 'time' | 'member'
  readonly value: RawBuilder<unknown>
}

const people: Readonly<Record<PersonField, Column>> = {
  id: { kind: 'exact', value: sql`person.id` },
  // Already in lower case, and in an index.
  userName: { kind: 'text', value: sql`person.user_name_key` },
  externalId: { kind: 'exact', value: sql`person.external_id` },
  name: { kind: 'text', value: sql`lower(person.name)` },
  position: { kind: 'text', value: sql`lower(person.position)` },
  employeeCode: { kind: 'text', value: sql`lower(person.employee_code)` },
  employeeType: { kind: 'exact', value: sql`person.employee_type::text` },
  email: { kind: 'text', value: sql`lower(person.email)` },
  mobile: { kind: 'text', value: sql`lower(person.mobile)` },
  workPlace: { kind: 'text', value: sql`lower(person.work_place)` },
  active: { kind: 'boolean', value: sql`(person.state = 'active')` },
  created: { kind: 'time', value: sql`person.created_at` },
  changed: { kind: 'time', value: sql`person.changed_at` },
}
const groups: Readonly<Record<GroupField, Column>> = {
  id: { kind: 'exact', value: sql`person_group.id` },
  name: { kind: 'text', value: sql`lower(person_group.name)` },
  externalId: { kind: 'exact', value: sql`person_group.external_id` },
  member: { kind: 'member', value: sql`person_group.id` },
  created: { kind: 'time', value: sql`person_group.created_at` },
  changed: { kind: 'time', value: sql`person_group.changed_at` },
}

type Sql = RawBuilder<boolean>

export const buildPersonCondition = (condition: Condition<PersonField>): Sql => build(condition, people)
export const buildGroupCondition = (condition: Condition<GroupField>): Sql => build(condition, groups)

function build<F extends string>(condition: Condition<F>, columns: Readonly<Record<F, Column>>): Sql {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const of = condition.of.map((one) => build(one, columns))
      return sql<boolean>`(${sql.join(of, condition.kind === 'all' ? sql` and ` : sql` or `)})`
    }
    case 'not':
      return sql<boolean>`not coalesce(${build(condition.of, columns)}, false)`
    case 'constant':
      return condition.is ? sql<boolean>`true` : sql<boolean>`false`
    case 'has': {
      const { kind, value } = columns[condition.field]
      return kind === 'member' ? hasMember(value) : sql<boolean>`${value} is not null`
    }
    case 'compare':
      return compare(columns[condition.field], condition)
    default:
      return condition satisfies never
  }
}

const hasMember = (group: RawBuilder<unknown>, id?: string): Sql =>
  sql<boolean>`exists (select from group_person m where m.group_id = ${group} ${
    id === undefined ? sql`` : sql`and m.person_id = ${id}`
  })`

type Comparison = Extract<Condition<string>, { kind: 'compare' }>

function compare({ kind, value }: Column, { by, to }: Comparison): Sql {
  if (kind === 'member') {
    const has = hasMember(value, String(to))
    return by === 'ne' ? sql<boolean>`not ${has}` : has
  }
  if (kind === 'boolean')
    return by === 'ne' ? sql<boolean>`${value} <> ${to}::boolean` : sql<boolean>`${value} = ${to}::boolean`
  if (kind === 'time') return order(value, by, sql`${String(to)}::timestamptz`)
  const text = kind === 'text' ? String(to).toLowerCase() : String(to)
  return compareText(value, by, sql`${text}::text`)
}

function compareText(value: RawBuilder<unknown>, by: Comparison['by'], to: RawBuilder<unknown>): Sql {
  switch (by) {
    case 'co':
      return sql<boolean>`position(${to} in ${value}) > 0`
    case 'sw':
      return sql<boolean>`starts_with(${value}, ${to})`
    case 'ew':
      return sql<boolean>`right(${value}, length(${to})) = ${to}`
    default:
      return order(value, by, to)
  }
}

function order(value: RawBuilder<unknown>, by: Comparison['by'], to: RawBuilder<unknown>): Sql {
  switch (by) {
    case 'ne':
      return sql<boolean>`${value} is distinct from ${to}`
    case 'gt':
      return sql<boolean>`${value} > ${to}`
    case 'ge':
      return sql<boolean>`${value} >= ${to}`
    case 'lt':
      return sql<boolean>`${value} < ${to}`
    case 'le':
      return sql<boolean>`${value} <= ${to}`
    // Times have no parts that could be contained.
    default:
      return sql<boolean>`${value} = ${to}`
  }
}

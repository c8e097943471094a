import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Condition, GroupField, PersonField } from '../rules/conditions.ts'

type Column = {
  /** `key`: a text that is in lower case already. */
  readonly kind: 'text' | 'key' | 'exact' | 'boolean' | 'time' | 'member'
  readonly value: RawBuilder<unknown>
}

const people: Readonly<Record<PersonField, Column>> = {
  id: { kind: 'exact', value: sql`person.id` },
  // Already in lower case, and in an index.
  userName: { kind: 'key', value: sql`person.user_name_key` },
  externalId: { kind: 'exact', value: sql`person.external_id` },
  name: { kind: 'text', value: sql`person.name` },
  position: { kind: 'text', value: sql`person.position` },
  employeeCode: { kind: 'text', value: sql`person.employee_code` },
  employeeType: { kind: 'exact', value: sql`person.employee_type::text` },
  email: { kind: 'text', value: sql`person.email` },
  mobile: { kind: 'text', value: sql`person.mobile` },
  workPlace: { kind: 'text', value: sql`person.work_place` },
  active: { kind: 'boolean', value: sql`(person.state = 'active')` },
  created: { kind: 'time', value: sql`person.created_at` },
  changed: { kind: 'time', value: sql`person.changed_at` },
}
const groups: Readonly<Record<GroupField, Column>> = {
  id: { kind: 'exact', value: sql`person_group.id` },
  name: { kind: 'text', value: sql`person_group.name` },
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
  const text = kind === 'exact' ? String(to) : String(to).toLowerCase()
  return compareText(kind === 'text' ? buildLower(value, text) : value, by, sql`${text}::text`)
}

/**
 * The value in lower case, as far as a comparison with this text depends on it. In a database of the locale C, `lower`
 * knows the letters of ASCII alone, so the other capitals that the text may mean are translated.
 */
function buildLower(value: RawBuilder<unknown>, text: string): RawBuilder<unknown> {
  const pairs = [...new Set(text)]
    .map((small) => [small.toUpperCase(), small] as const)
    .filter(([capital, small]) => small > '\u007f' && capital !== small && capital.toLowerCase() === small)
    .filter(([capital]) => [...capital].length === 1)
  if (pairs.length === 0) return sql`lower(${value})`
  const [from, to] = [0, 1].map((n) => pairs.map((pair) => pair[n]).join(''))
  return sql`translate(lower(${value}), ${from}::text, ${to}::text)`
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

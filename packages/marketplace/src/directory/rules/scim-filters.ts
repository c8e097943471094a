import { enterpriseUrn, groupUrn, ScimError, userUrn } from '@loggia/protocol/scim'
import type { ScimFilter, ScimValue } from '@loggia/protocol/scim'
import type { Condition, GroupField, PersonField } from './conditions.ts'
import { userTypes } from './scim-people.ts'

/** What an attribute means: a column, or what is the same of everybody who has the column. */
type Constant<F> = { readonly of: F; readonly always: ScimValue }
type Meaning<F> = F | Constant<F>
type Meanings<F> = Readonly<Record<string, Meaning<F>>>

const people: Meanings<PersonField> = {
  id: 'id',
  username: 'userName',
  externalid: 'externalId',
  displayname: 'name',
  'name.formatted': 'name',
  title: 'position',
  usertype: 'employeeType',
  active: 'active',
  emails: 'email',
  'emails.value': 'email',
  'emails.type': { of: 'email', always: 'work' },
  'emails.primary': { of: 'email', always: true },
  phonenumbers: 'mobile',
  'phonenumbers.value': 'mobile',
  'phonenumbers.type': { of: 'mobile', always: 'mobile' },
  'phonenumbers.primary': { of: 'mobile', always: true },
  'addresses.formatted': 'workPlace',
  'addresses.type': { of: 'workPlace', always: 'work' },
  [`${enterpriseUrn.toLowerCase()}:employeenumber`]: 'employeeCode',
  'meta.created': 'created',
  'meta.lastmodified': 'changed',
}
const groups: Meanings<GroupField> = {
  id: 'id',
  displayname: 'name',
  externalid: 'externalId',
  members: 'member',
  'members.value': 'member',
  'meta.created': 'created',
  'meta.lastmodified': 'changed',
}

const booleans: ReadonlySet<string> = new Set(['active'])
const times: ReadonlySet<string> = new Set(['created', 'changed'])

function refuse(detail: string): never {
  throw new ScimError(400, detail, 'invalidFilter')
}

/** Throws `invalidFilter`, also for attributes by which nobody can be found. */
export const toPersonCondition = (filter: ScimFilter): Condition<PersonField> =>
  translate(filter, { meanings: people, core: `${userUrn.toLowerCase()}:`, within: '' })

/** Throws `invalidFilter`. */
export const toGroupCondition = (filter: ScimFilter): Condition<GroupField> =>
  translate(filter, { meanings: groups, core: `${groupUrn.toLowerCase()}:`, within: '' })

type Around<F> = { readonly meanings: Meanings<F>; readonly core: string; readonly within: string }

function translate<F extends string>(filter: ScimFilter, around: Around<F>): Condition<F> {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return {
        kind: filter.kind === 'and' ? 'all' : 'any',
        of: filter.of.map((one) => translate(one, around)),
      }
    case 'not':
      return { kind: 'not', of: translate(filter.of, around) }
    case 'some':
      return translate(filter.of, { ...around, within: `${filter.attribute}.` })
    case 'has': {
      const meaning = find(filter.attribute, around)
      return { kind: 'has', field: typeof meaning === 'string' ? meaning : meaning.of }
    }
    case 'compare':
      return translateComparison(filter, around)
    default:
      return filter satisfies never
  }
}

function find<F extends string>(attribute: string, { meanings, core, within }: Around<F>): Meaning<F> {
  const name = `${within}${attribute}`.replace(core, '')
  const meaning = Object.hasOwn(meanings, name) ? meanings[name] : undefined
  return meaning ?? refuse(`Nothing can be found by ${JSON.stringify(attribute)}.`)
}

function translateComparison<F extends string>(
  { attribute, by, to }: Extract<ScimFilter, { kind: 'compare' }>,
  around: Around<F>,
): Condition<F> {
  const meaning = find(attribute, around)
  if (typeof meaning !== 'string') return compareConstant(meaning, { by, to })
  const field = meaning
  if (to === null) {
    const has = { kind: 'has', field } as const
    return by === 'eq' ? { kind: 'not', of: has } : has
  }
  if (booleans.has(field)) return { kind: 'compare', field, by: onlyEqual(by), to: readBoolean(to) }
  const text = String(to)
  if (times.has(field)) return { kind: 'compare', field, by, to: readTime(text) }
  // Sellers are told numbers of types; clients read their names.
  const number = field === 'employeeType' ? userTypes.findIndex((type) => type === text.toLowerCase()) : -1
  return { kind: 'compare', field, by, to: number >= 0 ? String(number + 1) : text }
}

function compareConstant<F extends string>(
  { of, always }: Constant<F>,
  { by, to }: Pick<Extract<ScimFilter, { kind: 'compare' }>, 'by' | 'to'>,
): Condition<F> {
  const isSame = String(to).toLowerCase() === String(always)
  const is = onlyEqual(by) === 'eq' ? isSame : !isSame
  return {
    kind: 'all',
    of: [
      { kind: 'has', field: of },
      { kind: 'constant', is },
    ],
  }
}

const onlyEqual = (by: string): 'eq' | 'ne' =>
  by === 'eq' || by === 'ne' ? by : refuse(`${JSON.stringify(by)} does not fit the attribute.`)

/** Entra writes `"True"`. */
function readBoolean(value: ScimValue): boolean {
  const text = String(value).toLowerCase()
  return text === 'true' || text === 'false'
    ? text === 'true'
    : refuse(`${JSON.stringify(value)} is not true or false.`)
}

const readTime = (text: string): string =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? text
    : refuse(`${JSON.stringify(text)} is no time such as 2026-11-29T21:00:00Z.`)

import { omitUndefined, toIso } from '@loggia/kernel'
import type { Id } from '@loggia/kernel'
import { enterpriseUrn, groupUrn, isObject, ScimError, userUrn } from '@loggia/protocol/scim'
import type { Json, JsonObject } from '@loggia/protocol/scim'
import type { Department, Person, PersonGroup } from '../schema.ts'
import { change, disable, enable, move } from './people.ts'
import type { PersonChange } from './people.ts'
import { readPersonData } from './person-data.ts'

/** The types of employees (1 to 4) by the names that clients read. */
export const userTypes = ['regular', 'intern', 'dispatched', 'outsourced'] as const

/** A person as clients read them; `base` is the address of the endpoints. */
export const formatUser = (person: Person, department: Department | undefined, base: string): JsonObject =>
  omitUndefined({
    schemas: [userUrn, enterpriseUrn],
    id: person.id,
    externalId: person.externalId,
    userName: person.userName,
    displayName: person.name,
    name: { formatted: person.name },
    title: person.position,
    userType: person.employeeType && userTypes[person.employeeType - 1],
    active: person.state === 'active',
    emails: person.email === undefined ? undefined : [{ value: person.email, type: 'work', primary: true }],
    phoneNumbers:
      person.mobile === undefined ? undefined : [{ value: person.mobile, type: 'mobile', primary: true }],
    addresses: person.workPlace === undefined ? undefined : [{ formatted: person.workPlace, type: 'work' }],
    [enterpriseUrn]: omitUndefined({ employeeNumber: person.employeeCode, department: department?.name }),
    meta: {
      resourceType: 'User',
      created: toIso(person.createdAt),
      lastModified: toIso(person.changedAt),
      location: `${base}/Users/${person.id}`,
    },
  })

export type GroupMember = { readonly id: Id<'per'>; readonly name: string }

/** A group as clients read it; `members` is undefined if nobody wants them. */
export const formatGroup = (
  group: PersonGroup,
  members: readonly GroupMember[] | undefined,
  base: string,
): JsonObject =>
  omitUndefined({
    schemas: [groupUrn],
    id: group.id,
    externalId: group.externalId,
    displayName: group.name,
    members: members?.map(({ id, name }) => ({
      value: id,
      display: name,
      type: 'User',
      $ref: `${base}/Users/${id}`,
    })),
    meta: {
      resourceType: 'Group',
      created: toIso(group.createdAt),
      lastModified: toIso(group.changedAt),
      location: `${base}/Groups/${group.id}`,
    },
  })

/** What a client says of a person; what it does not say is undefined. */
export type SaidUser = {
  readonly userName: string | undefined
  /** All data but the entry date, of which SCIM knows nothing. */
  readonly data: PersonChange & { readonly name: string }
  readonly active: boolean | undefined
  /** The code or the name of a department. */
  readonly department: string | undefined
}

function refuse(detail: string): never {
  throw new ScimError(400, detail, 'invalidValue')
}

const readText = (value: Json | undefined): string | undefined => {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
const readWithin = (of: Json | undefined, name: string): string | undefined =>
  isObject(of) ? readText(of[name]) : undefined

/**
 * Reads a resource whose names are in lower case. `patched` is the person whom operations of a PATCH have changed into it.
 * Throws `invalidValue`.
 */
export function readUser(body: JsonObject, patched?: Person): SaidUser {
  const extension = body[enterpriseUrn.toLowerCase()]
  const userName = readText(body['username'])
  const raw = {
    name: readName(body, patched) ?? userName,
    position: readText(body['title']),
    employeeCode: readWithin(extension, 'employeenumber'),
    mobile: pick(body['phonenumbers'], 'mobile', 'value'),
    email: pick(body['emails'], 'work', 'value'),
    workPlace: pick(body['addresses'], 'work', 'formatted'),
    ...readUserType(body['usertype']),
  }
  const { data, faults } = readPersonData(raw)
  const [fault] = faults
  if (!data) refuse(fault?.problem.sentences['en-US'] ?? 'The data of this person cannot be read.')
  return {
    userName,
    data: { ...raw, ...data, externalId: readExternalId(body) },
    active: readActive(body['active']),
    department: readWithin(extension, 'department'),
  }
}

/** The whole name that is said, or made of its parts. Of one that was patched, what is new. */
function readName(body: JsonObject, patched: Person | undefined): string | undefined {
  const whole = [readText(body['displayname']), readWithin(body['name'], 'formatted')]
  const [first] = whole.filter((one) => one !== undefined && one !== patched?.name)
  const [family, given] = [readWithin(body['name'], 'familyname'), readWithin(body['name'], 'givenname')]
  return first ?? patched?.name ?? joinName(family, given)
}

/** Chinese names have the family's name in front, and no space. */
function joinName(family: string | undefined, given: string | undefined): string | undefined {
  if (family === undefined || given === undefined) return family ?? given
  return /\p{Script=Han}/u.test(family + given) ? family + given : `${given} ${family}`
}

/** Of several values the primary one, else the first of this type, else one of no type. */
function pick(values: Json | undefined, type: string, member: string): string | undefined {
  const all = (Array.isArray(values) ? (values as readonly Json[]) : [values ?? null]).filter(
    (one) => readWithin(one, member) !== undefined,
  )
  const typeOf = (one: Json): string | undefined => readWithin(one, 'type')?.toLowerCase()
  const fitting = all.filter((one) => [undefined, type].includes(typeOf(one)))
  const primary = fitting.find((one) => isObject(one) && isTrue(one['primary']))
  return readWithin(primary ?? fitting.find((one) => typeOf(one) === type) ?? fitting[0], member)
}
const isTrue = (value: Json | undefined): boolean => readTruth(value) === true

/** Entra sends `"False"`. */
function readTruth(value: Json | undefined): boolean | undefined {
  if (typeof value !== 'string') return typeof value === 'boolean' ? value : undefined
  return { true: true, false: false }[value.toLowerCase()]
}

/** A type that we do not know changes nothing. */
function readUserType(value: Json | undefined): { readonly employeeType?: PersonChange['employeeType'] } {
  const text = readText(value)?.toLowerCase()
  if (text === undefined) return { employeeType: undefined }
  const number = [...userTypes.keys()].find((nth) => [userTypes[nth], String(nth + 1)].includes(text))
  return number === undefined ? {} : { employeeType: (number + 1) as 1 | 2 | 3 | 4 }
}

const readActive = (value: Json | undefined): boolean | undefined =>
  value === undefined || value === null ? undefined : (readTruth(value) ?? refuse('active is true or false.'))

function readExternalId(body: JsonObject): string | undefined {
  const text = readText(body['externalid'])
  return text === undefined || text.length <= 256 ? text : refuse('An externalId has at most 256 characters.')
}

/** Somebody who is here, as the client says it. Throws `directory.person_left`. */
export function decideUser(
  before: Person,
  { data, active }: Pick<SaidUser, 'data' | 'active'>,
  departmentId: Id<'dpt'>,
): Person {
  const changed = change(move(before, departmentId), data)
  if (active === undefined) return changed
  return active ? enable(changed) : disable(changed)
}

/** What a client says of a group. */
export type SaidGroup = {
  readonly name: string | undefined
  readonly externalId: string | undefined
  readonly members: readonly string[] | undefined
}

/** Reads a resource whose names are in lower case. */
export const readGroup = (body: JsonObject): SaidGroup => ({
  name: readText(body['displayname']),
  externalId: readExternalId(body),
  members:
    body['members'] === undefined || body['members'] === null ? undefined : listMembers(body['members']),
})

/** The ids of people in a value of `members`: an object, a text, or a list of these. */
export const listMembers = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : [value ?? null]).flatMap(
    (one) => readText(isObject(one) ? one['value'] : one) ?? [],
  )

import { omitUndefined } from '@loggia/kernel'
import type { Id, Instant } from '@loggia/kernel'
import { directoryProblems } from '../problems.ts'
import type { Person, PersonData } from '../schema.ts'

/** User names that differ in case only are one name. */
export const toKey = (userName: string): string => userName.toLowerCase()

/** Throws `directory.person_left`. */
function requireHere({ state }: Person): void {
  if (state === 'left') throw directoryProblems.person_left()
}

/** R275. Throws `directory.person_left`. */
export function disable(person: Person): Person {
  requireHere(person)
  return person.state === 'disabled' ? person : { ...person, state: 'disabled' }
}

/** R275. Throws `directory.person_left`. */
export function enable(person: Person): Person {
  requireHere(person)
  return person.state === 'active' ? person : { ...person, state: 'active' }
}

/** Throws `directory.person_left`. */
export function move(person: Person, departmentId: Id<'dpt'>): Person {
  requireHere(person)
  return person.departmentId === departmentId ? person : { ...person, departmentId }
}

/** Only the names stay, since nobody else may get the user name. */
export function leave(person: Person, now: Instant): Person {
  if (person.state === 'left') return person
  const { id, enterpriseId, userName, name, createdAt, changedAt } = person
  return { id, enterpriseId, userName, name, createdAt, changedAt, state: 'left', leftAt: now }
}

/** Throws `directory.person_not_left`. */
export function takeBack(person: Person, departmentId: Id<'dpt'>): Person {
  if (person.state !== 'left') throw directoryProblems.person_not_left()
  const { leftAt: _, ...rest } = person
  return { ...rest, state: 'active', departmentId }
}

const dataMembers = [
  'name',
  'position',
  'employeeCode',
  'employeeType',
  'mobile',
  'email',
  'workPlace',
  'entryDate',
  'externalId',
] as const satisfies readonly (keyof PersonData)[]
type DataMember = (typeof dataMembers)[number]
/** Values of members; undefined takes one away, a member that is left out stays. */
export type PersonChange = { readonly [M in DataMember]?: PersonData[M] | undefined }

/** The same person if nothing differs. Throws `directory.person_left`. */
export function change(person: Person, to: PersonChange): Person {
  requireHere(person)
  const { name = person.name, ...rest } = to
  const changed: Person = omitUndefined({ ...person, ...rest, name })
  return listDifferences(person, changed).length === 0 ? person : changed
}

/** The members of their data that differ. */
export const listDifferences = (before: Person, after: Person): DataMember[] =>
  dataMembers.filter((member) => before[member] !== after[member])

/** Data as a change that takes away what they do not have. What a program calls the person stays. */
export const replaceAll = (data: PersonChange): PersonChange =>
  Object.fromEntries(
    dataMembers.filter((member) => member !== 'externalId').map((member) => [member, data[member]]),
  )

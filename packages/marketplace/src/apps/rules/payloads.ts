import { omitUndefined } from '@loggia/kernel'
import type { Department, Person } from '../../directory/index.ts'
import type { AppRole, PersonalData, SyncedDepartment, SyncedPerson } from '../schema.ts'

type ToldPerson = {
  /** The code of the person's department. */
  readonly departmentCode: string
  readonly role: AppRole
  /** What is passed on beyond names, department and role. */
  readonly passed: readonly PersonalData[]
}

/** What a seller should know of somebody. R275: whoever is disabled is told as such, not as gone. */
export function toSyncedPerson(person: Person, { departmentCode, role, passed }: ToldPerson): SyncedPerson {
  const { userName, name, state } = person
  const more = Object.fromEntries(passed.map((one) => [one, person[one]])) as Pick<SyncedPerson, PersonalData>
  return omitUndefined({ userName, name, departmentCode, role, enabled: state === 'active', ...more })
}

/** Departments as a seller should know them, with their ids; `codeOf` knows the parents too. */
export const toSyncedDepartment = (
  { code, name, parentId }: Department,
  codeOf: (id: Department['id']) => string,
): SyncedDepartment =>
  omitUndefined({ code, name, parentCode: parentId === undefined ? undefined : codeOf(parentId) })

import type { DirectoryContext } from './context.ts'
import { createDepartments } from './departments.ts'
import { createEnterprises } from './enterprises.ts'
import { createGroups } from './groups.ts'
import { createImports } from './imports.ts'
import { createInvitations } from './invitations.ts'
import { createLists } from './lists.ts'
import { createPeople } from './people.ts'
import { createReading } from './reading.ts'
import { createScim } from './scim/index.ts'
import { createTokens } from './tokens.ts'
import { createWriting } from './writing.ts'

export type Directory = ReturnType<typeof createDirectory>

/** The people of companies, and the departments and groups that they are in. */
export function createDirectory(context: DirectoryContext) {
  const writing = createWriting(context)
  const departments = createDepartments(context)
  const groups = createGroups(context)
  const people = createPeople(context, writing)
  const { digestToken, ...tokens } = createTokens(context)
  return {
    ...createReading(context),
    ...createLists(context),
    ...createEnterprises(context),
    ...groups,
    ...people,
    ...createImports(context, { departments, writing }),
    ...createInvitations(context),
    ...tokens,
    scim: createScim({ ...context, writing, departments, groups, people }, digestToken),
    createDepartment: departments.createDepartment,
    createDepartmentIn: departments.createDepartmentIn,
    renameDepartment: departments.renameDepartment,
    moveDepartment: departments.moveDepartment,
    deleteDepartment: departments.deleteDepartment,
  }
}

import type { DirectoryContext } from './context.ts'
import { createDepartments } from './departments.ts'
import { createEnterprises } from './enterprises.ts'
import { createGroups } from './groups.ts'
import { createImports } from './imports.ts'
import { createInvitations } from './invitations.ts'
import { createLists } from './lists.ts'
import { createPeople } from './people.ts'
import { createReading } from './reading.ts'
import { createTokens } from './tokens.ts'
import { createWriting } from './writing.ts'

export type Directory = ReturnType<typeof createDirectory>

/** The people of companies, and the departments and groups that they are in. */
export function createDirectory(context: DirectoryContext) {
  const writing = createWriting(context)
  const departments = createDepartments(context)
  return {
    ...createReading(),
    ...createLists(context),
    ...createEnterprises(context),
    ...createGroups(context),
    ...createPeople(context, writing),
    ...createImports(context, { departments, writing }),
    ...createInvitations(context),
    ...createTokens(context),
    createDepartment: departments.createDepartment,
    createDepartmentIn: departments.createDepartmentIn,
    renameDepartment: departments.renameDepartment,
    moveDepartment: departments.moveDepartment,
    deleteDepartment: departments.deleteDepartment,
  }
}

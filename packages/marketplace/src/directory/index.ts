export { createDirectory } from './service/index.ts'
export type { Directory } from './service/index.ts'
export { directoryProblems } from './problems.ts'
export type { ScimClient } from './service/scim/context.ts'
export type {
  Department,
  DirectoryEvents,
  EmployeeType,
  Enterprise,
  EnterpriseState,
  Person,
  PersonGroup,
  PersonState,
} from './schema.ts'
export type { DirectoryTables } from './tables.ts'

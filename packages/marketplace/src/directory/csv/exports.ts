import type { Page, PageRequest } from '@loggia/kernel'
import { readAll, tabulate } from '../../platform/index.ts'
import type { Cell, Table, TableColumns } from '../../platform/index.ts'
import type { ExportedDepartment, ExportedPerson } from '../service/lists.ts'
import { departmentHeads, personHeads } from './columns.ts'
import type { Heads } from './columns.ts'

/** The columns that an import of the same kind reads. */
const listColumns = <M extends string, T>(
  heads: Heads<M>,
  cells: Readonly<Record<M, (item: T) => Cell>>,
): TableColumns<T> =>
  (Object.keys(heads) as M[]).map((member) => [heads[member].zh, heads[member].en, cells[member]] as const)

// States and types are the values of the API, so that a formula or a program may compare them.
const personColumns: TableColumns<ExportedPerson> = [
  ...listColumns<keyof typeof personHeads, ExportedPerson>(personHeads, {
    userName: ({ person }) => person.userName,
    name: ({ person }) => person.name,
    departmentCode: ({ code }) => code,
    departmentPath: ({ path }) => path,
    state: ({ person }) => person.state,
    position: ({ person }) => person.position,
    employeeCode: ({ person }) => person.employeeCode,
    employeeType: ({ person }) => person.employeeType,
    mobile: ({ person }) => person.mobile,
    email: ({ person }) => person.email,
    workPlace: ({ person }) => person.workPlace,
    entryDate: ({ person }) => person.entryDate,
  }),
  ['已绑定账号', 'Account linked', ({ person }) => (person.memberId ? 1 : 0)],
]

const departmentColumns: TableColumns<ExportedDepartment> = [
  ...listColumns<keyof typeof departmentHeads, ExportedDepartment>(departmentHeads, {
    code: ({ department }) => department.code,
    name: ({ department }) => department.name,
    parentCode: ({ parentCode }) => parentCode,
  }),
  ['完整路径', 'Full path', ({ path }) => path],
]

/** What an import reads again as it is (R287). */
export const tabulatePeople = (read: (page: PageRequest) => Promise<Page<ExportedPerson>>): Table =>
  tabulate({ name: 'loggia-people', columns: personColumns }, readAll(read))

export const tabulateDepartments = (all: readonly ExportedDepartment[]): Table =>
  tabulate(
    { name: 'loggia-departments', columns: departmentColumns },
    readAll(() => Promise.resolve({ items: all })),
  )

import { directoryProblems } from '../problems.ts'
import type { CsvRow } from './parse.ts'

/** The columns of a kind of file by member: the heads in both languages, as an export writes them. */
export type Heads<M extends string> = Readonly<Record<M, { readonly zh: string; readonly en: string }>>

export const departmentHeads = {
  code: { zh: '部门编码', en: 'Department code' },
  name: { zh: '部门名称', en: 'Department name' },
  parentCode: { zh: '上级部门编码', en: 'Parent code' },
} satisfies Heads<string>

export const personHeads = {
  userName: { zh: '用户名', en: 'User name' },
  name: { zh: '姓名', en: 'Name' },
  departmentCode: { zh: '部门编码', en: 'Department code' },
  departmentPath: { zh: '部门', en: 'Department' },
  state: { zh: '状态', en: 'State' },
  position: { zh: '职位', en: 'Position' },
  employeeCode: { zh: '工号', en: 'Employee code' },
  employeeType: { zh: '员工类型', en: 'Employee type' },
  mobile: { zh: '手机号', en: 'Mobile' },
  email: { zh: '邮箱', en: 'Email' },
  workPlace: { zh: '工作地点', en: 'Place of work' },
  entryDate: { zh: '入职日期', en: 'Entry date' },
} satisfies Heads<string>

/** The cells of a row by member, in composed form (NFC) as stored texts are; columns that the file does not have are absent. */
export type ReadRow<M extends string> = {
  readonly line: number
  /** Undefined if the row has another number of cells than the head. */
  readonly cells: Partial<Readonly<Record<M, string>>> | undefined
}
export type ReadFile<M extends string> = {
  readonly rows: readonly ReadRow<M>[]
  /** The head of a member as the file has it. */
  readonly headOf: (member: string) => string | undefined
}

const simplify = (head: string): string =>
  head
    .normalize('NFKC')
    .replace(/[\s_-]/g, '')
    .toLowerCase()

/**
 * Finds the columns by their heads, in either language; others are left out. Throws `directory.file_empty`,
 * `directory.file_column_missing`, `directory.file_column_twice`.
 */
export function readColumns<M extends string>(
  [first, ...rest]: readonly CsvRow[],
  heads: Heads<M>,
  required: readonly M[],
): ReadFile<M> {
  if (!first || rest.length === 0) throw directoryProblems.file_empty()
  const columns = findColumns(first.cells, heads)
  for (const member of required)
    if (!columns.has(member)) throw directoryProblems.file_column_missing({ column: heads[member] })
  return {
    rows: rest.map(({ line, cells }) => ({
      line,
      cells:
        cells.length === first.cells.length
          ? (Object.fromEntries(
              [...columns].map(([member, nth]) => [member, cells[nth]?.normalize().trim() ?? '']),
            ) as Partial<Record<M, string>>)
          : undefined,
    })),
    headOf: (member) => {
      const nth = columns.get(member as M)
      return nth === undefined ? undefined : first.cells[nth]
    },
  }
}

function findColumns<M extends string>(cells: readonly string[], heads: Heads<M>): Map<M, number> {
  const members = new Map<string, M>()
  for (const member of Object.keys(heads) as M[])
    for (const name of [member, heads[member].zh, heads[member].en]) members.set(simplify(name), member)
  const columns = new Map<M, number>()
  for (const [nth, cell] of cells.entries()) {
    const member = members.get(simplify(cell))
    if (member === undefined) continue
    if (columns.has(member)) throw directoryProblems.file_column_twice({ column: cell })
    columns.set(member, nth)
  }
  return columns
}

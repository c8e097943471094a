import type { ImportedKind } from '@loggia/protocol/console'
import { defineTexts } from '@loggia/ui'

/** A column of a file: what heads it, what is in it, and two examples. */
type Column = {
  readonly head: string
  readonly what: string
  readonly first: string
  readonly second: string
}

/** The columns of the files that can be imported, as an export writes them. */
const texts = defineTexts(
  {
    people: {
      userName: {
        head: '用户名',
        what: '不可修改，最多 64 个字符，不含空格',
        first: 'yun.lan',
        second: 'shi.qiao',
      },
      name: { head: '姓名', what: '最多 64 个字符', first: '云岚', second: '石桥' },
      departmentCode: {
        head: '部门编码',
        what: '新人员须填写部门编码或部门，两者都有时以编码为准',
        first: 'rd-web',
        second: '',
      },
      departmentPath: {
        head: '部门',
        what: '从顶级部门起的名称，以“/”分隔',
        first: '',
        second: '示例公司/销售部',
      },
      state: { head: '状态', what: '启用或禁用，留空不变，新人员默认启用', first: '启用', second: '' },
      position: { head: '职位', what: '最多 64 个字符', first: '工程师', second: '客户经理' },
      employeeCode: { head: '工号', what: '最多 64 个字符', first: 'E-0001', second: 'E-0002' },
      employeeType: { head: '员工类型', what: '1 正式，2 实习，3 派遣，4 外包', first: '1', second: '2' },
      mobile: { head: '手机号', what: '最多 32 个字符', first: '000 0000 0001', second: '' },
      email: { head: '邮箱', what: '最多 128 个字符', first: 'yun.lan@company.example', second: '' },
      workPlace: { head: '工作地点', what: '最多 256 个字符', first: '示例大厦 3 层', second: '' },
      entryDate: { head: '入职日期', what: '如 2026-11-09', first: '2026-11-09', second: '' },
    },
    departments: {
      code: { head: '部门编码', what: '不可修改，最多 64 个字符，不含空格', first: 'rd', second: 'rd-web' },
      name: { head: '部门名称', what: '最多 128 个字符，同级不能重名', first: '研发部', second: '网站组' },
      parentCode: {
        head: '上级部门编码',
        what: '可以是文件中的部门，留空为顶级部门',
        first: '',
        second: 'rd',
      },
    },
  },
  {
    people: {
      userName: {
        head: 'User name',
        what: 'Never changes; up to 64 characters without spaces',
        first: 'yun.lan',
        second: 'shi.qiao',
      },
      name: { head: 'Name', what: 'Up to 64 characters', first: 'Yun Lan', second: 'Shi Qiao' },
      departmentCode: {
        head: 'Department code',
        what: 'New people need this or the next column; if both are filled in, the code counts',
        first: 'rd-web',
        second: '',
      },
      departmentPath: {
        head: 'Department',
        what: 'Names from the top level down, with slashes between them',
        first: '',
        second: 'Example Company/Sales',
      },
      state: {
        head: 'State',
        what: 'active or disabled; empty changes nothing, and new people are active',
        first: 'active',
        second: '',
      },
      position: {
        head: 'Position',
        what: 'Up to 64 characters',
        first: 'Engineer',
        second: 'Account manager',
      },
      employeeCode: { head: 'Employee code', what: 'Up to 64 characters', first: 'E-0001', second: 'E-0002' },
      employeeType: {
        head: 'Employee type',
        what: '1 regular, 2 intern, 3 dispatched, 4 outsourced',
        first: '1',
        second: '2',
      },
      mobile: { head: 'Mobile', what: 'Up to 32 characters', first: '000 0000 0001', second: '' },
      email: { head: 'Email', what: 'Up to 128 characters', first: 'yun.lan@company.example', second: '' },
      workPlace: {
        head: 'Place of work',
        what: 'Up to 256 characters',
        first: 'Example House, floor 3',
        second: '',
      },
      entryDate: { head: 'Entry date', what: 'Such as 2026-11-09', first: '2026-11-09', second: '' },
    },
    departments: {
      code: {
        head: 'Department code',
        what: 'Never changes; up to 64 characters without spaces',
        first: 'rd',
        second: 'rd-web',
      },
      name: {
        head: 'Department name',
        what: 'Up to 128 characters, different from others at the same place',
        first: 'Research',
        second: 'Web team',
      },
      parentCode: {
        head: 'Parent code',
        what: 'May be in the same file; empty for the top level',
        first: '',
        second: 'rd',
      },
    },
  },
)

const needed: Readonly<Record<ImportedKind, readonly string[]>> = {
  people: ['userName', 'name'],
  departments: ['name'],
}

/** The columns of a kind of file in the reader's language. */
export function useImportColumns(what: ImportedKind): readonly (Column & { readonly isNeeded: boolean })[] {
  const columns: Readonly<Record<string, Column>> = texts.use()[what]
  return Object.entries(columns).map(([name, column]) => ({
    ...column,
    isNeeded: needed[what].includes(name),
  }))
}

/** A mark at the beginning, by which spreadsheets know the encoding. */
const mark = '\u{FEFF}'
const formatCell = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** The address of a file with these columns and their examples, which the browser saves. */
export function formatSample(columns: readonly Column[]): string {
  const rows = (['head', 'first', 'second'] as const).map((row) =>
    columns.map((column) => formatCell(column[row])).join(','),
  )
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`${mark}${rows.join('\r\n')}\r\n`)}`
}

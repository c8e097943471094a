import { describe, expect, test } from 'vitest'
import { toId, toInstant } from '@loggia/kernel'
import { personHeads, readColumns } from '../csv/columns.ts'
import { parseCsv } from '../csv/parse.ts'
import type { Person } from '../schema.ts'
import { decidePeopleImport } from './import-people.ts'
import { leave, toKey } from './people.ts'

const [research, sales] = [toId(`dpt_${'0'.repeat(26)}`, 'dpt'), toId(`dpt_${'1'.repeat(26)}`, 'dpt')]
const lin: Person = {
  id: toId(`per_${'0'.repeat(26)}`, 'per'),
  enterpriseId: toId(`ent_${'0'.repeat(26)}`, 'ent'),
  userName: 'lin',
  name: '林知遥',
  departmentId: research,
  state: 'active',
  mobile: '138',
  createdAt: toInstant(0),
  changedAt: toInstant(0),
}
const former = leave({ ...lin, userName: 'former', name: '前人' }, toInstant(1))
const around = {
  people: new Map([lin, former].map((person) => [toKey(person.userName), person])),
  findDepartment: ({ code, path }: { code?: string; path?: string }) =>
    ({ R: research, '总部/研发': research, 'R\u00e9': research, S: sales, 'A/B': 'several' as const })[
      code ?? path ?? ''
    ],
}
const plan = (text: string) =>
  decidePeopleImport(readColumns(parseCsv(text), personHeads, ['userName', 'name']).rows, around)

describe('a row', () => {
  test('of nobody who is there adds a person, in the department of the code or of the names', () => {
    const planned = plan(
      '用户名,姓名,部门编码,部门,手机号,入职日期,员工类型\nwang,王,R,,+86 138,2026/11/9,2\nli,李,,总部/研发,,,',
    )

    expect(planned).toMatchObject({ faults: [], unchanged: 0 })
    expect(planned.added).toEqual([
      {
        userName: 'wang',
        departmentId: research,
        state: 'active',
        data: { name: '王', mobile: '+86 138', entryDate: '2026-11-09', employeeType: 2 },
      },
      { userName: 'li', departmentId: research, state: 'active', data: { name: '李' } },
    ])
  })

  test.each([
    ['User name,Name\nLIN,林知遥', {}],
    ['User name,Name,Mobile\nlin,林知遥,138', {}],
    ['User name,Name,Mobile\nlin,林知遥,', { mobile: undefined }],
    ['User name,Name,Email\nlin,林知遥,lin@example.com', { email: 'lin@example.com' }],
    ['User name,Name,Department code\nlin,林知遥,S', { departmentId: sales }],
    ['User name,Name,State\nlin,林知遥,disabled', { state: 'disabled' }],
    ['userName,name,state\nlin,林知遥,启用', {}],
  ])('%j changes %j of somebody who is there', (text, members) => {
    const planned = plan(text)

    const isSame = Object.keys(members).length === 0
    expect(planned.unchanged).toBe(isSame ? 1 : 0)
    expect(planned.changed.map(({ after }) => ({ ...after, mobile: after.mobile }))).toEqual(
      isSame ? [] : [{ ...lin, ...members }],
    )
  })

  test('of somebody who has left takes them back, and needs a department', () => {
    expect(plan('用户名,姓名,部门编码\nformer,前人,S').returned).toMatchObject([
      { before: { state: 'left' }, after: { id: former.id, state: 'active', departmentId: sales } },
    ])
    expect(plan('用户名,姓名\nformer,前人').faults).toMatchObject([
      { line: 2, member: 'departmentCode', problem: { code: 'directory.row_department_missing' } },
    ])
  })

  test.each([
    ['姓名,用户名,部门编码\n,wang,R', 'name', 'name_unfit'],
    ['姓名,用户名,部门编码\n王,w ang,R', 'userName', 'user_name_unfit'],
    ['姓名,用户名,部门编码\n王,,R', 'userName', 'user_name_unfit'],
    ['姓名,用户名,部门编码\n王,wang,X', 'departmentCode', 'row_department_unknown'],
    ['姓名,用户名,部门\n王,wang,研发', 'departmentPath', 'row_department_unknown'],
    ['姓名,用户名,部门编码,邮箱\n王,wang,R,wang', 'email', 'email_unfit'],
    ['姓名,用户名,部门编码,员工类型\n王,wang,R,5', 'employeeType', 'employee_type_unfit'],
    ['姓名,用户名,部门编码,入职日期\n王,wang,R,2026/2/30', 'entryDate', 'entry_date_unfit'],
    ['姓名,用户名,部门编码,状态\n王,wang,R,left', 'state', 'state_unfit'],
    ['姓名,用户名,部门编码\n王,wang', undefined, 'row_cells'],
    [`姓名,用户名,部门编码,工作地点\n王,wang,R,${'x'.repeat(257)}`, 'workPlace', 'work_place_unfit'],
  ])('%j is wrong in %s: %s', (text, member, code) => {
    const planned = plan(text)

    expect(planned.added).toEqual([])
    expect(planned.faults).toMatchObject([{ line: 2, problem: { code: `directory.${code}` } }])
    expect(planned.faults[0]?.member).toBe(member)
  })

  test('means the same in whichever form its characters are composed', () => {
    const [composed, decomposed] = ['josé', 'jose\u0301']
    const planned = plan(
      `姓名,用户名,部门\n王,${composed},R\u00e9\n王,${decomposed},Re\u0301\n王,wang,Re\u0301`,
    )

    expect(planned.faults).toMatchObject([{ line: 3, problem: { code: 'directory.row_twice' } }])
    expect(planned.added.map(({ userName }) => userName)).toEqual([composed, 'wang'])
  })

  test('of a path that several departments have is wrong', () => {
    expect(plan('姓名,用户名,部门\n王,wang,A/B').faults).toMatchObject([
      { line: 2, member: 'departmentPath', problem: { code: 'directory.row_department_ambiguous' } },
    ])
  })

  test('says everything that is wrong with it, and of two for one user name the second is wrong', () => {
    const planned = plan('姓名,用户名,部门编码,邮箱\n,wang,X,no\n王,Zhao,R,\n王,zhao,R,')

    expect(planned.faults.map(({ line, member }) => [line, member])).toEqual([
      [2, 'name'],
      [2, 'email'],
      [2, 'departmentCode'],
      [4, 'userName'],
    ])
    expect(planned.added).toHaveLength(1)
  })
})

describe('the first line', () => {
  const read = (text: string) => () => readColumns(parseCsv(text), personHeads, ['userName', 'name'])
  test.each([
    ['用户名,部门\nlin,研发', 'file_column_missing'],
    ['用户名,姓名,Name\nlin,林,林', 'file_column_twice'],
    ['用户名,姓名', 'file_empty'],
    ['', 'file_empty'],
  ])('%j is refused by %s', (text, code) => {
    expect(read(text)).toThrow(`directory.${code}`)
  })

  test('is read in either language, with or without spaces, and further columns are left out', () => {
    expect(read('USER_NAME, 姓 名 ,备注\nlin,林知遥,x')()).toMatchObject({
      rows: [{ line: 2, cells: { userName: 'lin', name: '林知遥' } }],
    })
  })
})

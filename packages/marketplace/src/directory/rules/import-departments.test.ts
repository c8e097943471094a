import { describe, expect, test } from 'vitest'
import { toId } from '@loggia/kernel'
import { departmentHeads, readColumns } from '../csv/columns.ts'
import { parseCsv } from '../csv/parse.ts'
import type { PlacedDepartment } from '../schema.ts'
import { decideDepartmentImport } from './import-departments.ts'
import type { PlannedDepartment } from './import-departments.ts'

const dpt = (code: string) => toId(`dpt_${code.toLowerCase().padStart(26, '0')}`, 'dpt')
const department = (code: string, name: string, above = ''): PlacedDepartment => {
  const parent = above.split('/').at(-2)
  return {
    id: dpt(code),
    enterpriseId: toId(`ent_${'0'.repeat(26)}`, 'ent'),
    code,
    name,
    ...(parent !== undefined && { parentId: dpt(parent) }),
    path: '',
    depth: above.split('/').length - 1,
  }
}
/** A(B(C) D) */
const departments = [
  department('A', '甲'),
  department('B', '乙', 'A/'),
  department('C', '丙', 'A/B/'),
  department('D', '丁', 'A/'),
]

const plan = (text: string, known = departments) =>
  decideDepartmentImport(readColumns(parseCsv(text), departmentHeads, ['name']).rows, known)
const draw = (tree: readonly PlannedDepartment[], parent?: PlannedDepartment): string =>
  tree
    .filter((one) => one.parent === parent)
    .map((one) => ({ one, below: draw(tree, one) }))
    .toSorted((a, b) => ((a.one.code ?? '~') < (b.one.code ?? '~') ? -1 : 1))
    .map(({ one, below }) => `${one.code ?? '*'}${one.name}${below === '' ? '' : `(${below})`}`)
    .join(' ')

describe('a file of departments', () => {
  const head = '部门编码,部门名称,上级部门编码'
  test.each([
    ['A,甲,\nB,乙,A', 'A甲(B乙(C丙) D丁)', { added: 0, changed: 0, unchanged: 2 }],
    ['B,新乙,A', 'A甲(B新乙(C丙) D丁)', { changed: 1 }],
    ['B,乙,', 'A甲(D丁) B乙(C丙)', { changed: 1 }],
    ['C,丙,D\nB,乙,C', 'A甲(D丁(C丙(B乙)))', { changed: 2 }],
    // In an order in which no row but the last can be done.
    ['A,甲,C\nB,乙,A\nC,丙,', 'C丙(A甲(B乙 D丁))', { changed: 2, unchanged: 1 }],
    ['X,新,Y\nY,新上,A', 'A甲(B乙(C丙) D丁 Y新上(X新))', { added: 2 }],
    ['B,丁,A\nD,丁二,A', 'A甲(B丁(C丙) D丁二)', { changed: 2 }],
    [',新,B', 'A甲(B乙(C丙 *新) D丁)', { added: 1 }],
    [',丙,B', 'A甲(B乙(C丙) D丁)', { added: 0, unchanged: 1 }],
  ])('%j makes %s', (rows, tree, counts) => {
    const planned = plan(`${head}\n${rows}`)

    expect(planned.faults).toEqual([])
    expect(draw(planned.tree)).toBe(tree)
    expect(planned).toMatchObject(counts)
  })

  test('without a column for the parent, departments stay where they are, and new ones are at the top', () => {
    expect(draw(plan('部门编码,部门名称\nC,新丙\nX,新').tree)).toBe('A甲(B乙(C新丙) D丁) X新')
  })

  test.each([
    ['A,甲,A', [[2, 'parentCode', 'row_department_circular']]],
    ['A,甲,C', [[2, 'parentCode', 'row_department_circular']]],
    ['B,乙,D\nD,丁,B', [[3, 'parentCode', 'row_department_circular']]],
    [
      'X,新,Y\nY,新,X',
      [
        [2, 'parentCode', 'row_department_faulty'],
        [3, 'parentCode', 'row_department_faulty'],
      ],
    ],
    ['X,新,Z', [[2, 'parentCode', 'row_department_unknown']]],
    [
      'X,,A\nY,新,X',
      [
        [2, 'name', 'name_unfit'],
        [3, 'parentCode', 'row_department_faulty'],
      ],
    ],
    ['X,丁,A', [[2, 'name', 'department_name_taken']]],
    ['X,新,A\nY,新,A', [[3, 'name', 'department_name_taken']]],
    ['X Y,新,A', [[2, 'code', 'code_unfit']]],
    ['X,新,A\nX,新二,A', [[3, 'code', 'row_twice']]],
    ['X,新', [[2, undefined, 'row_cells']]],
  ])('%j is wrong: %j', (rows, faults) => {
    expect(
      plan(`${head}\n${rows}`).faults.map(({ line, member, problem }) => [
        line,
        member,
        problem.code.replace('directory.', ''),
      ]),
    ).toEqual(faults)
  })

  test('what is deeper than twenty levels is wrong, whether new or moved', () => {
    const codes = Array.from({ length: 22 }, (_, nth) => `L${nth}`)
    const planned = plan(
      `${head}\n${codes.map((code, nth) => `${code},${code},${codes[nth - 1] ?? ''}`).join('\n')}`,
    )

    expect(planned.added).toBe(20)
    expect(planned.faults.map(({ line, problem }) => [line, problem.code])).toEqual([
      [22, 'directory.department_too_deep'],
      [23, 'directory.row_department_faulty'],
    ])
  })

  test('twenty thousand rows that each wait for the next are planned within a moment', () => {
    const rows = Array.from({ length: 20_000 }, (_, nth) => `R${nth},名${nth + 1},`)
    const known = rows.map((_, nth) => department(`R${nth}`, `名${nth}`))

    expect(plan(`${head}\n${rows.join('\n')}`, known).changed).toBe(20_000)
  })
})

import { expect, test } from 'vitest'
import type { Department, Person } from '../../directory/index.ts'
import { toSyncedDepartment, toSyncedPerson } from './payloads.ts'

const person: Person = {
  id: 'per_1',
  enterpriseId: 'ent_1',
  userName: 'linzhiyao',
  name: '林知遥',
  state: 'active',
  departmentId: 'dpt_1',
  mobile: '13800000000',
  email: 'lin@cangye.example',
  employeeType: 2,
  createdAt: 0 as Person['createdAt'],
  changedAt: 0 as Person['changedAt'],
}
const told = { departmentCode: '10000', role: 'user' } as const

test('a seller is told names, department, role, and what is passed on of the rest', () => {
  expect(toSyncedPerson(person, { ...told, passed: ['mobile', 'employeeType', 'workPlace'] })).toEqual({
    userName: 'linzhiyao',
    name: '林知遥',
    departmentCode: '10000',
    role: 'user',
    enabled: true,
    mobile: '13800000000',
    employeeType: 2,
  })
})

test('R275: whoever is disabled is told as disabled', () => {
  expect(toSyncedPerson({ ...person, state: 'disabled' }, { ...told, passed: [] })).toMatchObject({
    enabled: false,
  })
})

test('departments are told by their codes', () => {
  const top: Department = { id: 'dpt_1', enterpriseId: 'ent_1', code: '10000', name: '沧野', depth: 0 }
  const below: Department = {
    ...top,
    id: 'dpt_2',
    code: '10001',
    name: '研发部',
    parentId: 'dpt_1',
    depth: 1,
  }
  const codeOf = (id: string) => `code of ${id}`

  expect(toSyncedDepartment(top, codeOf)).toEqual({ code: '10000', name: '沧野' })
  expect(toSyncedDepartment(below, codeOf)).toEqual({
    code: '10001',
    name: '研发部',
    parentCode: 'code of dpt_1',
  })
})

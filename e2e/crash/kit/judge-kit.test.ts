import { describe, expect, test } from 'vitest'
import { judgeKit } from './judge-kit.ts'
import type { KnownCompany, ToldLine } from './judge-kit.ts'

const told = (name: string, body: object): ToldLine => ({ interface: name, body: { ...body } })
const user = (userName: string, more: object = {}) => ({
  userName,
  name: '林知遥',
  orgCode: 'b',
  role: 'user',
  enable: 'true',
  ...more,
})
const journal: readonly ToldLine[] = [
  told('tenantSync', { flag: 1 }),
  told('applicationSync', { flag: 1 }),
  told('allOrgSync', {
    orgInfoList: [
      { orgCode: 'a', orgName: '甲' },
      { orgCode: 'b', orgName: '乙', parentCode: 'a' },
    ],
  }),
  told('authSync', { flag: 1, userList: [user('u1'), user('u2'), user('u3')] }),
  told('authSync', { flag: 3, userList: [user('u1')] }),
  told('authSync', { flag: 2, userList: [user('u2', { enable: 'false' })] }),
  told('singleOrgSync', { flag: 2, orgCode: 'b', orgName: '丙', parentCode: 'a' }),
]
const person = { name: '林知遥', department: 'b', role: 'user', enabled: true }
const wanted: KnownCompany = {
  departments: { a: '甲 < ', b: '丙 < a' },
  people: { u2: { ...person, enabled: false }, u3: person },
}

test('a journal after which the seller knows what it should has no fault', () => {
  expect(judgeKit(journal, wanted)).toEqual([])
})

describe('a planted loss is found', () => {
  test.each(journal.map((_, nth) => nth))('without line %i', (nth) => {
    expect(judgeKit(journal.toSpliced(nth, 1), wanted)).not.toEqual([])
  })

  test('people before their department, and too many in one call', () => {
    const many = Array.from({ length: 501 }, (_, n) => user(`m${n}`))

    expect(judgeKit([...journal, told('authSync', { flag: 1, userList: many })], wanted)[0]).toBe(
      'line 8: one call had 501 people',
    )
    const nowhere = told('authSync', { flag: 1, userList: [user('u9', { orgCode: 'c' })] })
    expect(judgeKit([...journal, nowhere], wanted)).toEqual(['line 8: u9 is in c, which was not told'])
  })
})

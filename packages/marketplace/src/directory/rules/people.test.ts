import { describe, expect, test } from 'vitest'
import { toId, toInstant } from '@loggia/kernel'
import type { Person } from '../schema.ts'
import {
  change,
  disable,
  enable,
  leave,
  listDifferences,
  move,
  replaceAll,
  takeBack,
  toKey,
} from './people.ts'

const now = toInstant(1_000)
const [here, there] = ['0', '1'].map((nth) => toId(`dpt_${nth.repeat(26)}`, 'dpt')) as [
  Person['departmentId'] & string,
  Person['departmentId'] & string,
]
const active: Person = {
  id: toId(`per_${'0'.repeat(26)}`, 'per'),
  enterpriseId: toId(`ent_${'0'.repeat(26)}`, 'ent'),
  userName: 'Lin.Zhiyao',
  name: '林知遥',
  departmentId: here,
  state: 'active',
  mobile: '13800000000',
  email: 'lin@example.com',
  position: '工程师',
  externalId: 'x-1',
  memberId: toId(`mbr_${'0'.repeat(26)}`, 'mbr'),
  createdAt: toInstant(0),
  changedAt: toInstant(0),
}
const disabled: Person = { ...active, state: 'disabled' }
const left = leave(active, now)

describe('R275: what can be done to whom', () => {
  const acts = {
    disable,
    enable,
    leave: (person: Person) => leave(person, now),
    move: (person: Person) => move(person, there),
    takeBack: (person: Person) => takeBack(person, there),
    change: (person: Person) => change(person, { name: '林远' }),
  }
  test.each([
    ['disable', active, { state: 'disabled' }],
    ['disable', disabled, 'unchanged'],
    ['disable', left, 'directory.person_left'],
    ['enable', active, 'unchanged'],
    ['enable', disabled, { state: 'active' }],
    ['enable', left, 'directory.person_left'],
    ['leave', active, { state: 'left', leftAt: now }],
    ['leave', disabled, { state: 'left' }],
    ['leave', left, 'unchanged'],
    ['move', active, { departmentId: there, state: 'active' }],
    ['move', disabled, { departmentId: there, state: 'disabled' }],
    ['move', left, 'directory.person_left'],
    ['takeBack', active, 'directory.person_not_left'],
    ['takeBack', left, { state: 'active', departmentId: there }],
    ['change', active, { name: '林远', mobile: '13800000000' }],
    ['change', left, 'directory.person_left'],
  ] as const)('%s, of a person who is %o', (act, person, outcome) => {
    const decide = () => acts[act](person)
    if (outcome === 'unchanged') expect(decide()).toBe(person)
    else if (typeof outcome === 'string') expect(decide).toThrow(outcome)
    else expect(decide()).toMatchObject(outcome)
  })

  test('somebody who leaves leaves only their names, and no account', () => {
    const { id, enterpriseId, userName, name, createdAt, changedAt } = active

    expect(left).toEqual({
      id,
      enterpriseId,
      userName,
      name,
      createdAt,
      changedAt,
      state: 'left',
      leftAt: now,
    })
    expect(takeBack(left, there)).not.toHaveProperty('leftAt')
  })
})

describe('data', () => {
  test('a form replaces everything but what a program calls the person', () => {
    expect(change(active, replaceAll({ name: '林知遥', workPlace: '成都' }))).toEqual({
      id: active.id,
      enterpriseId: active.enterpriseId,
      userName: active.userName,
      name: '林知遥',
      departmentId: here,
      state: 'active',
      workPlace: '成都',
      externalId: 'x-1',
      memberId: active.memberId,
      createdAt: active.createdAt,
      changedAt: active.changedAt,
    })
  })

  test('a change that says nothing new is none', () => {
    expect(change(active, { name: '林知遥', mobile: '13800000000' })).toBe(active)
    expect(listDifferences(active, change(active, { mobile: undefined, email: 'new@example.com' }))).toEqual([
      'mobile',
      'email',
    ])
  })

  test('user names that differ in case only are one', () => {
    expect(toKey('Lin.Zhiyao')).toBe(toKey('lin.zhiyao'))
  })
})

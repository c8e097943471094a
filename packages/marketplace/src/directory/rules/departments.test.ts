import { describe, expect, test } from 'vitest'
import { toId } from '@loggia/kernel'
import { mostDepth } from '@loggia/protocol/console/directory/kinds'
import type { PlacedDepartment } from '../schema.ts'
import { decidePlace, listNamePaths, requireEmpty } from './departments.ts'

const dpt = (nth: number) => toId(`dpt_${String(nth).padStart(26, '0')}`, 'dpt')
/** The nth of a line of departments below each other. */
const place = (nth: number): PlacedDepartment => ({
  id: dpt(nth),
  enterpriseId: toId(`ent_${'0'.repeat(26)}`, 'ent'),
  code: String(nth),
  name: `第${nth}级`,
  ...(nth > 0 && { parentId: dpt(nth - 1) }),
  path: Array.from({ length: nth + 1 }, (_, level) => `${dpt(level)}/`).join(''),
  depth: nth,
})

describe('the place of a department', () => {
  test('is below its parent, or at the top', () => {
    expect(decidePlace(dpt(99), undefined, 0)).toEqual({ path: `${dpt(99)}/`, depth: 0 })
    expect(decidePlace(dpt(99), place(1), 0)).toEqual({ path: `${place(1).path}${dpt(99)}/`, depth: 2 })
  })

  test.each([
    ['itself', 2],
    ['what is directly below it', 3],
    ['what is far below it', 7],
  ])('is never in %s', (_, nth) => {
    expect(() => decidePlace(dpt(2), place(nth), 5)).toThrow('directory.department_in_itself')
  })

  test.each([
    [mostDepth - 2, 0, true],
    [mostDepth - 1, 0, false],
    [mostDepth - 4, 2, true],
    [mostDepth - 4, 3, false],
  ])('below level %i with %i levels below it: possible %s', (parent, height, possible) => {
    const decide = () => decidePlace(dpt(99), place(parent), height)
    if (possible) expect(decide().depth).toBe(parent + 1)
    else expect(decide).toThrow('directory.department_too_deep')
  })
})

test.each([
  [{ people: 0, departments: 0, all: 2 }, undefined],
  [{ people: 1, departments: 0, all: 2 }, 'directory.department_has_people'],
  [{ people: 0, departments: 1, all: 2 }, 'directory.department_has_departments'],
  [{ people: 0, departments: 0, all: 1 }, 'directory.department_last'],
])('R275: with %j a deletion is refused by %s', (around, code) => {
  const decide = () => requireEmpty(around)
  if (code === undefined) expect(decide).not.toThrow()
  else expect(decide).toThrow(code)
})

test('the names from the top have slashes between them', () => {
  expect([...listNamePaths([place(0), place(1), place(2)]).values()]).toEqual([
    '第0级',
    '第0级/第1级',
    '第0级/第1级/第2级',
  ])
})

import { describe, expect, test } from 'vitest'
import type { DueDepartment } from '../schema.ts'
import { choosePlacement, chooseRemoval, takeHalf } from './order.ts'

type Given = Partial<Omit<DueDepartment, 'payload' | 'confirmed' | 'unsure' | 'held'>> & {
  /** Where it should be: `parent/name`. */
  readonly to: string
  /** Where the seller has it. */
  readonly from?: string
  /** Where a call without an answer may have put it; `anywhere` if that is all that is known. */
  readonly perhaps?: string
}
const place = (path: string) => {
  const [parentCode = '', name = ''] = path.includes('/') ? path.split('/') : ['', path]
  return parentCode === '' ? { name } : { name, parentCode }
}
const department = (key: string, { to, from, perhaps, ...more }: Given): DueDepartment => {
  const wanted = place(to)
  const told = (path: string) => (path === 'anywhere' ? {} : { code: key, ...place(path) })
  return {
    key,
    payload: { code: key, ...wanted },
    ...(from === undefined ? {} : { confirmed: told(from) }),
    ...(perhaps === undefined ? {} : { unsure: told(perhaps) }),
    fresh: from === undefined,
    held: false,
    change: from === undefined ? 'add' : 'change',
    above: wanted.parentCode === undefined ? [] : [wanted.parentCode],
    ...more,
  }
}
const toKey = (chosen: DueDepartment | 'list' | undefined) =>
  typeof chosen === 'object' ? chosen.key : chosen
const choose = (...due: DueDepartment[]) => toKey(choosePlacement(due))
const hold = (one: DueDepartment): DueDepartment => ({ ...one, held: true })

describe('R271: which department is told next', () => {
  test('none, if none is due', () => {
    expect(choose()).toBeUndefined()
    expect(choose(department('a', { to: 'A', from: 'A', change: 'delete' }))).toBeUndefined()
  })

  test('parents before what is below them, however deep', () => {
    const grandchild = department('c', { to: 'b/C', above: ['b', 'a'] })
    const child = department('b', { to: 'a/B' })

    expect(choose(grandchild, child, department('a', { to: 'A' }))).toBe('a')
    expect(choose(grandchild, child)).toBe('b')
    expect(choose(grandchild)).toBe('c')
    // b stays where it is, so it is not due, and a is.
    expect(choose(grandchild, department('a', { to: 'A', from: 'Z' }))).toBe('a')
  })

  test('two that change places, child and parent: the new parent first, so that nothing is below itself', () => {
    const up = department('b', { to: 'B', from: 'a/B' })
    const down = department('a', { to: 'b/A', from: 'A' })

    expect(choose(down, up)).toBe('b')
  })

  test('a name after the sibling that still has it', () => {
    const taker = department('a', { to: 'New', from: 'Old' })
    const giver = department('b', { to: 'Other', from: 'New' })

    expect(choose(taker, giver)).toBe('b')
    expect(choose(taker)).toBe('a')
    // The same name elsewhere is no obstacle.
    expect(choose(taker, department('b', { to: 'x/Other', from: 'x/New' }))).toBe('a')
  })

  test('first one that may have the name of any, and where it may be otherwise is no obstacle', () => {
    const added = department('a', { to: 'N' })

    expect(choose(added, department('b', { to: 'x/Y', from: 'x/Z', perhaps: 'anywhere' }))).toBe('b')
    // Only that it exists is known.
    expect(choose(added, department('b', { to: 'x/Y', from: 'anywhere' }))).toBe('b')
    expect(choose(added, department('b', { to: 'x/Y', perhaps: 'N' }))).toBe('b')
    expect(choose(added, department('b', { to: 'x/Y', perhaps: 'x/Z' }))).toBe('a')
  })

  test('one that is held back is not told, and has its name as far as that is known', () => {
    const added = department('a', { to: 'N' })
    const removed = department('b', { to: 'N', perhaps: 'N', change: 'delete' })
    const lost = department('b', { to: 'x/Y', from: 'x/Z', perhaps: 'anywhere' })

    expect(choose(hold(added))).toBeUndefined()
    expect(choose(added, hold(removed))).toBe('list')
    expect(choose(added, hold(lost))).toBe('a')
    expect(choose(department('c', { to: 'a/C' }), hold(added))).toBe('c')
  })

  test('after a list that was repeated only the names that the seller is known to have count', () => {
    const two = [
      department('a', { to: 'A', from: 'Old', perhaps: 'anywhere' }),
      department('b', { to: 'B', from: 'B', perhaps: 'anywhere' }),
    ]

    expect(choose(...two)).toBe('list')
    expect(toKey(choosePlacement(two, 'known'))).toBe('a')
    expect(toKey(choosePlacement([two[0]!, department('b', { to: 'C', from: 'A' })], 'known'))).toBe('b')
  })

  test.each([
    [
      'two names change places',
      department('a', { to: 'B', from: 'A' }),
      department('b', { to: 'A', from: 'B' }),
    ],
    [
      'the name is that of one that will be below it',
      department('a', { to: 'N', from: 'A' }),
      department('b', { to: 'a/N', from: 'N' }),
    ],
    [
      'the name is that of one that is removed later',
      department('a', { to: 'N' }),
      department('b', { to: 'N', from: 'N', change: 'delete' }),
    ],
    [
      'one that may be removed already may still have the name',
      department('a', { to: 'N' }),
      department('b', { to: 'N', perhaps: 'anywhere', change: 'delete' }),
    ],
    [
      'each of two may have the name of the other',
      department('a', { to: 'A', from: 'Old', perhaps: 'anywhere' }),
      department('b', { to: 'B', from: 'B', perhaps: 'anywhere' }),
    ],
  ])('all at once, if %s', (_, ...due) => {
    expect(choose(...due)).toBe('list')
  })
})

describe('which department is removed next', () => {
  const removed = (key: string, from: string, more: Partial<Given> = {}) =>
    department(key, { to: from, from, change: 'delete', ...more })
  const remove = (...due: DueDepartment[]) => chooseRemoval(due)?.key

  test('one without a removed one below it', () => {
    expect(remove()).toBeUndefined()
    expect(remove(removed('a', 'A'), removed('b', 'a/B'), removed('c', 'b/C'))).toBe('c')
    expect(remove(department('a', { to: 'A' }))).toBeUndefined()
  })

  test('where the seller has them counts, and a circle does not stop it', () => {
    expect(remove(removed('a', 'b/A', { to: 'A' }), removed('b', 'B', { to: 'a/B' }))).toBe('a')
    expect(remove(removed('a', 'b/A'), removed('b', 'a/B'))).toBe('a')
  })

  test('one that is held back is not removed', () => {
    expect(remove(hold(removed('a', 'A')), removed('b', 'B'))).toBe('b')
  })

  test('never one that is surely above another; of the others each gets its turn', () => {
    const lost = (key: string, to: string, perhaps = 'anywhere') =>
      department(key, { to, perhaps, change: 'delete' })
    const removeAgain = (repeated: Record<string, number>, ...due: DueDepartment[]) =>
      chooseRemoval(due, new Map(Object.entries(repeated)))?.key

    expect(removeAgain({ a: 0, b: 9 }, lost('a', 'A'), removed('b', 'a/B'))).toBe('b')
    expect(removeAgain({ a: 0, b: 9 }, lost('a', 'A'), lost('b', 'x/B', 'a/B'))).toBe('b')
    // Where it should be counts if only that it exists is known, but not for ever.
    expect(removeAgain({}, removed('a', 'A'), removed('b', 'anywhere', { to: 'a/B' }))).toBe('b')
    expect(removeAgain({ b: 1 }, removed('a', 'A'), lost('b', 'a/B'))).toBe('a')
    expect(removeAgain({ a: 1, b: 1, c: 0 }, lost('a', 'A'), lost('b', 'B'), lost('c', 'C'))).toBe('c')
  })
})

test('R273: of those who were in a batch that is repeated, the first half goes next, and at least one', () => {
  expect([takeHalf([1, 2, 3, 4, 5]), takeHalf([1, 2]), takeHalf([1]), takeHalf([])]).toEqual([
    [1, 2, 3],
    [1],
    [1],
    [],
  ])
})

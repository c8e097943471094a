import { expect, test } from 'vitest'
import { findTreeMove } from './tree-keys.ts'
import type { TreeLine } from './tree-keys.ts'

/** Everybody; Research, open, with Platform, closed, and Design; Sales. */
const lines: readonly TreeLine[] = [
  { level: 1, name: 'All people', isOpen: undefined },
  { level: 1, name: 'Research', isOpen: true },
  { level: 2, name: 'Platform', isOpen: false },
  { level: 2, name: 'Design', isOpen: undefined },
  { level: 1, name: 'Sales', isOpen: undefined },
]
const press = (key: string, at: number, held = {}) =>
  findTreeMove({ key, altKey: false, ctrlKey: false, metaKey: false, ...held }, at, lines)

test.each([
  ['ArrowDown', 1, { what: 'focus', at: 2 }],
  ['ArrowUp', 1, { what: 'focus', at: 0 }],
  ['ArrowUp', 0, undefined],
  ['ArrowDown', 4, undefined],
  ['Home', 3, { what: 'focus', at: 0 }],
  ['End', 0, { what: 'focus', at: 4 }],
])('%j on line %d is %j', (key, at, move) => {
  expect(press(key, at)).toEqual(move)
})

test('the arrow to the right opens a line, then goes to the first below it', () => {
  expect(press('ArrowRight', 2)).toEqual({ what: 'open', at: 2 })
  expect(press('ArrowRight', 1)).toEqual({ what: 'focus', at: 2 })
  expect(press('ArrowRight', 4)).toBeUndefined()
})

test('the arrow to the left closes a line, or goes to the one above it', () => {
  expect(press('ArrowLeft', 1)).toEqual({ what: 'close', at: 1 })
  expect(press('ArrowLeft', 3)).toEqual({ what: 'focus', at: 1 })
  expect(press('ArrowLeft', 4)).toBeUndefined()
})

test('a letter goes to the next line that begins with it, from the top again after the last', () => {
  expect(press('p', 0)).toEqual({ what: 'focus', at: 2 })
  expect(press('r', 4)).toEqual({ what: 'focus', at: 1 })
  expect(press('x', 0)).toBeUndefined()
})

test('keys of the browser do nothing', () => {
  expect(press('ArrowDown', 0, { altKey: true })).toBeUndefined()
  expect(press('r', 0, { ctrlKey: true })).toBeUndefined()
  expect(press('Tab', 0)).toBeUndefined()
})

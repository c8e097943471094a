import { expect, test } from 'vitest'
import { findChoiceAfter } from './move-choice.ts'

const alone = { altKey: false, ctrlKey: false, metaKey: false }

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 1, 0],
  ['ArrowLeft', 0, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['ArrowDown', 0, undefined],
  ['Enter', 0, undefined],
  ['a', 0, undefined],
])('of three choices %s leads from %i to %s', (key, at, to) => {
  expect(findChoiceAfter({ ...alone, key }, at, 3)).toBe(to)
})

test.each(['altKey', 'ctrlKey', 'metaKey'])('with %s an arrow is the browser’s', (modifier) => {
  expect(findChoiceAfter({ ...alone, key: 'ArrowLeft', [modifier]: true }, 1, 3)).toBeUndefined()
})

test('where there is no choice no key leads anywhere', () => {
  expect(findChoiceAfter({ ...alone, key: 'Home' }, 0, 0)).toBeUndefined()
})

import { expect, test } from 'vitest'
import { changeChosen } from './choice.ts'

const rows = ['a', 'b', 'c', 'd']

test.each([
  ['turns one on', [], { to: 'b' }, ['b']],
  ['turns one off', ['a', 'b'], { to: 'b' }, ['a']],
  ['turns all between two on', ['a'], { from: 'a', to: 'c' }, ['a', 'b', 'c']],
  ['also upwards', ['d'], { from: 'd', to: 'b' }, ['b', 'c', 'd']],
  ['turns all between two off', ['a', 'b', 'c', 'd'], { from: 'b', to: 'd' }, ['a']],
  ['turns only the one if the other has left the list', [], { from: 'x', to: 'b' }, ['b']],
  ['ignores a row that has left the list', ['a'], { from: 'a', to: 'x' }, ['a']],
])('%s', (_, chosen, change, expected) => {
  expect([...changeChosen(rows, new Set(chosen), change)].toSorted()).toEqual(expected)
})

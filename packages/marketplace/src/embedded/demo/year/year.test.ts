import { expect, test } from 'vitest'
import { addMs, fromIso } from '@loggia/kernel'
import { createAgenda } from './agenda.ts'
import { createDice, isIn, pickWeighted } from './dice.ts'

test('what is to happen is done in its order, at the same time as it was added, and only before the end', () => {
  const agenda = createAgenda()
  const at = (n: number) => addMs(fromIso('2026-11-30T02:00:00Z'), n)
  const act = () => Promise.resolve()
  for (const n of [5, 3, 5, 9]) agenda.add(at(n), act)

  const taken = [1, 2, 3, 4].map(() => agenda.take(at(9))?.at)

  expect(taken).toEqual([at(3), at(5), at(5), undefined])
})

test('a seed gives the same numbers, and picks by weight', () => {
  const [one, two] = [createDice(7), createDice(7)]
  const rolls = Array.from({ length: 200 }, () => one(10))
  const picked = Array.from({ length: 300 }, () =>
    pickWeighted(one, [
      { name: 'often', weight: 9 },
      { name: 'seldom', weight: 1 },
    ]),
  )

  expect(rolls).toEqual(Array.from({ length: 200 }, () => two(10)))
  expect(new Set(rolls).size).toBe(10)
  expect(picked.filter(({ name }) => name === 'often').length).toBeGreaterThan(200)
  expect([isIn(one, 0), isIn(one, 100)]).toEqual([false, true])
  expect(() => pickWeighted(one, [])).toThrow('nothing to pick')
})

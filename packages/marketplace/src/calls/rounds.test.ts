import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitIntoRounds } from './rounds.ts'

test('no round has two of one lane, none is lost, and those of one lane keep their order', () => {
  const lanes = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  fc.assert(
    fc.property(lanes, (keys) => {
      const things = keys.map((lane, nth) => ({ lane, nth }))
      const rounds = splitIntoRounds(things, ({ lane }) => lane)

      for (const round of rounds) expect(new Set(round.map(({ lane }) => lane)).size).toBe(round.length)
      const all = rounds.flat()
      expect(all.toSorted((a, b) => a.nth - b.nth)).toEqual(things)
      for (const lane of 'abcd') {
        const nths = all.filter((thing) => thing.lane === lane).map(({ nth }) => nth)
        expect(nths).toEqual(nths.toSorted((a, b) => a - b))
      }
      expect(rounds.every((round) => round.length > 0)).toBe(true)
    }),
  )
})

import { expect, test } from 'vitest'
import { deck, drawBlows } from './blows.ts'
import type { Struck } from './blows.ts'

const drawn = (seed: string, count: number): Struck[] => {
  const blows = drawBlows({ seed, nodes: 3, apartMs: [400, 2_000] })
  return Array.from({ length: count }, () => blows.next().value)
}

test('a seed gives the same blows each time, and other seeds other ones', () => {
  expect(drawn('one', 40)).toEqual(drawn('one', 40))
  expect(drawn('one', 40)).not.toEqual(drawn('two', 40))
})

test('every handful strikes nodes, a chosen commit and PostgreSQL, each node at some time', () => {
  const blows = drawn('one', 100)

  for (let at = 0; at < blows.length; at += deck.length)
    expect(
      blows
        .slice(at, at + deck.length)
        .map(({ blow }) => blow.kind)
        .toSorted(),
    ).toEqual(deck.toSorted())
  expect(new Set(blows.flatMap(({ blow }) => (blow.kind === 'node' ? [blow.node] : [])))).toEqual(
    new Set([0, 1, 2]),
  )
  for (const { afterMs } of blows) {
    expect(afterMs).toBeGreaterThanOrEqual(400)
    expect(afterMs).toBeLessThanOrEqual(2_000)
  }
})

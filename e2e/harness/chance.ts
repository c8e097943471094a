import { createHash } from 'node:crypto'

/** Returns numbers from 0 to below 1; the same seed gives the same numbers. */
export type Chance = () => number

export function createChance(seed: string): Chance {
  let drawn = 0
  return () =>
    createHash('sha256')
      .update(`${seed}:${(drawn += 1)}`)
      .digest()
      .readUInt32BE(0) /
    2 ** 32
}

/** A whole number from `from` to `to`, both inclusive. */
export const drawBetween = (chance: Chance, from: number, to: number): number =>
  from + Math.floor(chance() * (to - from + 1))

export function pickOne<T>(chance: Chance, items: readonly T[]): T {
  const item = items[Math.floor(chance() * items.length)]
  if (item === undefined) throw new Error('There is nothing to pick from')
  return item
}

export const shuffle = <T>(chance: Chance, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, order: chance() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)

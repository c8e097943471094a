/** Gives whole numbers from 0 to below `below`, which a seed determines. */
export type Dice = (below: number) => number

/** A linear congruential generator (ANSI C): the demo is the same each time that it is made. */
export function createDice(seed: number): Dice {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

export const isIn = (dice: Dice, percent: number): boolean => dice(100) < percent

/** One of these, each as likely as its weight. Throws if there is none. */
export function pickWeighted<T extends { readonly weight: number }>(dice: Dice, all: readonly T[]): T {
  let left = dice(all.reduce((total, { weight }) => total + weight, 0))
  const found = all.find(({ weight }) => (left -= weight) < 0)
  if (!found) throw new Error('There is nothing to pick')
  return found
}

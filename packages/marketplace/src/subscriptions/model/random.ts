/** Pseudo-random numbers; the same seed gives the same sequence. */
export function createSeededChance(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const upTo = (count: number): number => Math.floor(next() * count)
  return {
    /** A whole number from 0 to `count` - 1. */
    upTo,
    happens: (share: number): boolean => next() < share,
    oneOf: <T>(choices: readonly T[]): T => choices[upTo(choices.length)] as T,
  }
}
export type Chance = ReturnType<typeof createSeededChance>

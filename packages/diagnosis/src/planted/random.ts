/** A source of pseudo-random values: the same seed gives the same values. */
export type Chance = {
  /** A number from 0 to below `limit`. */
  readonly below: (limit: number) => number
  readonly text: (length: number, letters?: string) => string
  readonly pick: <T>(list: readonly T[]) => T
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

/** Creates a source with the mulberry32 algorithm. */
export function createChance(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  const text = (length: number, of = letters): string =>
    Array.from({ length }, () => of[below(of.length)] ?? '').join('')
  return {
    below,
    text,
    pick: (list) => {
      const found = list[below(list.length)]
      if (found === undefined) throw new RangeError('Nothing to pick from.')
      return found
    },
  }
}

/** A key like those of the marketplace: letters of both cases and digits, with dashes. */
export const createKey = (chance: Chance): string =>
  `${chance.text(8)}-${chance.text(4)}-${chance.text(4)}-k${chance.text(11)}Z`

/** A body in which every way of rewriting it shows: order, nulls, white space, escapes, numbers, levels. */
export const createBody = (chance: Chance): string =>
  `{"orderId": "CS${chance.text(12)}","activity":"newInstance","Zone":"订单${chance.text(3)}","gone":null,` +
  `"productInfo":{"skuCode":"${chance.text(6)}","linearValue":${chance.below(900) + 1},"name":"<a>&企业/版"},"url":"https://a.example/b"}\n`

import type { Finding } from './findings.ts'

/** One way to do a step; without mistakes it is as the rule says. */
export type Way<V> = { readonly value: V; readonly mistakes: readonly Finding[] }
/** The steps of a computation, each with the ways in which it may have been done. */
export type Ways<T> = { readonly [Step in keyof T]: readonly Way<T[Step]>[] }

/** A computation with its ways. `because` is the mistake of using this computation at all. */
export type Space = {
  readonly because: readonly Finding[]
  /** Ends with every combination that deviates in exactly so many steps. */
  readonly visit: (deviations: number, meet: (found: Met) => void) => void
}
type Met = {
  readonly digest: string
  readonly mistakes: readonly Finding[]
  readonly signed?: Uint8Array | undefined
}

/** A combination whose result is the one received. */
export type Fit = { readonly mistakes: readonly Finding[]; readonly signed?: Uint8Array | undefined }
/** All that fit with the fewest mistakes, and how many combinations were computed. */
export type Found = { readonly fits: readonly Fit[]; readonly tried: number }

const right = <V>(value: V): Way<V> => ({ value, mistakes: [] })
const wrong = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes })
/** Makers of ways. */
export const way = { right, wrong }

/** What a combination comes to: the digest in hex, and the body that was signed if that may differ from the one received. */
export type Computed = { readonly digest: string; readonly signed?: Uint8Array | undefined }

/** The space of all combinations of `ways`; `compute` may answer undefined where a combination makes no sense. */
export function spaceOf<T extends object>(
  ways: Ways<T>,
  compute: (values: T) => Computed | undefined,
  because: readonly Finding[] = [],
): Space {
  const steps = Object.keys(ways) as (keyof T)[]
  const waysOf = (at: number): readonly Way<T[keyof T]>[] => ways[steps[at] as keyof T]

  return {
    because,
    visit(deviations, meet) {
      const values: Partial<T> = {}
      const go = (at: number, left: number, mistakes: readonly Finding[]): void => {
        if (left > steps.length - at) return
        if (at === steps.length) {
          const computed = compute(values as T)
          if (computed) meet({ ...computed, mistakes })
          return
        }
        for (const one of waysOf(at)) {
          const isWrong = one.mistakes.length > 0
          if (isWrong && left === 0) continue
          values[steps[at] as keyof T] = one.value
          go(at + 1, isWrong ? left - 1 : left, isWrong ? [...mistakes, ...one.mistakes] : mistakes)
        }
      }
      go(0, deviations, [])
    },
  }
}

/**
 * Looks in all spaces for what gives one of the digests in `received` (hex, with the mistakes that its writing shows),
 * with no mistake, then one, then up to `most`; stops at the first number at which anything fits.
 */
export function searchSpaces(
  spaces: readonly Space[],
  received: ReadonlyMap<string, readonly Finding[]>,
  most: number,
): Found {
  let tried = 0
  for (let count = 0; count <= most; count++) {
    const fits: Fit[] = []
    for (const { because, visit } of spaces) {
      const deviations = count - Math.min(1, because.length)
      if (deviations < 0) continue
      visit(deviations, ({ digest, mistakes, signed }) => {
        tried++
        const writing = received.get(digest)
        if (writing) fits.push({ mistakes: [...because, ...mistakes, ...writing], signed })
      })
    }
    if (fits.length > 0) return { fits, tried }
  }
  return { fits: [], tried }
}

/** The ways whose values differ under `keyOf`, of equals the first. */
export function distinctWays<V>(ways: readonly Way<V>[], keyOf: (value: V) => string): Way<V>[] {
  const seen = new Set<string>()
  return ways.filter(({ value }) => {
    const key = keyOf(value)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

import type { Finding } from './findings.ts'

/** One way to do a step; a way without mistakes is the correct one. */
export type Way<V> = {
  readonly value: V
  readonly mistakes: readonly Finding[]
  /** The number of mistakes that it counts as. Default: 1 if it has any. */
  readonly count?: number
  /** True if it is too rare, or its kind has too many ways, to be combined with another mistake. */
  readonly isAlone?: boolean
  /** True if it is frequent enough to be tried in combinations of three, and in pairs for a long body. */
  readonly isCommon?: boolean
}
/** The ways of a step, or a function that returns those with at most `most` mistakes. */
type StepWays<V> = readonly Way<V>[] | ((most: number) => readonly Way<V>[])
/** The steps of a computation, each with the ways in which it may have been done. */
export type Ways<T> = { readonly [Step in keyof T]: StepWays<T[Step]> }

/** How many mistakes are combined, and whether only frequent ones are. */
export type Depth = { readonly count: number; readonly commonOnly: boolean }

/** A computation with its ways. `because` is the mistake of using this computation at all. */
export type Space = {
  readonly because: readonly Finding[]
  /** Kinds that follow from `because` and are not reported in addition. */
  readonly implied?: readonly string[]
  /** Visits every combination of exactly this depth, until `meet` returns false. */
  readonly visit: (depth: Depth, meet: (found: Met) => boolean) => void
}
type Met = Computed & { readonly mistakes: readonly Finding[] }

/** A combination whose result equals the received proof. */
export type Fit = { readonly mistakes: readonly Finding[]; readonly signed?: Uint8Array | undefined }
/** All fits with the fewest mistakes, and the number of combinations that were computed. */
export type Found = { readonly fits: readonly Fit[]; readonly tried: number }

const right = <V>(value: V): Way<V> => ({ value, mistakes: [] })
const wrong = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes })
const common = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes, isCommon: true })
const alone = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes, isAlone: true })
/** Functions that create ways. */
export const way = { right, wrong, common, alone }

/**
 * The result of a combination: the digest in hexadecimal, the signed body if it may differ from the received one, and
 * the cost in addition to one digest of a short text.
 */
export type Computed = {
  readonly digest: string
  readonly signed?: Uint8Array | undefined
  readonly cost?: number
}

export const countCombinations = ({ count, mistakes }: Way<unknown>): number =>
  count ?? (mistakes.length > 0 ? 1 : 0)

/** The space of all combinations of `ways`. `compute` may return undefined for a combination that makes no sense. */
export function createSpace<T extends object>(
  ways: Ways<T>,
  compute: (values: T) => Computed | undefined,
  because: readonly Finding[] = [],
): Space {
  const steps = Object.keys(ways) as (keyof T)[]

  return {
    because,
    visit({ count, commonOnly }, meet) {
      const isTried = (one: Way<unknown>, left: number): boolean => {
        const own = countCombinations(one)
        if (own === 0) return true
        return own <= left && (!one.isAlone || count === own) && (!commonOnly || one.isCommon === true)
      }
      // Computed once for each step and each number of mistakes left, because most visits need the same lists.
      const lists = steps.map((step) => {
        const own: StepWays<T[keyof T]> = ways[step]
        return Array.from({ length: count + 1 }, (_, left) =>
          (typeof own === 'function' ? own(left) : own).filter((one) => isTried(one, left)),
        )
      })
      const values: Partial<T> = {}
      /** Does the steps from `from` on that have only one way, and returns the first step that has several. */
      const doOnlyWays = (from: number, left: number): number => {
        for (let at = from; ; at++) {
          const step = steps[at]
          const list = lists[at]?.[left]
          const only = list?.[0]
          if (step === undefined || list?.length !== 1 || !only || only.mistakes.length > 0) return at
          values[step] = only.value
        }
      }
      const go = (from: number, left: number, mistakes: readonly Finding[]): boolean => {
        const at = doOnlyWays(from, left)
        const step = steps[at]
        if (step === undefined) {
          if (left > 0) return true
          const computed = compute(values as T)
          return computed === undefined || meet({ ...computed, mistakes })
        }
        for (const one of lists[at]?.[left] ?? []) {
          values[step] = one.value
          const all = one.mistakes.length > 0 ? [...mistakes, ...one.mistakes] : mistakes
          if (!go(at + 1, left - countCombinations(one), all)) return false
        }
        return true
      }
      go(0, count, [])
    },
  }
}

/**
 * The cost that all searches of one diagnosis may have, in digests of a short text. It is a count and not a time, so
 * that every run finds the same.
 */
export type Budget = { left: number }

/** What is searched: the received proof, and how deep. */
export type Sought = {
  /**
   * Returns the mistakes in the encoding of a digest (in hexadecimal) if it is the received proof; otherwise undefined.
   */
  readonly received: (digest: string) => readonly Finding[] | undefined
  readonly depths: readonly Depth[]
  readonly budget: Budget
}

/**
 * Searches all spaces for combinations that give the received proof, depth by depth. Stops at the first depth with a
 * fit, or when the budget is spent.
 */
export function searchSpaces(spaces: readonly Space[], { received, depths, budget }: Sought): Found {
  let tried = 0
  for (const { count, commonOnly } of depths) {
    const fits: Fit[] = []
    for (const { because, visit, implied = [] } of spaces) {
      const deviations = count - Math.min(1, because.length)
      if (deviations < 0) continue
      visit({ count: deviations, commonOnly }, ({ digest, mistakes, signed, cost = 0 }) => {
        tried++
        budget.left -= 1 + cost
        const writing = received(digest)
        if (writing) {
          const told = writing.filter(({ kind }) => !implied.includes(kind))
          fits.push({ mistakes: [...because, ...mistakes, ...told], signed })
        }
        return budget.left > 0
      })
    }
    if (fits.length > 0 || budget.left <= 0) return { fits, tried }
  }
  return { fits: [], tried }
}

/** The same way, but tried only without another mistake. */
export const markSeldom = <V>(one: Way<V>): Way<V> =>
  one.mistakes.length > 0 ? { ...one, isAlone: true } : one
/** Marks the ways that are neither frequent nor allowed by `mayStandBeside`, so that they are tried only alone. */
export const markSeldomUnless = <V>(
  ways: readonly Way<V>[],
  mayStandBeside: (one: Way<V>) => boolean,
): Way<V>[] => ways.map((one) => (one.isCommon === true || mayStandBeside(one) ? one : markSeldom(one)))

/** Removes ways with equal values under `keyOf`; the first of each is kept. */
export function dropEqualWays<V>(ways: readonly Way<V>[], keyOf: (value: V) => string): Way<V>[] {
  const seen = new Set<string>()
  return ways.filter(({ value }) => {
    const key = keyOf(value)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

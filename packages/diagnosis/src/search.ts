import type { Finding } from './findings.ts'

/** One way to do a step; without mistakes it is as the rule says. */
export type Way<V> = {
  readonly value: V
  readonly mistakes: readonly Finding[]
  /** As how many mistakes it counts; one if it has any, unless told. */
  readonly count?: number
  /** Too rare, or one of too many of its kind, to be tried beside another mistake. */
  readonly isAlone?: boolean
  /** Frequent enough to be tried as one of three, and in a large body as one of two. */
  readonly isCommon?: boolean
}
/** The ways of a step, or those that count as at most so many mistakes. */
type StepWays<V> = readonly Way<V>[] | ((most: number) => readonly Way<V>[])
/** The steps of a computation, each with the ways in which it may have been done. */
export type Ways<T> = { readonly [Step in keyof T]: StepWays<T[Step]> }

/** How many mistakes are looked for at once, and whether only the frequent ones are. */
export type Depth = { readonly count: number; readonly commonOnly: boolean }

/** A computation with its ways. `because` is the mistake of using this computation at all. */
export type Space = {
  readonly because: readonly Finding[]
  /** What follows from `because` and is not told beside it. */
  readonly implied?: readonly string[]
  /** Ends with every combination of exactly this depth, or once `meet` answers false. */
  readonly visit: (depth: Depth, meet: (found: Met) => boolean) => void
}
type Met = Computed & { readonly mistakes: readonly Finding[] }

/** A combination whose result is the one received. */
export type Fit = { readonly mistakes: readonly Finding[]; readonly signed?: Uint8Array | undefined }
/** All that fit with the fewest mistakes, and how many combinations were computed. */
export type Found = { readonly fits: readonly Fit[]; readonly tried: number }

const right = <V>(value: V): Way<V> => ({ value, mistakes: [] })
const wrong = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes })
const common = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes, isCommon: true })
const alone = <V>(value: V, ...mistakes: Finding[]): Way<V> => ({ value, mistakes, isAlone: true })
/** Makers of ways. */
export const way = { right, wrong, common, alone }

/**
 * What a combination comes to: the digest in hex, the body that was signed if that may differ from the one received, and what
 * it cost beside one digest of a short text.
 */
export type Computed = {
  readonly digest: string
  readonly signed?: Uint8Array | undefined
  readonly cost?: number
}

export const countCombinations = ({ count, mistakes }: Way<unknown>): number =>
  count ?? (mistakes.length > 0 ? 1 : 0)

/** The space of all combinations of `ways`; `compute` may answer undefined where a combination makes no sense. */
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
      // Once for each step and each number of mistakes that may be left, since most of all visits see the same.
      const lists = steps.map((step) => {
        const own: StepWays<T[keyof T]> = ways[step]
        return Array.from({ length: count + 1 }, (_, left) =>
          (typeof own === 'function' ? own(left) : own).filter((one) => isTried(one, left)),
        )
      })
      const values: Partial<T> = {}
      /** Does the steps from `from` on that can be done in one way only, and answers the first that cannot. */
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

/** What the searches of one question may cost together, in digests of a short text: a count, so that every run finds the same. */
export type Budget = { left: number }

/** What is asked of the spaces: the mistakes in writing under which a digest was received, and how far to look. */
export type Sought = {
  /** By a digest in hex; undefined if it is not the one received. */
  readonly received: (digest: string) => readonly Finding[] | undefined
  readonly depths: readonly Depth[]
  readonly budget: Budget
}

/**
 * Looks in all spaces for what gives the proof that was received, depth by depth; stops at the first at which anything fits,
 * or when the budget is spent.
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

/** The same way, tried by itself only. */
export const markSeldom = <V>(one: Way<V>): Way<V> =>
  one.mistakes.length > 0 ? { ...one, isAlone: true } : one
/** Of some ways those that are not frequent are tried by themselves only. */
export const markSeldomUnless = <V>(
  ways: readonly Way<V>[],
  mayStandBeside: (one: Way<V>) => boolean,
): Way<V>[] => ways.map((one) => (one.isCommon === true || mayStandBeside(one) ? one : markSeldom(one)))

/** The ways whose values differ under `keyOf`, of equals the first. */
export function dropEqualWays<V>(ways: readonly Way<V>[], keyOf: (value: V) => string): Way<V>[] {
  const seen = new Set<string>()
  return ways.filter(({ value }) => {
    const key = keyOf(value)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

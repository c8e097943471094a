import type { SeededSeller } from '../market/seed.ts'

export const contenders = ['loggia', 'bare', 'graphile-worker', 'pg-boss'] as const
export type ContenderName = (typeof contenders)[number]

/** What every contender is given. Its n-th call goes to seller `n % sellers.length`, about the row `row-n` of `bench_state`. */
export type Work = {
  readonly databaseUrl: string
  readonly sellers: readonly SeededSeller[]
  /** Calls that are worked off before the clock runs: the compiler has seen the code, the connections are open. */
  readonly warmUp: number
  /** Calls while it runs. */
  readonly count: number
  readonly inFlight: number
}
export type Measured = {
  readonly callsPerSecond: number
  /** Time of the contender's own process on a core, while the clock ran. */
  readonly cpuMsPerCall: number
}
export type Contender = {
  /** Puts all calls where they wait. */
  prepare(work: Work): Promise<void>
  /** Resolves when all is done; `finished` is called with each call that is. */
  run(work: Work, finished: () => void): Promise<void>
}

export const formatRow = (nth: number): string => `row-${String(nth).padStart(6, '0')}`
export const countSent = (work: Work): number => work.warmUp + work.count

/** From the last call of the warm-up to the end of everything. */
export async function measure(contender: Contender, work: Work): Promise<Measured> {
  let finished = 0
  let from = 0
  let cpuFrom = process.cpuUsage()
  await contender.run(work, () => {
    finished += 1
    if (finished !== work.warmUp) return
    from = performance.now()
    cpuFrom = process.cpuUsage()
  })
  const seconds = (performance.now() - from) / 1000
  const { user, system } = process.cpuUsage(cpuFrom)
  if (finished !== countSent(work)) throw new Error(`${finished} of ${countSent(work)} calls were finished`)
  return { callsPerSecond: work.count / seconds, cpuMsPerCall: (user + system) / 1000 / work.count }
}

export function createSeller(work: Work, nth: number): SeededSeller {
  const seller = work.sellers[nth % work.sellers.length]
  if (!seller) throw new Error('There is no seller')
  return seller
}

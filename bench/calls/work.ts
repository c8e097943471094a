import type { SeededSeller } from '../market/seed.ts'

export const contenders = ['loggia', 'bare', 'graphile-worker', 'pg-boss'] as const
export type ContenderName = (typeof contenders)[number]

/**
 * Input of every contender. Its n-th call goes to seller `n % sellers.length`, about the row `row-n` of `bench_state`.
 */
export type Work = {
  readonly databaseUrl: string
  readonly sellers: readonly SeededSeller[]
  /** Calls before the measurement, to compile the code and open the connections. */
  readonly warmUp: number
  /** Calls during the measurement. */
  readonly count: number
  readonly inFlight: number
}
export type Measured = {
  readonly callsPerSecond: number
  /** CPU time of the contender's own process during the measurement. */
  readonly cpuMsPerCall: number
}
export type Contender = {
  /** Enqueues all calls. */
  prepare(work: Work): Promise<void>
  /** Resolves when all calls are done; calls `finished` after each. */
  run(work: Work, finished: () => void): Promise<void>
}

export const formatRow = (nth: number): string => `row-${String(nth).padStart(6, '0')}`
export const countSent = (work: Work): number => work.warmUp + work.count

/** Measures from the last call of the warm-up until all are done. */
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

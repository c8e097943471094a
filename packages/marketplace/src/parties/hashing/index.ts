import { partyProblems } from '../problems/index.ts'
import { derive } from './derive.ts'
import type { Derivation, PasswordCost } from './derive.ts'
import { createLine } from './line.ts'
import type { LineLimits } from './line.ts'
import { createThreads } from './threads.ts'
import type { Threads } from './threads.ts'

export type { PasswordCost }
/**
 * Computes the hash of a password, on behalf of `of` (an address or a member), whose places in the queue are limited.
 * Work of the market itself (`undefined`) always gets a place.
 */
export type Derive = (asked: Derivation, of: string | undefined) => Promise<Uint8Array>

/** Two at once, which leaves a small machine capacity for other work. */
const limits: LineLimits = { atOnce: 2, mostWaiting: 20, mostOfOne: 4 }
/**
 * Below this cost (n × r × p) a hash takes a few ms, so it is computed at once. Tests and the emulator use such costs.
 */
const fewBlocks = 2 ** 14
const retryAfter = 3

export function createDerive({ compute }: Threads): Derive {
  const line = createLine(limits, () => partyProblems.passwords_busy({ retryAfter }))
  return async (asked, of) => {
    const { n, r, p } = asked.cost
    return n * r * p < fewBlocks ? derive(asked) : line.run(of, () => compute(asked))
  }
}

/** The process has one queue and two threads for passwords, which share nothing with pages and DNS. */
export const deriveInLine = createDerive(createThreads())

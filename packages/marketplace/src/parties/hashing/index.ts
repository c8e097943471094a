import { partyProblems } from '../problems.ts'
import { derive } from './derive.ts'
import type { Derivation, PasswordCost } from './derive.ts'
import { createLine } from './line.ts'
import type { LineLimits } from './line.ts'
import { createThreads } from './threads.ts'
import type { Threads } from './threads.ts'

export type { PasswordCost }
/** Computes what a password is kept as; whoever it is `of` stands in line with the others, and nobody (`undefined`) does not. */
export type Derive = (asked: Derivation, of: string | undefined) => Promise<Uint8Array>

/** Two at once: as much as leaves a small machine something for everything else. */
const limits: LineLimits = { atOnce: 2, mostWaiting: 20, mostOfOne: 4 }
/** What costs less than this many blocks is over in a few milliseconds: tests and the emulator, whose passwords everybody knows. */
const fewBlocks = 2 ** 14
const retryAfter = 3

export function createDerive({ compute }: Threads): Derive {
  const line = createLine(limits, () => partyProblems.passwords_busy({ retryAfter }))
  return async (asked, of) => {
    const { n, r, p } = asked.cost
    return n * r * p < fewBlocks ? derive(asked) : line.run(of, () => compute(asked))
  }
}

/** Passwords of the whole process have one line and two threads, and share nothing with what pages and names need. */
export const deriveInLine = createDerive(createThreads())

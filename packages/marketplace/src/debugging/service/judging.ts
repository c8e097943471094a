import type { Diagnosis } from '@loggia/diagnosis'
import { fromSeconds } from '@loggia/kernel'
import type { DurationMs, Id } from '@loggia/kernel'
import { createThread, createTurns, ThreadTooSlow } from '../../platform/index.ts'
import { debuggingProblems } from '../problems.ts'
import { createUnreadableProblem } from '../rules/diagnoses.ts'
import type { Judged, Judging } from './judge-worker.ts'

const preset = { limitMs: fromSeconds(10), waitingOfOwner: 2, waiting: 20 }
const heapMb = 256
const retryAfter = 5

/**
 * Runs diagnoses in a separate thread, one at a time, sellers in turn: pasted text can be crafted to take a second, and
 * must not delay other requests. Throws `debugging.exchange_unreadable`, `debugging.busy`, `debugging.took_too_long`.
 */
export type Judge = (sellerId: Id<'sel'>, asked: Judging) => Promise<Diagnosis>

export function createJudge({ limitMs }: { readonly limitMs: DurationMs } = preset): Judge {
  const thread = createThread<Judging, Judged>(new URL('./judge-worker.ts', import.meta.url), { heapMb })
  const turns = createTurns({ ...preset, atOnce: 1, atOnceOfOwner: 1 })
  return async (sellerId, asked) => {
    const endTurn = await turns.take(sellerId)
    if (!endTurn) throw debuggingProblems.busy({ retryAfter })
    try {
      const judged = await thread.ask(asked, limitMs)
      if (!judged.ok) throw createUnreadableProblem(judged.fault)
      return judged.diagnosis
    } catch (error) {
      if (!(error instanceof ThreadTooSlow)) throw error
      throw debuggingProblems.took_too_long({ seconds: Math.ceil(limitMs / 1000) })
    } finally {
      endTurn()
    }
  }
}

import { defineFacts } from '../facts.ts'
import { number, defineOneOf, time } from '../members.ts'
import { moveEnds } from './kinds.ts'

export const clockFacts = defineFacts('market', {
  /** `movedAt` is real time. */
  'clock.moved': {
    from: time,
    target: time,
    reached: time,
    end: defineOneOf(moveEnds),
    instants: number,
    wakeups: number,
    calls: number,
    movedAt: time,
  },
})

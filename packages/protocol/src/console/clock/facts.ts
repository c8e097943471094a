import { factsOn } from '../facts.ts'
import { number, oneOf, time } from '../members.ts'
import { moveEnds } from './kinds.ts'

export const clockFacts = factsOn('market', {
  /** `movedAt` is real time. */
  'clock.moved': {
    from: time,
    target: time,
    reached: time,
    end: oneOf(moveEnds),
    instants: number,
    wakeups: number,
    calls: number,
    movedAt: time,
  },
})

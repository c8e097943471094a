import type { Breaker } from '../../calls/index.ts'
import type { Platform } from '../../platform/index.ts'
import * as store from '../store/index.ts'

/** Counting further would cost, and say no more: so many are many. */
export const mostCounted = 10_000

type ByBreaker = Readonly<Record<Breaker, number>>

/** How the whole market's queues stand, whichever node looks. Counts end at {@link mostCounted}. */
export type Gauges = {
  /** Sellers that were ever called, by the state of their gate. */
  readonly gates: ByBreaker
  /** Waiting calls: for their time, for room, for the call before them. */
  readonly callsWaiting: number
  /** Those of them that could go out now, by the state of their seller's gate. */
  readonly callsDue: ByBreaker
  /** For how long the oldest of those has been due; 0 if there is none. */
  readonly oldestDueMs: ByBreaker
  readonly callsSending: number
  readonly callsStuck: number
  readonly wakeupsDue: number
}

export async function readGauges({ db, clock }: Pick<Platform, 'db' | 'clock'>): Promise<Gauges> {
  const now = clock.now()
  const counts = await store.countGates(db, now, mostCounted)
  const queues = await store.countQueues(db, now, mostCounted)
  const byBreaker = (of: (count: store.GateCount) => number): ByBreaker => ({
    closed: 0,
    open: 0,
    half_open: 0,
    ...Object.fromEntries(counts.map((count) => [count.breaker, of(count)])),
  })
  return {
    gates: byBreaker(({ gates }) => Number(gates)),
    callsWaiting: Math.min(mostCounted, Number(queues.ready + queues.blocked)),
    callsDue: byBreaker(({ due }) => Number(due)),
    oldestDueMs: byBreaker(({ oldest_due_at }) => (oldest_due_at === null ? 0 : now - oldest_due_at)),
    callsSending: Number(queues.sending),
    callsStuck: Number(queues.stuck),
    wakeupsDue: Number(queues.wakeups),
  }
}

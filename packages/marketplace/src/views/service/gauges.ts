import type { Breaker } from '../../calls/index.ts'
import type { Platform } from '../../platform/index.ts'
import * as store from '../store/index.ts'

/** Counts end here: counting further would cost time and say no more. */
export const mostCounted = 10_000

type ByBreaker = Readonly<Record<Breaker, number>>

/** Lengths and delays of the whole market's queues, the same on every node. Counts end at {@link mostCounted}. */
export type Gauges = {
  /** Sellers that were called at least once, by the state of their gate. */
  readonly gates: ByBreaker
  /** Calls that wait for their time, for room, or for the call before them. */
  readonly callsWaiting: number
  /** Waiting calls that could be sent now, by the state of their gate. */
  readonly callsDue: ByBreaker
  /** For how long, in ms, the oldest of the due calls has been due; 0 if there is none. */
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

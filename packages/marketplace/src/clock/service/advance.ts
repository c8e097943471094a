import { setTimeout as pause } from 'node:timers/promises'
import type { Clock, Instant } from '@loggia/kernel'
import type { Hands } from '../../platform/index.ts'
import type { Done, Works } from '../schema.ts'

/** What somebody else holds for a moment, a page perhaps, is looked at again after this long. */
const lookAgainMs = 10

export type Advance = {
  readonly target: Instant
  readonly works: Works
  readonly clock: Clock
  readonly hands: Hands
  /** Told of each new instant before anything happens at it. */
  readonly onInstant?: (at: Instant) => Promise<void>
  /** Told whenever something was done. */
  readonly onDone?: (done: Done) => void
  /** Asked between two instants. */
  readonly mayGoOn?: () => boolean
}

/**
 * Moves the clock from instant to instant at which something is due, does everything there, and gives whether it came to
 * the target. What an instant makes for now happens in it, what it makes for later at its own time; nothing happens late.
 */
export async function advance(of: Advance): Promise<{ arrived: boolean; done: Done }> {
  const { target, works, clock, hands, onInstant, mayGoOn = () => true } = of
  const done = { instants: 0, wakeups: 0, calls: 0 }
  const tell = (): void => of.onDone?.({ ...done })
  hands.holdAt(clock.now())
  await doAll(works, clock.now(), { done, tell })
  while (mayGoOn()) {
    const next = await works.nextDue()
    if (next === undefined || next > target) {
      hands.holdAt(target)
      await onInstant?.(target)
      return { arrived: true, done }
    }
    if (next > clock.now()) {
      hands.holdAt(next)
      await onInstant?.(next)
      done.instants += 1
      tell()
    } else await pause(lookAgainMs)
    await doAll(works, clock.now(), { done, tell })
  }
  return { arrived: false, done }
}

type Counting = { readonly done: { wakeups: number; calls: number }; readonly tell: () => void }

/** Everything that is due, and what that makes due: wake-ups first, then calls, until nothing is and nothing is under way. */
async function doAll(works: Works, now: Instant, { done, tell }: Counting): Promise<void> {
  for (;;) {
    await works.idle()
    let worked = 0
    while (await works.runWakeup(now)) {
      worked += 1
      done.wakeups += 1
      tell()
    }
    for (let started = await works.runCalls(now); started > 0; started = await works.runCalls(now)) {
      worked += started
      done.calls += started
      tell()
    }
    if (worked === 0) return
  }
}

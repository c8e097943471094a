import { setTimeout as pause } from 'node:timers/promises'
import { pickFirst } from '@loggia/kernel'
import type { Clock, Instant } from '@loggia/kernel'
import type { ClockControl } from '../../platform/index.ts'
import type { Done, Works } from '../schema.ts'

/** Pause before looking again at due work that another transaction holds. */
const lookAgainMs = 10

export type Advance = {
  readonly target: Instant
  readonly works: Works
  readonly clock: Clock
  readonly hands: ClockControl
  /** Called at each new instant, before anything is done there. */
  readonly onInstant?: (at: Instant) => Promise<void>
  /** Called whenever something was done. */
  readonly onDone?: (done: Done) => void
  /** Called between two instants; false stops the move. */
  readonly mayGoOn?: () => boolean
}

/**
 * Moves the clock through every instant at which something is due, does everything there, and returns whether it
 * reached the target. Work that an instant makes due now is done in it, later work at its own time; nothing happens
 * late.
 */
export async function advance(of: Advance): Promise<{ arrived: boolean; done: Done }> {
  const { target, works, clock, hands, onInstant, mayGoOn = () => true } = of
  const done = { instants: 0, wakeups: 0, calls: 0 }
  const tell = (): void => of.onDone?.({ ...done })
  hands.holdAt(clock.now())
  for (;;) {
    const next = await doAll(works, clock.now(), { done, tell })
    if (!mayGoOn()) return { arrived: false, done }
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
  }
}

/** When something is due next. */
export const findNext = async (works: Works): Promise<Instant | undefined> =>
  pickFirst(await works.nextEvent(), await works.nextCall())

type Counting = { readonly done: { wakeups: number; calls: number }; readonly tell: () => void }

/**
 * Does everything that is due, and everything that this makes due: wake-ups first, then calls, until nothing is due or
 * running. Returns when something is due next, which may be now if another transaction holds it. Looks before it
 * claims: an empty claim would cost a transaction, and most instants have one thing to do.
 */
async function doAll(works: Works, now: Instant, { done, tell }: Counting): Promise<Instant | undefined> {
  const isDue = (at: Instant | undefined): boolean => at !== undefined && at <= now
  for (;;) {
    await works.idle()
    let wakeup = await works.nextWakeup()
    while (isDue(wakeup) && (await works.runWakeup(now))) {
      done.wakeups += 1
      tell()
      wakeup = await works.nextWakeup()
    }
    let started = 0
    let call = await works.nextCall()
    for (let taken = 1; isDue(call) && taken > 0; call = await works.nextCall()) {
      taken = await works.runCalls(now)
      started += taken
      done.calls += taken
      if (taken > 0) tell()
    }
    // Only an answer to a call can make more work due now.
    if (started === 0) return pickFirst(wakeup, call)
  }
}

import { setTimeout as pause } from 'node:timers/promises'
import { pickEarlier } from '@loggia/kernel'
import type { Clock, Instant } from '@loggia/kernel'
import type { ClockControl } from '../../platform/index.ts'
import type { Done, Works } from '../schema.ts'

/** What somebody else holds for a moment, a page perhaps, is looked at again after this long. */
const lookAgainMs = 10

export type Advance = {
  readonly target: Instant
  readonly works: Works
  readonly clock: Clock
  readonly hands: ClockControl
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
  first(await works.nextWakeup(), await works.nextCall())

const first = (a: Instant | undefined, b: Instant | undefined): Instant | undefined =>
  a !== undefined && b !== undefined ? pickEarlier(a, b) : (a ?? b)

type Counting = { readonly done: { wakeups: number; calls: number }; readonly tell: () => void }

/**
 * Everything that is due, and what that makes due: wake-ups first, then calls, until nothing is and nothing is under way.
 * Gives when something is due next; that may be now, if somebody else holds it for a moment. Nothing is claimed that is
 * not known to be there: an empty claim would be a transaction, and most instants have one thing to do.
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
    // Only an answer makes more of now.
    if (started === 0) return first(wakeup, call)
  }
}

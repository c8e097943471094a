import { addDays, toCalendarDate, toIso } from '@loggia/kernel'
import type { Instant } from '@loggia/kernel'
import { figureDays } from '@loggia/protocol/console/health/kinds'
import { lockName, setWakeup } from '../../platform/index.ts'
import type { Platform, Tx } from '../../platform/index.ts'
import { decideRollUp, findNextCount, findNextNight } from '../rules/days.ts'
import { healthWakeups } from '../schema.ts'
import * as store from '../store/index.ts'

const [countKind, figuresKind] = healthWakeups

/** An attempt that is under way for longer has lost its process, and is not looked for any more. */
const mostOpenDays = 35
/** Refunds that nobody reports are seen by then. */
const mostDaysBetween = 7

/** Counts attempts by day, and computes the figures for buyers, each when something has happened since the last time. */
export function createRollUps({ clock, zone }: Platform) {
  /**
   * Sets the wake-up once for each round: this process remembers that it did. So a call costs a comparison, and a quiet
   * market has no wake-ups. Each round has a row of its own: one that is running is locked for as long as it counts, and
   * no call may wait for it.
   */
  function createAlarm(kind: (typeof healthWakeups)[number], nextAt: (now: Instant) => Instant) {
    let set: Instant | undefined
    return async (tx: Tx): Promise<void> => {
      const due = nextAt(clock.now())
      if (set === due) return
      await setWakeup(tx, { kind, subject: toIso(due) }, due)
      tx.afterCommit(() => {
        set = due
      })
    }
  }

  /** Attempts have ended. */
  const noteAttempts = createAlarm(countKind, findNextCount)
  /** Something has happened that may change figures. */
  const noteTrade = createAlarm(figuresKind, (now) => findNextNight(now, zone))

  /** Counts the attempts of the days that may have changed; a repetition changes nothing. */
  async function countAttempts(tx: Tx, now: Instant): Promise<void> {
    await lockName(tx, countKind)
    const since = await store.findCountedUntil(tx)
    if (since === undefined) return
    const oldest = toCalendarDate(addDays(now, -mostOpenDays, zone), zone)
    const rollUp = decideRollUp(now, { since, open: await store.listOpenDays(tx, oldest), zone })
    await store.countDays(tx, rollUp.days)
    await store.saveCountedUntil(tx, rollUp.countedAt)
    if (!rollUp.isDone) await setWakeup(tx, { kind: countKind, subject: 'rest' }, now)
  }

  /** Computes the figures for buyers, and says when they will have changed. */
  async function computeFigures(tx: Tx, now: Instant): Promise<void> {
    const window = { from: addDays(now, -figureDays, zone), now }
    await lockName(tx, figuresKind)
    await store.noteConnections(tx, window)
    await store.computeFigures(tx, window)
    const { first, isOpen } = await store.findPending(tx, window)
    if (first === undefined) return
    const due = findNextNight(isOpen ? now : addDays(now, mostDaysBetween - 1, zone), zone)
    await setWakeup(tx, { kind: figuresKind, subject: 'later' }, due)
  }

  return { noteAttempts, noteTrade, countAttempts, computeFigures }
}

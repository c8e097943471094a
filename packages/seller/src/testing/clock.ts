import { fromDays, fromIso, fromHours, toInstant, fromMinutes, fromSeconds } from '@loggia/kernel'

/** A duration: the sum of its members. */
export type Duration = {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
  readonly ms?: number
}

/** A clock that moves only when a test moves it. Pass `clock.now` to `createSeller` and to the test marketplace. */
export type TestClock = {
  /** Returns the time in UTC milliseconds. */
  readonly now: () => number
  /** Moves the clock forward, or back if the duration is negative. */
  readonly advance: (by: Duration) => void
  /**
   * Sets the clock to UTC milliseconds, or to a time such as `2026-03-01T08:00:00Z`. Throws a RangeError on anything
   * else.
   */
  readonly set: (to: number | string) => void
}

const inMs = (at: number | string): number => (typeof at === 'string' ? fromIso(at) : toInstant(at))

/** Creates a clock that shows `startsAt`. Default: 1 January 2026. Throws a RangeError if `startsAt` is not a time. */
export function createTestClock(startsAt: number | string = '2026-01-01T00:00:00Z'): TestClock {
  let nowMs = inMs(startsAt)
  return {
    now: () => nowMs,
    advance: (by) => {
      const { days: d = 0, hours: h = 0, minutes: m = 0, seconds: s = 0, ms = 0 } = by
      nowMs = inMs(nowMs + fromDays(d) + fromHours(h) + fromMinutes(m) + fromSeconds(s) + ms)
    },
    set: (to) => {
      nowMs = inMs(to)
    },
  }
}

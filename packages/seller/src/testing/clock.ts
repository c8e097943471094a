import { fromDays, fromIso, fromHours, toInstant, fromMinutes, fromSeconds } from '@loggia/kernel'

/** A length of time, the sum of its members. */
export type Duration = {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
  readonly ms?: number
}

/** A clock that stands still until it is moved. Hand `clock.now` to `createSeller` and to the test marketplace. */
export type TestClock = {
  /** UTC milliseconds. */
  readonly now: () => number
  /** Moves it on; negative lengths move it back. */
  readonly advance: (by: Duration) => void
  /** Sets it: UTC milliseconds, or a time such as `2026-03-01T08:00:00Z`. Throws a RangeError on anything else. */
  readonly set: (to: number | string) => void
}

const inMs = (at: number | string): number => (typeof at === 'string' ? fromIso(at) : toInstant(at))

/** Makes a clock that shows `startsAt`, the first of January 2026 unless told. Throws a RangeError on no time. */
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

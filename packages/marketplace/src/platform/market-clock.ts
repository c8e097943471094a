import { toInstant } from '@loggia/kernel'
import type { Clock, DurationMs, Instant, Wall } from '@loggia/kernel'

/** What a clock is moved by; only who moves it holds them. */
export type ClockControl = {
  /** It stands still at this instant, whatever real time does. */
  holdAt(at: Instant): void
  /** It runs on from where it stands. */
  release(): void
}
/** Market time: real time, and how far it is ahead of that. */
export type MarketClock = Clock & ClockControl & { setAhead(aheadMs: DurationMs): void }

export function createMarketClock(wall: Wall): MarketClock {
  let aheadMs: DurationMs = 0
  let heldAt: Instant | undefined
  return {
    source: 'market',
    now: () => heldAt ?? toInstant(wall.now() + aheadMs),
    holdAt: (at) => void (heldAt = at),
    release() {
      if (heldAt !== undefined) aheadMs = heldAt - wall.now()
      heldAt = undefined
    },
    setAhead: (ms) => void (aheadMs = ms),
  }
}

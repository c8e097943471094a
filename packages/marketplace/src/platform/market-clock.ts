import { toInstant } from '@loggia/kernel'
import type { Clock, DurationMs, Instant, Wall } from '@loggia/kernel'

/** Moves a clock; only the part that moves the market's time holds one. */
export type ClockControl = {
  /** Stops the clock at this instant. */
  holdAt(at: Instant): void
  /** Lets the clock run on from where it stands. */
  release(): void
}
/** Market time: real time plus an offset (`setAhead`). */
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

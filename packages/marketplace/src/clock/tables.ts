import type { Instant, WallInstant } from '@loggia/kernel'

export type ClockTables = {
  market_clock: {
    one: boolean
    ahead_ms: bigint
    moved_by: string | null
    moved_wall_at: WallInstant | null
    moving_from: Instant | null
    moving_to: Instant | null
  }
}

import type { DurationMs, Instant } from '@loggia/kernel'
import type { ClockControl } from '../platform/index.ts'
import type { MoveEnd } from '@loggia/protocol/console/clock/kinds'

export type { MoveEnd }

/** The target of a move: a length of time, an instant, or the next thing that is due. */
export type MoveAsk =
  | {
      readonly kind: 'by'
      readonly months?: number | undefined
      readonly days?: number | undefined
      readonly hours?: number | undefined
      readonly minutes?: number | undefined
    }
  | { readonly kind: 'to'; readonly at: Instant }
  | { readonly kind: 'next' }

/** How this installation's clock may be moved; without `hands` it cannot. */
export type ClockSettings = {
  readonly hands?: ClockControl & { setAhead(aheadMs: DurationMs): void }
  readonly movable: boolean
  /** Sellers may move it too where all data is invented, as in the demo. */
  readonly movers: 'operators' | 'operators_and_sellers'
  /** Time limit (ms) of calls during a move, for a server after three timeouts in a row. */
  readonly callLimitMs: DurationMs
}
export const fixedClock: ClockSettings = { movable: false, movers: 'operators', callLimitMs: 2000 }

/** The market's queues, processed on demand. */
export type Works = {
  /** Runs the earliest due wake-up; false if none is due. */
  runWakeup(now: Instant): Promise<boolean>
  /** Starts due calls; returns how many. */
  runCalls(now: Instant): Promise<number>
  /** Resolves when no call is running. */
  idle(): Promise<void>
  nextWakeup(): Promise<Instant | undefined>
  /** The next wake-up that does more than upkeep. */
  nextEvent(): Promise<Instant | undefined>
  nextCall(): Promise<Instant | undefined>
}
/** The loops that process the queues by themselves; they pause during a move. */
export type Loops = { pause(): Promise<void>; resume(): void }

/** What a move has done so far. */
export type Done = { readonly instants: number; readonly wakeups: number; readonly calls: number }
/** A finished move. */
export type Moved = Done & {
  readonly from: Instant
  readonly target: Instant
  readonly reached: Instant
  readonly end: MoveEnd
  readonly by: string
}
/** A running move. */
export type Moving = Done & {
  readonly from: Instant
  readonly target: Instant
  readonly by: string
  readonly stopping: boolean
}

/** The history subject of moves. */
export const clockSubject = 'market_clock'
/** The subject that is published at each instant of a move and at its end. */
export const clockTopic = 'clock'

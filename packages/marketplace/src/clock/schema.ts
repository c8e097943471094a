import type { DurationMs, Instant } from '@loggia/kernel'
import type { ClockControl } from '../platform/index.ts'
import type { MoveEnd } from '@loggia/protocol/console/clock/kinds'

export type { MoveEnd }

/** Where the market's time is to go: on by a length of time, to an instant, or to the next thing that happens. */
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
  /** Sellers too where everything is invented. */
  readonly movers: 'operators' | 'operators_and_sellers'
  /** While it is moved: how long a call takes at most to a server that has let three in a row run out of their whole time. */
  readonly callLimitMs: DurationMs
}
export const fixedClock: ClockSettings = { movable: false, movers: 'operators', callLimitMs: 2000 }

/** What the market does by itself, worked off on demand. */
export type Works = {
  /** The earliest wake-up that is due; false if none is. */
  runWakeup(now: Instant): Promise<boolean>
  /** Starts calls that are due; gives how many. */
  runCalls(now: Instant): Promise<number>
  /** Resolves when no call is under way. */
  idle(): Promise<void>
  nextWakeup(): Promise<Instant | undefined>
  nextCall(): Promise<Instant | undefined>
}
/** What works the same off by itself, and rests while the clock is moved. */
export type Loops = { pause(): Promise<void>; resume(): void }

/** What has been done on the way. */
export type Done = { readonly instants: number; readonly wakeups: number; readonly calls: number }
/** A move that is over. */
export type Moved = Done & {
  readonly from: Instant
  readonly target: Instant
  readonly reached: Instant
  readonly end: MoveEnd
  readonly by: string
}
/** A move that is under way. */
export type Moving = Done & {
  readonly from: Instant
  readonly target: Instant
  readonly by: string
  readonly stopping: boolean
}

/** Whose history tells of the moves. */
export const clockSubject = 'market_clock'
/** What is published at each instant of a move and at its end. */
export const clockTopic = 'clock'

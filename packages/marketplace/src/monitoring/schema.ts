import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type {
  ConsequenceRule,
  DialHalf,
  DialTestState,
  FailureCause,
  SkipReason,
  Standing,
} from '@loggia/protocol/console'
import type { Verdict } from '@loggia/protocol/wire'
import type { CaseCall } from '../debugging/index.ts'

export type { ConsequenceRule, DialHalf, DialTestState, FailureCause, SkipReason, Standing }

/** A calendar date in the zone of the marketplace, such as `2026-11-29`: sorts by time. */
export type Day = string
/** A month of it, such as `2026-11`. */
export type Month = string

/** The interface of a product, as it is watched (R238–R240). */
export type Watch = {
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  /** Whether there is anything that can be called again. */
  readonly hasCases: boolean
  /** In a row. */
  readonly failedDays: number
  /** What the tests of a day gave that is not over. */
  readonly day?: { readonly date: Day; readonly failed: number; readonly passed: number }
  /** R238: orders that failed through the interface. */
  readonly orders?: { readonly month: Month; readonly failed: number }
  readonly last?: { readonly id: Id<'dlt'>; readonly passed: boolean }
  readonly nextTestAt?: Instant
  /** An operator has switched its dial tests off. */
  readonly off?: { readonly at: Instant; readonly reason: string }
  /** What fails until then does not count. */
  readonly deferred?: { readonly until: Instant; readonly reason: string }
  readonly frozenAt?: Instant
  readonly delistedAt?: Instant
  /** A check has passed since the delisting. */
  readonly repairedAt?: Instant
  readonly relisting?: { readonly at: Instant; readonly note?: string }
}

export type DialTest = {
  readonly id: Id<'dlt'>
  readonly productId: Id<'prd'>
  readonly sellerId: Id<'sel'>
  readonly day: Day
  readonly half: DialHalf
  readonly state: DialTestState
  readonly dueAt: Instant
  /** Counts its starts: whoever has lost the lease changes nothing. */
  readonly fence: number
  readonly startedAt?: Instant
  readonly endedAt?: Instant
  readonly skipped?: SkipReason
  /** Of a test that is over. */
  readonly calls: { readonly passed: number; readonly all: number }
}

/** One call of a test, without its bytes. */
export type DialCall = {
  readonly scene: string
  readonly activity: string
  readonly isNeeded: boolean
  readonly passed: boolean
  readonly slow: boolean
  readonly verdict: Verdict
  readonly resultCode?: string
  readonly durationMs: DurationMs
  readonly at: Instant
  readonly protocol: CaseCall['connection']['protocol']
  readonly url: string
}

/** What a test or an order that failed makes of a watched product. */
export type Turn =
  | { readonly what: 'failing' | 'repaired' | 'unfrozen' }
  | { readonly what: 'recovered'; readonly failedDays: number }
  | {
      readonly what: 'warned' | 'frozen' | 'delisted'
      readonly cause: FailureCause
      readonly failures: number
    }
export type TurnResult = { readonly watch: Watch; readonly turns: readonly Turn[] }

/** What comes if failures go on; orders have no date. */
export type NextRule = ConsequenceRule & { readonly left: number; readonly at?: Instant }

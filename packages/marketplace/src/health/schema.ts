import type { Id, Instant } from '@loggia/kernel'
import type { CallVerdict } from '@loggia/protocol/console'

/** The wake-ups of this domain. */
export const healthWakeups = ['health.count', 'health.figures'] as const

/** Attempts of one kind of failure, and the newest call that had one. */
export type FailureTally = readonly [attempts: number, callId: Id<'cal'>]

/** Why a buyer counts as the seller's own. */
export type ConnectionReason = 'person' | 'application' | 'registration_number' | 'name' | 'email'

/** Durations as attempts by logarithmic bucket, in the order of the buckets. */
export type Histogram = readonly { readonly bucket: number; readonly attempts: number }[]

/** Counts of attempts over days, products or interfaces. */
export type Tally = {
  readonly attempts: number
  readonly succeeded: number
  readonly interrupted: number
  readonly calls: number
  readonly stopped: number
  readonly durations: Histogram
}

/** The same by kind of failure: kind, attempts, the newest call. */
export type FailedKind = { readonly kind: string; readonly attempts: number; readonly callId: Id<'cal'> }

/** One day of the market's zone, as a half-open period. */
export type MarketDay = { readonly day: string; readonly startsAt: Instant; readonly endsAt: Instant }

/** Calendar dates of the market's zone, both included. */
export type Dates = { readonly from: string; readonly to: string }

/** The calls that a page is about. */
export type HealthScope = {
  readonly sellerId: Id<'sel'>
  readonly productId?: Id<'prd'> | undefined
  readonly activity?: string | undefined
}

/** A seller's place in the list of all: its share of success in ten-thousandths, then its id. */
export type Place = { readonly place: number; readonly sellerId: Id<'sel'> }

/** A fact that the breaker of one of a seller's channels was opened or closed, and since when it was open. */
export type BreakerFact =
  | {
      readonly kind: 'parked'
      readonly at: Instant
      /** Facts of older versions lack it; they were recorded just after it. */
      readonly since?: Instant | undefined
      readonly failures: number
      readonly verdict: CallVerdict
    }
  | { readonly kind: 'recovered'; readonly at: Instant; readonly since: Instant }

/** What public figures are of: a product, a seller, or the whole market. */
export type FigureSubject = Id<'prd'> | Id<'sel'> | 'market'

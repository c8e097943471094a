import type { DurationMs } from '@loggia/kernel'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type { Verdict } from '@loggia/protocol/wire'

/** What is asked of a seller, in our words; what else it says is its family's. */
export type AnyOperation = { readonly kind: string }

/** What an accepted answer brought, in every family: the id that the seller gave to what it made. */
export type AnyAnswer = { readonly reference?: string }

/**
 * What came of one attempt. *confirmed*: done. *pending*: accepted or not there yet. *refused*: the seller's own code.
 * *faulty*: an answer that is not as the protocol demands. *unreachable*: no answer. The verdict says it for people.
 */
export type Outcome<Answer extends AnyAnswer = AnyAnswer> =
  | {
      readonly kind: 'confirmed' | 'pending'
      readonly verdict: Verdict
      readonly data: Answer
      readonly resultCode: string
    }
  | {
      readonly kind: 'refused'
      readonly verdict: Verdict
      readonly resultCode: string
      /** A seller that says no and names something all the same: it may stand there. */
      readonly reference?: string
    }
  | { readonly kind: 'faulty' | 'unreachable'; readonly verdict: Verdict }

/** How long after a failed try the next one comes: always the same, or doubling from the first to the most. */
export type Spacing =
  | { readonly kind: 'even'; readonly everyMs: DurationMs }
  | { readonly kind: 'doubling'; readonly firstMs: DurationMs; readonly mostMs: DurationMs }
/** How long an operation is tried and how its tries are spaced; `source` says who decided so. */
export type Schedule = { readonly windowMs: DurationMs; readonly spacing: Spacing; readonly source: string }
/** Of the operations that a protocol has words for. */
export type Schedules<Kind extends string = string> = Readonly<Partial<Record<Kind, Schedule>>>
/**
 * What an installation may choose. *compatible*: windows as KooGallery has them. *patient*: what a seller would have to
 * start again by hand is tried for three days; what gives a buyer's money back when its time is over stays as it is.
 */
export type SchedulePlan = RetryPlan

/** What a seller may choose of how their server is spoken to; what a protocol has no choice of is absent. */
export type ProtocolOptions = {
  /** With how many bits fields of the request are sealed (saas-v1 §5); 256 unless told. */
  readonly keyBits?: 128 | 256
  /** What the editions of V2.0 say differently, where the seller wants it otherwise than always (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14
  readonly cancellationOrder?: 'renewal'
}

/** What a request is made of. */
export type Sending<Operation extends AnyOperation = AnyOperation, Facts = unknown> = ProtocolOptions & {
  readonly operation: Operation
  readonly accessKey: string
  /** The query string that the address has of its own, without the question mark; empty if it has none. */
  readonly ownQuery: string
  /** What the owner of the family knows of what the operation is about, where the dialect says it. */
  readonly facts?: Facts
  readonly businessId: string
  readonly nonce: string
  readonly timestampMs: number
  /** Sixteen letters or digits, others at each call. */
  readonly iv: () => string
}
export type WireRequest = {
  readonly method: 'GET' | 'POST'
  /** The whole of it, without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** Empty with GET. */
  readonly body: string
}

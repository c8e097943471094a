import type { DurationMs, Instant } from '@loggia/kernel'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'

/** What is asked of a seller, in our words; numbers and codes are the published ones, `reference` is the id the seller gave an instance. */
export type Operation =
  | { readonly kind: 'create_instance'; readonly orderNumber: string; readonly lineNumber: string }
  | { readonly kind: 'query_instance'; readonly references: readonly string[] }
  | {
      readonly kind: 'refresh_instance'
      readonly reference: string
      readonly scene: 'trial_to_formal' | 'renewal' | 'renewal_cancelled' | 'renewal_change'
      readonly orderNumber: string
      readonly lineNumber: string
      readonly productCode?: string
      readonly expiresAt: Instant
    }
  | { readonly kind: 'set_instance_status'; readonly reference: string; readonly status: 'frozen' | 'active' }
  | {
      readonly kind: 'release_instance'
      readonly reference: string
      readonly orderNumber?: string
      readonly lineNumber?: string
    }
  | {
      readonly kind: 'upgrade_instance'
      readonly reference: string
      readonly orderNumber: string
      readonly lineNumber: string
    }
  | {
      readonly kind: 'check_change'
      readonly reference: string
      readonly productCode: string
      readonly skuCode: string
      readonly quantity?: number
      readonly productName: string
    }
export type OperationKind = Operation['kind']

/** How a buyer gets into an instance (saas-v2 §3.3 AppInfo), opened if it was sealed. */
export type AccessData = {
  readonly frontEndUrl?: string
  readonly adminUrl?: string
  readonly userName?: string
  readonly password?: string
  readonly memo?: string
}

/** What an accepted answer brought: the seller's id of the instance, or access data by id. */
export type AnswerData = {
  readonly reference?: string
  readonly access?: Readonly<Record<string, AccessData>>
}

/**
 * What came of one attempt. *confirmed*: done. *pending*: accepted or not there yet. *refused*: the seller's own code.
 * *faulty*: an answer that is not as the protocol demands. *unreachable*: no answer. The verdict says it for people.
 */
export type Outcome =
  | {
      readonly kind: 'confirmed' | 'pending'
      readonly verdict: Verdict
      readonly data: AnswerData
      readonly resultCode: string
    }
  | {
      readonly kind: 'refused'
      readonly verdict: Verdict
      readonly resultCode: string
      /** A seller that says no and names an instance all the same: one may stand there. */
      readonly reference?: string
    }
  | { readonly kind: 'faulty' | 'unreachable'; readonly verdict: Verdict }

/** How long after a failed try the next one comes: always the same, or doubling from the first to the most. */
export type Spacing =
  | { readonly kind: 'even'; readonly everyMs: DurationMs }
  | { readonly kind: 'doubling'; readonly firstMs: DurationMs; readonly mostMs: DurationMs }
/** How long an operation is tried and how its tries are spaced; `source` says who decided so. */
export type Schedule = { readonly windowMs: DurationMs; readonly spacing: Spacing; readonly source: string }
export type Schedules = Readonly<Record<OperationKind, Schedule>>
/**
 * What an installation may choose. *compatible*: windows as KooGallery has them. *patient*: what a seller would have to
 * start again by hand is tried for three days; what gives a buyer's money back when its time is over stays as it is.
 */
export type SchedulePlan = 'compatible' | 'patient'

/** What is sent: everything but the address, which the product has. */
export type Sending = {
  readonly operation: Operation
  readonly accessKey: string
  readonly businessId: string
  readonly nonce: string
  readonly timestampMs: number
}
export type WireRequest = {
  readonly method: 'POST'
  /** Without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One protocol in its own words; they stop here. */
export type Dialect = {
  readonly protocol: 'saas-v2'
  /** The interface's name on the wire, such as `newInstance`. */
  activityOf(kind: OperationKind): string
  toWire(sending: Sending): WireRequest
  fromWire(operation: Operation, received: ReceivedReply, accessKey: string): Outcome
  /** Members whose values nobody is shown. */
  readonly secretsOf: ReadonlySet<string>
  readonly schedules: Readonly<Record<SchedulePlan, Schedules>>
  /** Whether an operation, put into a lane, makes an older one that waits there or has stopped needless. */
  supersedes(newer: Operation, older: Operation): boolean
  /** How long one call may take in all. */
  readonly timeLimitMs: DurationMs
  /** The longest reply that is read. */
  readonly replyLimitBytes: number
}

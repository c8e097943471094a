import type { ProductProtocol } from '@loggia/protocol/console/access/kinds'
import type { DurationMs, Instant } from '@loggia/kernel'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'

/** The published numbers of an order and of a line of it. */
export type LineNumbers = { readonly orderNumber: string; readonly lineNumber: string }

/**
 * What is asked of a seller, in our words; numbers and codes are the published ones, `reference` is the id the seller gave an
 * instance, `purchase` the line that it was bought with. What was bought is not said here: {@link OrderFacts}.
 */
export type Operation =
  | { readonly kind: 'create_instance'; readonly orderNumber: string; readonly lineNumber: string }
  | {
      readonly kind: 'query_instance'
      readonly references: readonly string[]
      readonly purchase?: LineNumbers
    }
  | {
      readonly kind: 'refresh_instance'
      readonly reference: string
      readonly scene: 'trial_to_formal' | 'renewal' | 'renewal_cancelled' | 'renewal_change'
      readonly orderNumber: string
      readonly lineNumber: string
      /** Of the renewal that a cancellation takes back. */
      readonly cancelled?: LineNumbers
      readonly productCode?: string
      readonly expiresAt: Instant
    }
  | {
      readonly kind: 'set_instance_status'
      readonly reference: string
      readonly status: 'frozen' | 'active'
      readonly purchase?: LineNumbers
    }
  /** A freeze for a violation is lifted (R116): nothing else says so, as a renewal does of the freeze after grace. */
  | { readonly kind: 'lift_freeze'; readonly reference: string; readonly purchase?: LineNumbers }
  | {
      readonly kind: 'release_instance'
      readonly reference: string
      /** Of the refund that is the cause. */
      readonly orderNumber?: string
      readonly lineNumber?: string
      readonly purchase?: LineNumbers
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
  /** A paid line is told to the server that the seller has named for it. */
  | { readonly kind: 'notify_order'; readonly orderNumber: string; readonly lineNumber: string }
export type OperationKind = Operation['kind']

/**
 * What was bought with a line, and by whom: V1.0 says it in the request, V2.0 leaves it to the order query. It is looked up
 * when a request is built and stands in no row, since it may name a person.
 */
export type OrderFacts = {
  readonly customer: {
    readonly id: string
    readonly name: string
    /** Each only if the product asks for it and the buyer has consented (R47, R66). */
    readonly userId?: string
    readonly userName?: string
    readonly phone?: string
    readonly email?: string
  }
  readonly productCode: string
  readonly skuCode: string
  /** Absent for what was bought once. */
  readonly period?: { readonly type: 'year' | 'month' | 'day'; readonly count: number }
  /** Of the quantity attribute, if the product has one; the unit in English tells disks and bandwidths apart. */
  readonly quantity?: { readonly count: number; readonly unit: string }
  /** What was paid, or went back: in the currency’s main unit, never negative. */
  readonly amount: string
  readonly isTrial: boolean
  /** What the buyer gave at the purchase for what the product asked (R47a); whatever came after asks for nothing. */
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  /** The end as it is known now; foreseen while it is being opened. */
  readonly endsAt?: Instant
}

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
  /** It opens what was paid for and names no address for the buyer, which its protocol wants here. */
  readonly isUnaddressed?: true
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
/** Of the operations that a protocol has words for. */
export type Schedules = Readonly<Partial<Record<OperationKind, Schedule>>>
/**
 * What an installation may choose. *compatible*: windows as KooGallery has them. *patient*: what a seller would have to
 * start again by hand is tried for three days; what gives a buyer's money back when its time is over stays as it is.
 */
export type SchedulePlan = RetryPlan

/** What a request is made of. */
export type Sending = {
  readonly operation: Operation
  readonly accessKey: string
  /** With how many bits fields of the request are sealed; 256 where it does not matter. */
  readonly keyBits: 128 | 256
  /** What the editions of V2.0 say differently, where the seller wants it otherwise than always (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14
  readonly cancellationOrder?: 'renewal'
  /** The query string that the address has of its own, without the question mark; empty if it has none. */
  readonly ownQuery: string
  /** Where the dialect says what was bought. */
  readonly facts?: OrderFacts
  readonly businessId: string
  readonly nonce: string
  readonly timestampMs: number
  /** Sixteen letters or digits, others at each call. */
  readonly iv: () => string
}
/** A debugging call as a person wrote it: in the protocol’s own words, without the flag that says what it is (R245, R247). */
export type TestRequest = { readonly activity: string } & Readonly<Record<string, unknown>>
/** What the request of a debugging call is made of; its `businessId` is used unless the request names one. */
export type TestSending = Omit<Sending, 'operation' | 'facts'> & { readonly request: TestRequest }
export type WireRequest = {
  readonly method: 'GET' | 'POST'
  /** The whole of it, without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** Empty with GET. */
  readonly body: string
}
/** Products speak the first two; the third is how a seller’s server hears of their orders. */
export type Protocol = ProductProtocol | 'order-notification'

/** One protocol in its own words; they stop here. */
export type Dialect = {
  readonly protocol: Protocol
  /** The interface's name on the wire, such as `newInstance`; of an operation without one, our word. */
  activityOf(kind: OperationKind): string
  /** Whether it has words for this. What it has none for is not sent; what follows from that is the asking domain’s. */
  speaks(operation: Operation): boolean
  /** Whether a trial may become paid with another quantity (R118): whether the seller learns of it. */
  readonly tellsQuantityAtConversion: boolean
  /** Its requests say what was bought. */
  readonly saysOrder: boolean
  toWire(sending: Sending): WireRequest
  fromWire(operation: Operation, received: ReceivedReply, accessKey: string): Outcome
  /** The same of a debugging call, any activity of the protocol. Throws a TypeError on what the protocol’s tables forbid. */
  toTestWire(sending: TestSending): WireRequest
  fromTestWire(request: TestRequest, received: ReceivedReply, accessKey: string): Outcome
  /** Members whose values nobody is shown. */
  readonly secretsOf: ReadonlySet<string>
  readonly schedules: Readonly<Record<SchedulePlan, Schedules>>
  /** Whether there may be anything in its lane that an operation makes needless. */
  mayReplace(newer: Operation): boolean
  /** Whether an operation, put into a lane, makes an older one that waits there or has stopped needless. */
  supersedes(newer: Operation, older: Operation): boolean
  /** How long one call may take in all. */
  readonly timeLimitMs: DurationMs
  /** The longest reply that is read. */
  readonly replyLimitBytes: number
}

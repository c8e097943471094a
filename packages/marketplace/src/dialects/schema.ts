import type { z } from 'zod'
import type { DurationMs } from '@loggia/kernel'
import type { InterfaceClass } from '@loggia/protocol/console/access/kinds'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'
import type { TestCalls } from './test-calls.ts'

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
  /** SaaS V1.0: with how many bits fields of the request are sealed (saas-v1 §5). */
  readonly keyBits?: 128 | 256
  /** What the editions of V2.0 say differently, where the seller wants it otherwise than always (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14
  readonly cancellationOrder?: 'renewal'
}

/** What a request is made of. */
export type Sending<Operation extends AnyOperation = AnyOperation, Facts = unknown> = ProtocolOptions & {
  readonly operation: Operation
  readonly accessKey: string
  /** 256 where it does not matter. */
  readonly keyBits: 128 | 256
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

/** One protocol in its own words; they stop here. */
export type Dialect<
  Operation extends AnyOperation = AnyOperation,
  Facts = unknown,
  Answer extends AnyAnswer = AnyAnswer,
> = {
  readonly protocol: string
  /** What a seller may choose of it, and what they must. */
  readonly options: z.ZodType<ProtocolOptions>
  /** An address may have a query of its own, but no parameter of these names; absent where it may have none. */
  readonly ownQuery?: { readonly reserved: ReadonlySet<string> }
  /** Whether a product may promise that a renewal comes with another edition or quantity (R119): whether the seller learns of it. */
  readonly tellsRenewalChanges: boolean
  /** The interface's name on the wire, such as `newInstance`; of an operation without one, our word. */
  activityOf(kind: string): string
  /** Whether it has words for this. What it has none for is not sent; what follows from that is the asking domain’s. */
  supports(operation: AnyOperation): boolean
  /** Its requests say what the family's owner knows of an operation, such as what was bought. */
  readonly includesFacts: boolean
  toWire(sending: Sending<Operation, Facts>): WireRequest
  fromWire(operation: Operation, received: ReceivedReply, accessKey: string): Outcome<Answer>
  /** Calls with which a seller tries their server, in the protocol's own words; none, if it has none. */
  readonly testCalls?: TestCalls
  /** Members whose values nobody is shown. */
  readonly secretsOf: ReadonlySet<string>
  readonly schedules: Readonly<Record<SchedulePlan, Schedules<Operation['kind']>>>
  /** Whether there may be anything in its lane that an operation makes needless. */
  mayReplace(newer: Operation): boolean
  /** Whether an operation, put into a lane, makes an older one that waits there or has stopped needless. */
  supersedes(newer: Operation, older: Operation): boolean
  /** How long one call may take in all. */
  readonly timeLimitMs: DurationMs
  /** The longest reply that is read. */
  readonly replyLimitBytes: number
}

/** Operations that belong together, and the protocols that have words for them. */
export type Family<
  Operation extends AnyOperation = AnyOperation,
  Facts = unknown,
  Answer extends AnyAnswer = AnyAnswer,
> = {
  readonly name: string
  /** The class of the seller's key that signs its requests (R255). */
  readonly interfaceClass: InterfaceClass
  /** Whether each product of a seller has an address of its own, or the seller has one. */
  readonly of: 'product' | 'seller'
  readonly dialects: Readonly<Record<string, Dialect<Operation, Facts, Answer>>>
  /** What is spoken where nothing else was chosen; its schedules say how long an operation is tried before that is known. */
  readonly firstProtocol: string
  /** Whether an answer closes its call, whatever the call's window and its seller's gate say. */
  isAccepted(operation: Operation, outcome: Outcome<Answer>): boolean
  /** The id of the seller's that an operation is about, where it names just one. */
  referenceIn(operation: Operation): string | undefined
}

import type { DurationMs } from '@loggia/kernel'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type { ReceivedReply, Verdict } from '@loggia/protocol/wire'

/** An operation that a seller is called with, in our words; its other members belong to its family. */
export type AnyOperation = { readonly kind: string }

/** The data of an accepted answer, in every family: the seller's id of what it made. */
export type AnyAnswer = { readonly reference?: string }

/**
 * The result of one attempt. *confirmed*: done. *pending*: accepted, or no result yet. *refused*: a refusing code of
 * the seller. *faulty*: an answer that breaks the protocol. *unreachable*: no answer. The verdict explains it to
 * people.
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
      /** A seller may refuse and still name an instance, which may then exist. */
      readonly reference?: string
    }
  | { readonly kind: 'faulty' | 'unreachable'; readonly verdict: Verdict }

/** The pause (ms) after a failed attempt: constant, or doubling from `firstMs` to `mostMs`. */
export type Spacing =
  | { readonly kind: 'even'; readonly everyMs: DurationMs }
  | { readonly kind: 'doubling'; readonly firstMs: DurationMs; readonly mostMs: DurationMs }
/** How long an operation is tried and how attempts are spaced; `source` names the rule or document. */
export type Schedule = { readonly windowMs: DurationMs; readonly spacing: Spacing; readonly source: string }
/** Schedules of the operations that a protocol supports. */
export type Schedules<Kind extends string = string> = Readonly<Partial<Record<Kind, Schedule>>>
/**
 * The retry plan of an installation. *compatible*: the windows of KooGallery. *patient*: calls that a seller would have
 * to start again by hand are tried for three days; the window of a call whose end refunds the buyer stays the same.
 */
export type SchedulePlan = RetryPlan

/** What a seller may choose about the protocol; options that a protocol does not have are absent. */
export type ProtocolOptions = {
  /** Bits of the key that seals fields of the request (saas-v1 §5); 256 by default. */
  readonly keyBits?: 128 | 256
  /** Points on which the editions of V2.0 differ; absent: our default (saas-v2 §11, 6 and 7). */
  readonly expireDigits?: 14
  readonly cancellationOrder?: 'renewal'
}

/** The input of a request. */
export type Sending<Operation extends AnyOperation = AnyOperation, Facts = unknown> = ProtocolOptions & {
  readonly operation: Operation
  readonly accessKey: string
  /** The address's own query string, without the question mark; empty if it has none. */
  readonly ownQuery: string
  /** Facts that the family's owner knows about the operation, if the dialect sends them. */
  readonly facts?: Facts
  readonly businessId: string
  readonly nonce: string
  readonly timestampMs: number
  /** Returns sixteen letters or digits, different each time. */
  readonly iv: () => string
}
/** The request that follows from a reply, or what the reply alone decides. */
export type Next = { readonly request: WireRequest } | { readonly outcome: Outcome }
export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Appended to the path of the address (joint-kit §3); absent for protocols with one path for everything. */
  readonly path?: string
  /** The whole query string, without the question mark. */
  readonly query: string
  readonly headers: Readonly<Record<string, string>>
  /** Empty for GET and DELETE. */
  readonly body: string
  /**
   * In protocols where an attempt has to find out first what the seller calls a thing: what the reply leads to. Absent
   * for a request whose reply is the answer.
   */
  readonly follow?: (received: ReceivedReply) => Next
}

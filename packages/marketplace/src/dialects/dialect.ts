import type { z } from 'zod'
import type { DurationMs } from '@loggia/kernel'
import type { ReceivedReply } from '@loggia/protocol/wire'
import type {
  AnyAnswer,
  AnyOperation,
  Outcome,
  ProtocolOptions,
  SchedulePlan,
  Schedules,
  Sending,
  WireRequest,
} from './schema.ts'
import type { TestCalls } from './test-calls.ts'

/** One protocol. Its own words do not go beyond this type. */
export type Dialect<
  Operation extends AnyOperation = AnyOperation,
  Facts = unknown,
  Answer extends AnyAnswer = AnyAnswer,
> = {
  readonly protocol: string
  /** Schema of the choices that a seller has in this protocol. */
  readonly options: z.ZodType<ProtocolOptions>
  /** An address may have its own query, without parameters of these names; absent: an address may have no query. */
  readonly ownQuery?: { readonly reserved: ReadonlySet<string> }
  /**
   * Whether the seller learns that a renewal changes the edition or quantity, so that a product may promise it (R119);
   * absent if the protocol has no renewals.
   */
  readonly tellsRenewalChanges?: boolean
  /** The interface's name on the wire, such as `newInstance`; our word for an operation that has none. */
  activityOf(kind: string): string
  /**
   * Whether the protocol can express the operation. If not, it is not sent, and the asking domain decides what follows.
   */
  supports(operation: AnyOperation): boolean
  /** The most people that one call can tell of; absent: as many as the family allows. */
  readonly peopleAtOnce?: number
  /** Whether requests contain the family's facts, such as what was bought. */
  readonly includesFacts: boolean
  toWire(sending: Sending<Operation, Facts>): WireRequest
  fromWire(operation: Operation, received: ReceivedReply, accessKey: string): Outcome<Answer>
  /** Debugging calls to a seller's server, in the protocol's words; absent if the protocol has none. */
  readonly testCalls?: TestCalls
  /** Members whose values are never shown. */
  readonly secretsOf: ReadonlySet<string>
  /**
   * Members with data of people, hidden in a call with this request and in its answer; absent: all of them are among
   * `secretsOf`.
   */
  personalIn?(requestBody: Uint8Array): ReadonlySet<string>
  readonly schedules: Readonly<Record<SchedulePlan, Schedules<Operation['kind']>>>
  /** Whether this operation may supersede anything in its lane. */
  mayReplace(newer: Operation): boolean
  /** Whether an operation that joins a lane supersedes an older one that waits there or has stopped. */
  supersedes(newer: Operation, older: Operation): boolean
  /** Time limit of one call, in ms. */
  readonly timeLimitMs: DurationMs
  /** The longest reply that is read, in bytes. */
  readonly replyLimitBytes: number
}

/** Operations that belong together, and the protocols that can express them. */
export type Family<
  Operation extends AnyOperation = AnyOperation,
  Facts = unknown,
  Answer extends AnyAnswer = AnyAnswer,
> = {
  readonly name: string
  /** Whether each product of a seller has an address of its own, or the seller has one for all. */
  readonly of: 'product' | 'seller'
  readonly dialects: Readonly<Record<string, Dialect<Operation, Facts, Answer>>>
  /** The protocol used if none was chosen; its schedules apply until the protocol is known. */
  readonly firstProtocol: string
  /** Whether an answer closes its call, whatever the call's window and the seller's gate say. */
  isAccepted(operation: Operation, outcome: Outcome<Answer>): boolean
  /** The seller's id of the one thing that an operation is about; undefined if there is not exactly one. */
  referenceIn(operation: Operation): string | undefined
}

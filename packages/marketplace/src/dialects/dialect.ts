import type { z } from 'zod'
import type { DurationMs } from '@loggia/kernel'
import type { InterfaceClass } from '@loggia/protocol/console/access/kinds'
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
  /**
   * Whether the seller learns that a renewal comes with another edition or quantity, so that a product may promise it (R119); absent
   * where renewals are not its affair.
   */
  readonly tellsRenewalChanges?: boolean
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

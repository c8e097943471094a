import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type {
  AnswerTo,
  Dialect,
  Facts,
  FamilyName,
  Operation,
  OperationKind,
  Outcome,
  Protocol,
  Schedule,
} from '../dialects/index.ts'
import { marketSettingsSchema } from '@loggia/protocol/console'
import type { Db, Setting, Tx } from '../platform/index.ts'
import type { Breaker, CallState } from '@loggia/protocol/console/calls/kinds'

/**
 * *waiting* for its time or for the call before it; *sending*; *confirmed*; *refused* (a live call that was answered
 * no); *stopped* (its window is over); *superseded* by a later call; *stuck* (the answer could not be applied: our
 * fault).
 */
export type { Breaker, CallState }

/** One signed call to a seller, with all its attempts. */
export type Call<Asked extends Operation = Operation> = {
  readonly id: Id<'cal'>
  readonly sellerId: Id<'sel'>
  /** The channel that it is sent through. The gate of the channel decides whether it may be sent now. */
  readonly channelId: Id<'chn'>
  readonly productId: Id<'prd'>
  /** The calls of a lane, usually those of one subscription, are sent in order. */
  readonly lane?: string
  /** The subject in whose history it is recorded, usually an order. */
  readonly subject: string
  readonly operation: Asked
  readonly protocol: Protocol
  readonly state: CallState
  readonly live: boolean
  /** The buyer who waits for a live call. */
  readonly asker?: Id<'byr'>
  readonly createdAt: Instant
  readonly dueAt: Instant
  /** The start of the window in which it is tried. */
  readonly windowStartsAt: Instant
  /** The end of that window. The last attempt begins at or after it. */
  readonly windowEndsAt: Instant
  /** The window runs on while the seller is parked (R70, a purchase). Every other window stands still meanwhile. */
  readonly windowRuns: boolean
  /**
   * The total time the seller had been parked when this call was made. Time parked later is added to a window that
   * stands still.
   */
  readonly parkedBeforeMs: DurationMs
  /** Counts the attempts. A settle names the attempt that it ends, so that a late one changes nothing. */
  readonly fence: number
  /** A person has to look at it: its attempts fail, it stopped and may be restarted, or its answer is stuck. */
  readonly openFailure: boolean
  readonly restartedFrom?: Id<'cal'>
}

/** What an interposer is told about a request: the seller, product and call that it is for. */
export type AskedFor = Pick<Call, 'sellerId' | 'productId' | 'subject' | 'protocol' | 'live'> & {
  readonly callId: Id<'cal'>
  /** The attempt, from 1. */
  readonly n: number
  /** The interface as the protocol names it, such as newInstance. */
  readonly activity: string
}

/** The state of the calls through one channel. It is a row, so all nodes see the same state. */
export type Gate = {
  readonly channelId: Id<'chn'>
  /** The most calls at the same time. */
  readonly limit: number
  readonly breaker: Breaker
  /** Failures in a row. */
  readonly failures: number
  /** When the next call may probe a parked seller. */
  readonly probeAt?: Instant
  /** Since when the seller has been parked, if it is. */
  readonly openedAt?: Instant
  /** The total time it was parked before that. */
  readonly parkedMs: DurationMs
}

/**
 * A new call. With `windowEndsAt` its window ends then in any case (R70, a purchase). Otherwise it has the window of
 * its schedule, which stands still while the seller is parked.
 */
export type NewCall = {
  readonly sellerId: Id<'sel'>
  readonly productId: Id<'prd'>
  readonly lane: string
  readonly subject: string
  readonly operation: Operation
  readonly windowEndsAt?: Instant
  /** The stopped call that this one starts again. */
  readonly restartedFrom?: Id<'cal'>
}

/** Its window is over. `untried`: no attempt failed at the seller's server, as after a stop of the market. */
export type Stopped = { readonly kind: 'stopped'; readonly untried?: true }

/** Given once to the domain that made the call, when the call is closed: the answer, or that its window is over. */
export type Answer<Asked extends Operation = Operation> =
  | Extract<Outcome<AnswerTo<Asked>>, { kind: 'confirmed' | 'pending' }>
  | Stopped
export type AnsweredCall<Asked extends Operation = Operation> = {
  readonly call: Call<Asked>
  readonly answer: Answer<Asked>
}
/** An accepted answer, by what it names at the seller. */
export type NamedInstance<Asked extends Operation = Operation> = {
  readonly call: Call<Asked>
  readonly reference: string
}

/**
 * Applies answers in the transaction that closes their calls. The answers of one settle are given together, sorted by
 * id, at most one of each lane. If one of them cannot be applied, each is given again by itself.
 */
export type ApplyAnswers<Asked extends Operation = Operation> = (
  tx: Tx,
  answered: readonly AnsweredCall<Asked>[],
) => Promise<void>
/** Called when a late answer or a refusal, which is not applied, names an instance that the seller may have made. */
export type NoteStrayInstance<Asked extends Operation = Operation> = (
  tx: Tx,
  call: Call<Asked>,
  reference: string,
) => Promise<void>
/**
 * The accepted answers that the domain rejects for a reason that a dialect cannot know, with the reason. They count as
 * faulty. Called before a call is closed, in the same transaction.
 */
export type ListObjections<Asked extends Operation = Operation> = (
  tx: Tx,
  named: readonly NamedInstance<Asked>[],
) => Promise<ReadonlyMap<Id<'cal'>, Verdict>>
/** The operation with today's values, for a call that is started again; undefined when it has no purpose any more. */
export type RestateOperation<Asked extends Operation = Operation> = (
  tx: Tx,
  call: Call<Asked>,
) => Promise<Asked | undefined>

type OfKind<Name extends FamilyName, Kind> = Extract<Operation<Name>, { kind: Kind }>

/** Emitted when attempts have ended, also late ones, in the transaction that stores it. */
export type AttemptsEnded = { readonly type: 'attempts.ended' }

type TestPresets = Parameters<NonNullable<Dialect['testCalls']>['scenes'][number]['preset']>[0]

/** What a domain does for operations of one family, by kind. */
export type FamilyHandlers<Name extends FamilyName> = {
  readonly answers?: { readonly [Kind in OperationKind<Name>]?: ApplyAnswers<OfKind<Name, Kind>> }
  readonly strayInstances?: { readonly [Kind in OperationKind<Name>]?: NoteStrayInstance<OfKind<Name, Kind>> }
  readonly objections?: { readonly [Kind in OperationKind<Name>]?: ListObjections<OfKind<Name, Kind>> }
  readonly restarts?: { readonly [Kind in OperationKind<Name>]?: RestateOperation<OfKind<Name, Kind>> }
  /**
   * What its requests say in addition to the operation, such as what was bought with the order line. Throws if there is
   * none.
   */
  readonly facts?: (db: Db, operation: Operation<Name>) => Promise<Facts<Name>>
  /** What it knows about a product for the forms of test calls; undefined if nothing. */
  readonly testFacts?: (db: Db, productId: Id<'prd'>) => Promise<Partial<TestPresets> | undefined>
}
/** What domains do for their operations, by family. */
export type HandlersByFamily = { readonly [Name in FamilyName]?: FamilyHandlers<Name> }
/** The part of a domain's jobs that handles operations. */
export type OperationHandlers = { readonly operations?: HandlersByFamily }

/** The reply to a live call. */
export type LiveAnswer<Asked extends Operation = Operation> = {
  readonly outcome: Outcome<AnswerTo<Asked>>
  readonly askedAt: Instant
  readonly durationMs: DurationMs
  readonly callId: Id<'cal'>
}

/** Headers and bytes of one side of an exchange, as they went over the wire. */
export type Message = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

/** The row of an attempt, unmasked, with the key that the call uses now. It must not be part of a reply to anybody. */
export type KeptExchange = {
  readonly protocol: Protocol
  readonly accessKey: string
  readonly request: Message
  readonly reply?: Message
}

/** The row of an attempt as people see it, with secrets masked. */
export type OpenedAttempt = {
  readonly n: number
  readonly startedAt: Instant
  readonly durationMs?: DurationMs
  readonly late: boolean
  readonly request: ShownMessage
  readonly reply?: ShownMessage
  readonly verdict?: Verdict
}
/** In `body` the values of the `masked` members are replaced; length and hash are those of the original bytes. */
export type ShownMessage = {
  readonly line: string
  readonly headers: [string, string][]
  readonly body: string
  readonly bodyBytes: number
  readonly bodySha256: string
  readonly masked: string[]
}

/** When a seller is parked, and how it is tried again. */
export type BreakerSettings = {
  /** How many failures in a row park a seller. */
  readonly failures: number
  /** The pause before the first probe. Each later pause is twice as long. */
  readonly probeFirstMs: DurationMs
  /** The longest pause between two probes. */
  readonly probeMostMs: DurationMs
}

/** Retry windows and spacing, by operation. */
export type Schedules = Readonly<Partial<Record<OperationKind, Schedule>>>

/** Settings of the engine. The defaults come from the specification; tests and operators may set other values. */
export type CallSettings = {
  /** Which of the dialects' retry schedules holds. */
  readonly plan: RetryPlan
  /** Retry windows and spacing by operation, where they differ from the plan's. */
  readonly schedules?: Schedules
  /** The whole time of one call, where it differs from the dialect's. */
  readonly timeLimitMs?: DurationMs
  /** How long after its time limit a call that is not settled counts as lost. */
  readonly leaseMarginMs: DurationMs
  /** The most calls to one seller at the same time. */
  readonly sellerLimit: number
  readonly breaker: BreakerSettings
  /**
   * How long a purchase whose window is over still waits for its turn at a busy seller. After that it is refunded
   * without an attempt.
   */
  readonly expiryGraceMs: DurationMs
  /** The most answers that are settled in one transaction, and the most such transactions at the same time. */
  readonly settleBatch: number
  readonly settlers: number
  /** The most live calls to one seller at the same time, in addition to `sellerLimit`. Each buyer has one. */
  readonly liveLimit: number
  /** The most live calls of one buyer to one seller in a minute, counted by each node. */
  readonly liveAMinute: number
  /** How long a live call waits for its turn. */
  readonly liveWaitMs: DurationMs
  /** The time limit of a live call that a page waits for. */
  readonly pageTimeLimitMs: DurationMs
  /** The most calls of this node at the same time. */
  readonly nodeLimit: number
  /** Hosts, `host:port` or CIDR that may be private or plain `http`. */
  readonly allow: readonly string[]
  /** The port of this server, which no seller's address on this machine may name. */
  readonly ownPort?: number
  /** No other process uses this database, so leases that an earlier run of this process left are void at start. */
  readonly alone: boolean
}

export const defaultCallSettings: CallSettings = {
  plan: 'compatible',
  leaseMarginMs: 5000,
  sellerLimit: 4,
  breaker: { failures: 5, probeFirstMs: 10_000, probeMostMs: 120_000 },
  expiryGraceMs: 30_000,
  settleBatch: 128,
  settlers: 2,
  liveLimit: 2,
  // A quote may have twenty lines, each of which asks the seller; this is enough for one and a half quotes.
  liveAMinute: 30,
  liveWaitMs: 2000,
  pageTimeLimitMs: 5000,
  nodeLimit: 1000,
  allow: [],
  alone: false,
}

/**
 * The settings that operators may change for the whole market. Until they do, the values that the node was started with
 * apply.
 */
export const callOptions: {
  readonly retryPlan: Setting<RetryPlan>
  readonly sellerCallLimit: Setting<number>
  readonly callTimeLimitSeconds: Setting<number>
} = {
  retryPlan: { name: 'calls.retry_plan', schema: marketSettingsSchema.shape.retryPlan },
  sellerCallLimit: { name: 'calls.seller_limit', schema: marketSettingsSchema.shape.sellerCallLimit },
  callTimeLimitSeconds: {
    name: 'calls.time_limit_seconds',
    schema: marketSettingsSchema.shape.callTimeLimitSeconds,
  },
}

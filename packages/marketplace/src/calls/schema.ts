import type { DurationMs, Id, Instant } from '@loggia/kernel'
import type { Verdict } from '@loggia/protocol/wire'
import type { RetryPlan } from '@loggia/protocol/console/settings/kinds'
import type {
  AnswerTo,
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
 * *waiting* for its time or for the call before it; *sending*; *confirmed*; *refused* (a live call that was answered no);
 * *stopped* (its window is over); *superseded* by a later call; *stuck* (the answer could not be applied: our fault).
 */
export type { Breaker, CallState }

/** One signed call to a seller, with all its attempts. */
export type Call<Asked extends Operation = Operation> = {
  readonly id: Id<'cal'>
  readonly sellerId: Id<'sel'>
  /** The door that it goes through: its gate says whether it may go out. */
  readonly channelId: Id<'chn'>
  readonly productId: Id<'prd'>
  /** Calls of one lane go out in order: a subscription. */
  readonly lane?: string
  /** Whose history tells of it: an order. */
  readonly subject: string
  readonly operation: Asked
  readonly protocol: Protocol
  readonly state: CallState
  readonly live: boolean
  /** The buyer who waits for a live call. */
  readonly asker?: Id<'byr'>
  readonly createdAt: Instant
  readonly dueAt: Instant
  /** Tries may be made from here … */
  readonly windowStartsAt: Instant
  /** … to here; the last one begins at or after it. */
  readonly windowEndsAt: Instant
  /** Its window runs on while its seller is parked (R70, a purchase); every other window stands still meanwhile. */
  readonly windowRuns: boolean
  /** How long the seller had ever been parked when this was made: what came on top is added to a window that stands still. */
  readonly parkedBeforeMs: DurationMs
  /** Counts the attempts; a settle must name the one that it ends. */
  readonly fence: number
  /** Waits for somebody: its tries fail, or are over and may be started again, or its answer is stuck. */
  readonly openFailure: boolean
  readonly restartedFrom?: Id<'cal'>
}

/** Whom a request is for: what may stand between the engine and the wire is told with it. */
export type AskedFor = Pick<Call, 'sellerId' | 'productId' | 'subject' | 'protocol' | 'live'> & {
  readonly callId: Id<'cal'>
  /** The attempt, from 1. */
  readonly n: number
  /** The interface as the protocol names it, such as newInstance. */
  readonly activity: string
}

/** How the calls through one channel stand; all nodes agree, since it is a row. */
export type Gate = {
  readonly channelId: Id<'chn'>
  /** Calls at once. */
  readonly limit: number
  readonly breaker: Breaker
  /** Failures one after the other. */
  readonly failures: number
  /** When a parked seller's next call tries how it is. */
  readonly probeAt?: Instant
  /** Parked since then … */
  readonly openedAt?: Instant
  /** … and this long before that, ever. */
  readonly parkedMs: DurationMs
}

/**
 * A call that is asked for. With the end of its window it is something that is over then, whatever happens (R70, a
 * purchase); without, it has its schedule's window, which stands still while the seller is parked.
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

/** What the asking domain is told, once, when a call is closed: its answer, or that its tries are over. */
export type Answer<Asked extends Operation = Operation> =
  | Extract<Outcome<AnswerTo<Asked>>, { kind: 'confirmed' | 'pending' }>
  | { readonly kind: 'stopped' }
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
 * Applies answers in the transaction that closes their calls: those that came together, of each lane at most one, in one
 * order of their ids. If one cannot be applied, each is given again alone.
 */
export type ApplyAnswers<Asked extends Operation = Operation> = (
  tx: Tx,
  answered: readonly AnsweredCall<Asked>[],
) => Promise<void>
/** An answer that is not applied (late, or a refusal) names an instance all the same: one may stand at the seller. */
export type NoteStrayInstance<Asked extends Operation = Operation> = (
  tx: Tx,
  call: Call<Asked>,
  reference: string,
) => Promise<void>
/**
 * Which accepted answers cannot stand for what the domain knows and a dialect does not, and why: they count as faulty.
 * Asked before a call is closed, in the same transaction.
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

/** What a domain does for operations of one family, by kind. */
export type FamilyHandlers<Name extends FamilyName> = {
  readonly answers?: { readonly [Kind in OperationKind<Name>]?: ApplyAnswers<OfKind<Name, Kind>> }
  readonly strayInstances?: { readonly [Kind in OperationKind<Name>]?: NoteStrayInstance<OfKind<Name, Kind>> }
  readonly objections?: { readonly [Kind in OperationKind<Name>]?: ListObjections<OfKind<Name, Kind>> }
  readonly restarts?: { readonly [Kind in OperationKind<Name>]?: RestateOperation<OfKind<Name, Kind>> }
  /** What its requests say beside the operation, such as what was bought with the line it is about; throws if there is nothing. */
  readonly facts?: (db: Db, operation: Operation<Name>) => Promise<Facts<Name>>
}
/** What domains do for their operations, by family. */
export type HandlersByFamily = { readonly [Name in FamilyName]?: FamilyHandlers<Name> }
/** The part of a domain's jobs. */
export type OperationHandlers = { readonly operations?: HandlersByFamily }

/** What the domains below are told of calls. */

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

/** What an attempt's row holds, unmasked, and the key that the call uses now: never for a reply to somebody. */
export type KeptExchange = {
  readonly protocol: Protocol
  readonly accessKey: string
  readonly request: Message
  readonly reply?: Message
}

/** What an attempt's row holds for people, with secrets masked. */
export type OpenedAttempt = {
  readonly n: number
  readonly startedAt: Instant
  readonly durationMs?: DurationMs
  readonly late: boolean
  readonly request: ShownMessage
  readonly reply?: ShownMessage
  readonly verdict?: Verdict
}
/** `body` with the values of `masked` members replaced; length and hash are those of the bytes as they were. */
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
  /** Failures one after the other that park a seller. */
  readonly failures: number
  /** The first try comes this long after, each later one after twice as long … */
  readonly probeFirstMs: DurationMs
  /** … up to this. */
  readonly probeMostMs: DurationMs
}

/** Retry windows and spacing, by operation. */
export type Schedules = Readonly<Partial<Record<OperationKind, Schedule>>>

/** How the engine behaves; everything has the value that its source or STACK gives unless a test or an operator says otherwise. */
export type CallSettings = {
  /** Which of the dialects' retry schedules holds. */
  readonly plan: RetryPlan
  /** Retry windows and spacing by operation, where they differ from the plan's. */
  readonly schedules?: Schedules
  /** The whole time of one call, where it differs from the dialect's. */
  readonly timeLimitMs?: DurationMs
  /** How long after its time limit a call that was not settled is taken for lost. */
  readonly leaseMarginMs: DurationMs
  /** Calls at once to one seller. */
  readonly sellerLimit: number
  readonly breaker: BreakerSettings
  /** A purchase whose window is over waits this long for its turn at a busy seller, then its money goes back untried. */
  readonly expiryGraceMs: DurationMs
  /** Answers that are settled in one transaction at most, and transactions at once. */
  readonly settleBatch: number
  readonly settlers: number
  /** Live calls at once to one seller, beside those; of one buyer’s, one. */
  readonly liveLimit: number
  /** So many a minute one buyer asks one seller, counted by node. */
  readonly liveAMinute: number
  /** So long a live question waits for its turn. */
  readonly liveWaitMs: DurationMs
  /** The whole time of a live call that a page waits for. */
  readonly pageTimeLimitMs: DurationMs
  /** Calls at once of this node. */
  readonly nodeLimit: number
  /** Hosts, `host:port` or CIDR that may be private or plain `http`. */
  readonly allow: readonly string[]
  /** The port of this server, which no seller's address on this machine may name. */
  readonly ownPort?: number
  /** No other process uses this database: leases left by an earlier life of this one are void at start. */
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
  // A quotation may have twenty lines, each of which asks the seller: one and a half of them fit.
  liveAMinute: 30,
  liveWaitMs: 2000,
  pageTimeLimitMs: 5000,
  nodeLimit: 1000,
  allow: [],
  alone: false,
}

/** What operators may set of these for the whole market; without it, what the node was started with holds. */
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
